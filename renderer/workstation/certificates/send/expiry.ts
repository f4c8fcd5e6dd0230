import { isDate } from '../../../../shared/time.ts';

/** Until when the link of a request works: the workspace's days, others, or a day. */
export type Expiry =
  | { readonly type: 'default' }
  | { readonly type: 'days'; readonly days: number }
  | { readonly type: 'on'; readonly date: string };

export const defaultExpiry: Expiry = { type: 'default' };

/** The days offered beside the workspace's own. */
export const offeredDays = [3, 7, 14, 30] as const;

/** As `saveCertificate` and `previewTpl` take it. A day that is not one yet is left out. */
export function expiryFields(expiry: Expiry): { expires_days?: number; expires_on?: string } {
  if (expiry.type === 'days') return { expires_days: expiry.days };
  if (expiry.type === 'on' && isDate(expiry.date)) return { expires_on: expiry.date };
  return {};
}

/** Whether it can be sent: a day has to be one, today or later. @param today `YYYY-MM-DD` */
export function isExpiryValid(expiry: Expiry, today: string): boolean {
  return expiry.type !== 'on' || (isDate(expiry.date) && expiry.date >= today);
}
