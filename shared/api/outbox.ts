import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { flag, integer, page, pageSize, smallId, smallIdOrZero } from './values.ts';

/**
 * `queued` waits (offline, unconfigured or backing off: `last_error` says which), `sending` is on the
 * wire, `accepted` was taken by the server, `failed` was refused for good, `cancelled` by a recruiter.
 */
export const messageState = z.enum(['queued', 'sending', 'accepted', 'failed', 'cancelled']);
export type MessageState = z.output<typeof messageState>;

/**
 * What a recruiter calls the state: `state`, and beyond it `bounced` (a delivery report came for one
 * that the server had accepted; `state` is `failed`), `opened` and `submitted` (the candidate opened
 * the link, submitted files; `state` is `accepted`).
 */
export const messageStage = z.enum([
  'queued',
  'sending',
  'accepted',
  'failed',
  'cancelled',
  'bounced',
  'opened',
  'submitted',
]);
export type MessageStage = z.output<typeof messageStage>;

const message = z.object({
  message_id: z.number(),
  kind: z.enum(['mail', 'sms']),
  certificate_id: z.number().nullable(),
  application_id: z.number().nullable(),
  recipient: z.string(),
  subject: z.string(),
  state: messageState,
  attempts: z.number(),
  /** The server's own words; why Credo itself waits or failed, in the language asked for. */
  last_error: z.string().nullable(),
  /** When it leaves at the earliest; null where that is now, or it has left. */
  next_attempt_at: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
  stage: messageStage,
  accepted_at: z.string().nullable(),
  bounced_at: z.string().nullable(),
  /** `hard`: no use to try again; `soft`: for now, such as a full mailbox. */
  bounce_kind: z.enum(['hard', 'soft']).nullable(),
  opened_at: z.string().nullable(),
  submitted_at: z.string().nullable(),
  /** It reminds of a request. */
  reminder: z.boolean(),
  /**
   * Why it leaves only at `next_attempt_at`: it can still be taken back, an attempt did not succeed, it
   * is night, or the account has sent as many as it may.
   */
  waits_for: z.enum(['undo', 'retry', 'quiet_hours', 'limit']).nullable(),
  /** What goes out with it, in order; `size` in bytes. */
  files: z.array(z.object({ position: z.number(), name: z.string(), size: z.number() })),
});
export type Message = z.output<typeof message>;

export const listMessages = endpoint({
  method: 'POST',
  path: '/atsng/v2/outbox/list',
  audience: 'recruiter',
  request: z.object({
    certificate_id: smallIdOrZero.default(0),
    application_id: smallIdOrZero.default(0),
    state: messageState.optional(),
    stage: messageStage.optional(),
    page,
    size: pageSize,
  }),
  results: z.object({
    pagination: z.object({ page: z.number(), size: z.number(), total: z.number() }),
    dataList: z.array(message),
  }),
});

/** Queues a failed or cancelled message again, or a queued one for now. */
export const retryMessage = endpoint({
  method: 'POST',
  path: '/atsng/v2/outbox/retry',
  audience: 'recruiter',
  request: z.object({ message_id: smallId }),
  results: message,
});

/** Cancels a message that has not left yet. */
export const cancelMessage = endpoint({
  method: 'POST',
  path: '/atsng/v2/outbox/cancel',
  audience: 'recruiter',
  request: z.object({ message_id: smallId }),
  results: message,
});

/**
 * One file of a message, as it went out, by its place in `files`. `inline=1` for showing it. Refused
 * with `messageNotFound`.
 */
export const openMessageFile = endpoint({
  method: 'GET',
  path: '/atsng/v2/outbox/openFile',
  audience: 'recruiter',
  request: z.object({
    message_id: smallId,
    position: integer.min(0).max(1_000),
    inline: flag.default(0),
  }),
  results: z.null(),
});
