import { z } from 'zod';

const largestId = 2n ** 63n - 1n;

/** A 64-bit id, accepted as a JSON number or a string of digits, held as a string. */
export const bigId = z
  .union([
    z.string().regex(/^[1-9]\d{0,18}$/),
    z
      .number()
      .int()
      .positive()
      .max(Number.MAX_SAFE_INTEGER)
      .transform((value) => String(value)),
  ])
  .refine((digits) => BigInt(digits) <= largestId);

/** A small id or a number in a query or a body: `3` and `"3"` are the same. */
export const integer = z.coerce.number().int();
export const smallId = integer.min(1).max(Number.MAX_SAFE_INTEGER);
/** An id where 0 means "the default" or "all". */
export const smallIdOrZero = integer.min(0).max(Number.MAX_SAFE_INTEGER);

/** A telephone number, accepted as a number or a string, held as a string. */
export const phone = z
  .union([z.string().trim().max(32), z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER)])
  .transform((value) => String(value));

export const flag = z
  .union([z.literal(0), z.literal(1), z.literal('0'), z.literal('1')])
  .transform(Number);

/** `YYYY-MM-DD HH:mm:ss` in the workspace's time zone. */
export const timeText = z.string();

/** 22 characters of `[0-9A-Za-z]`. A wrong form is answered like a wrong token. */
export const token = z.string().max(200);

export const page = integer.min(1).max(1_000_000_000).default(1);
export const pageSize = integer.min(1).max(200).default(20);

/**
 * Until when a link works, where that is not the workspace's `token_days`. Not in the reference.
 * `expires_on` wins: the end of that day in the workspace's time zone.
 */
export const linkExpiry = {
  expires_days: integer.min(1).max(365).optional(),
  expires_on: z.iso.date().optional(),
};
