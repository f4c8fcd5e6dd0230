import type { Platform } from '../platform.ts';

/** Exponential backoff: the first delay doubles until the longest, in milliseconds. */
export interface Backoff {
  readonly first: number;
  readonly longest: number;
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** A message that the server put off (4xx): greylisting wants minutes, a full mailbox hours. */
export const deferralBackoff: Backoff = { first: minute, longest: 4 * hour };

/** With `deferralBackoff` this is about three days. */
export const mostDeferrals = 25;

/** No server: cheap to try, and nobody wants to wait long once the network is back. */
export const unreachableBackoff: Backoff = { first: 5 * second, longest: minute };

/** A refused sign-in: trying often locks accounts; a change of the settings tries at once. */
export const accountBackoff: Backoff = { first: 5 * minute, longest: hour };

/**
 * How long to wait after failures in a row, in milliseconds: ±20 % of jitter, so that workstations
 * that lost the same server don't all come back in the same second.
 * @param failures how many there were, from 1
 */
export function backoffDelay(backoff: Backoff, failures: number, platform: Platform): number {
  const exponential = Math.min(backoff.longest, backoff.first * 2 ** Math.min(failures - 1, 30));
  const random = (platform.randomBytes(1)[0] ?? 0) / 255;
  return Math.round(exponential * (0.8 + 0.4 * random));
}
