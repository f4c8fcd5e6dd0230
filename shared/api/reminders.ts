import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { flag, smallId } from './values.ts';

/** Why a reminder will not be sent any more. */
export const reminderStopReasons = ['uploaded', 'submitted', 'revoked', 'expired', 'off'] as const;

const reminders = z.object({
  /** Whether any is still to come. */
  enabled: z.boolean(),
  /** In the order of their days; empty for a request without. */
  reminders: z.array(
    z.object({
      reminder_id: z.number(),
      /** So many days after the server took the request. */
      day: z.number(),
      /** When it is sent at the earliest, or was to be sent. */
      due_at: z.string(),
      /** `collapsed`: a later one went out in its place. */
      state: z.enum(['waiting', 'sent', 'collapsed', 'stopped']),
      reason: z.enum(reminderStopReasons).nullable(),
      /** When it was sent or stopped. */
      settled_at: z.string().nullable(),
    }),
  ),
});
export type Reminders = z.output<typeof reminders>;

/** The reminders of a request. Refused with `certificateNotFound`. */
export const listReminders = endpoint({
  method: 'POST',
  path: '/atsng/v2/certificate/listReminders',
  audience: 'recruiter',
  request: z.object({ certificate_id: smallId }),
  results: reminders,
});

/**
 * Switches the reminders of a request off, or on again: those that are not over and that nothing else
 * has stopped. A request that had none gets those of the settings. Refused with `certificateNotFound`.
 */
export const setReminders = endpoint({
  method: 'POST',
  path: '/atsng/v2/certificate/setReminders',
  audience: 'recruiter',
  request: z.object({ certificate_id: smallId, enabled: flag }),
  results: reminders,
});
