import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { integer } from './values.ts';

/** `HH:mm` of a day of 24 hours. */
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Messages an account in a minute, an hour, a day; 0 for no limit. */
const limit = integer.min(0).max(100_000);

/** Most reminders of one request, and the latest day of one. */
export const reminderLimits = { count: 5, day: 60 } as const;

const sendingRules = z.object({
  /** Between these times, in the workspace's time zone, messages wait; from may be later than to. */
  quiet_hours: z.object({ enabled: z.boolean(), from: clockTime, to: clockTime }),
  mail_limits: z.object({ per_minute: limit, per_hour: limit, per_day: limit }),
  /** Messages a minute are the gateway's own setting. */
  sms_limits: z.object({ per_hour: limit, per_day: limit }),
  /** Reminders of a request that was not answered, so many days after it was sent. */
  reminders: z.object({
    enabled: z.boolean(),
    days: z
      .array(integer.min(1).max(reminderLimits.day))
      .min(1)
      .max(reminderLimits.count)
      .refine((days) => days.every((day, index) => index === 0 || day > Number(days[index - 1])), {
        error: 'rising, each once',
      }),
    /** Where the request went by SMS as well, so do its reminders. */
    sms: z.boolean(),
  }),
});
export type SendingRules = z.output<typeof sendingRules>;

/** When messages leave, how many, and which reminders. */
export const getSendingRules = endpoint({
  method: 'GET',
  path: '/atsng/v2/workspace/getSendingRules',
  audience: 'recruiter',
  request: z.object({}),
  results: sendingRules,
});

/** Saves the whole; what waits follows the new rules at once. Requests made before keep their reminders. */
export const saveSendingRules = endpoint({
  method: 'POST',
  path: '/atsng/v2/workspace/saveSendingRules',
  audience: 'recruiter',
  request: sendingRules,
  results: sendingRules,
});
