import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { integer } from './values.ts';

const fields = {
  /** Empty: reports are not read. */
  host: z.string().trim().max(255),
  port: integer.min(1).max(65_535),
  /** TLS from the first byte (usually port 993); otherwise STARTTLS. */
  secure: z.boolean(),
  user: z.string().trim().max(320),
  /** The folder that reports come to. */
  mailbox: z.string().trim().min(1).max(200),
};

const bounceMailbox = z.object({ ...fields, password_set: z.boolean() });
export type BounceMailbox = z.output<typeof bounceMailbox>;

const state = bounceMailbox.extend({
  state: z.enum(['off', 'connecting', 'watching', 'failed']),
  /** The server's own words, or the system's, while it fails. */
  words: z.string(),
  /** When the mailbox was last read; null where it was not since the start. */
  checked_at: z.string().nullable(),
  /** The server tells of mail as it comes (IDLE); otherwise the mailbox is looked at every two minutes. */
  listening: z.boolean(),
});

/** The mailbox that delivery reports are read from, without its password, and how reading goes. */
export const getBounceMailbox = endpoint({
  method: 'GET',
  path: '/atsng/v2/workspace/getBounceMailbox',
  audience: 'recruiter',
  request: z.object({}),
  results: state,
});

/** Saves the mailbox, or removes it where the host is empty; reading starts anew. */
export const saveBounceMailbox = endpoint({
  method: 'POST',
  path: '/atsng/v2/workspace/saveBounceMailbox',
  audience: 'recruiter',
  request: z.object({
    ...fields,
    /** Absent keeps the password there is, as long as the host stays the same; empty removes it. */
    password: z.string().max(500).optional(),
  }),
  results: state,
});

/** Signs in to the saved mailbox and opens its folder; refused with `bounceMailboxRefused`. */
export const testBounceMailbox = endpoint({
  method: 'POST',
  path: '/atsng/v2/workspace/testBounceMailbox',
  audience: 'recruiter',
  request: z.object({}),
  results: z.object({ messages: z.number() }),
});
