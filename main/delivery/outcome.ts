import type { MessageState } from '../../shared/api/outbox.ts';
import { storedReason } from '../../shared/delivery-reasons.ts';
import type { Platform } from '../platform.ts';
import { backoffDelay, deferralBackoff, mostDeferrals } from './backoff.ts';
import type { StoredMessage } from './outbox-store.ts';
import type { DeliveryError } from './transport.ts';

/** What is written of a message after an attempt. */
export interface Outcome {
  readonly state: MessageState;
  readonly last_error: string | null;
  readonly deferrals: number;
  readonly next_attempt_at: number;
}

/**
 * What becomes of a message after an attempt.
 * @param failure undefined where the server took it
 * @param pauseReason why the transport pauses, where the failure is not the message's own
 * @param now milliseconds since the epoch
 */
export function outcomeOf(
  message: Pick<StoredMessage, 'deferrals' | 'next_attempt_at'>,
  failure: DeliveryError | undefined,
  pauseReason: string,
  now: number,
  platform: Platform,
): Outcome {
  const { deferrals, next_attempt_at } = message;
  switch (failure?.failure) {
    case undefined:
      return { state: 'accepted', last_error: null, deferrals, next_attempt_at };
    case 'message':
      return { state: 'failed', last_error: failure.words, deferrals, next_attempt_at };
    case 'deferred':
      return deferred(deferrals + 1, failure.words, now, platform);
    case 'unreachable':
    case 'account':
      // Due again at once, as far as the message goes: the transport's pause decides. Behind the
      // others, lest a message that breaks connections keeps them all from being sent.
      return { state: 'queued', last_error: pauseReason, deferrals, next_attempt_at: now };
  }
}

/** A message whose attempt was given up because the program stops: queued again. */
export function interrupted(message: Pick<StoredMessage, 'deferrals'>, now: number): Outcome {
  return {
    state: 'queued',
    last_error: storedReason('interrupted'),
    deferrals: message.deferrals,
    next_attempt_at: now,
  };
}

function deferred(deferrals: number, words: string, now: number, platform: Platform): Outcome {
  if (deferrals >= mostDeferrals) {
    return {
      state: 'failed',
      last_error: storedReason('gaveUp', words),
      deferrals,
      next_attempt_at: now,
    };
  }
  const delay = backoffDelay(deferralBackoff, deferrals, platform);
  return { state: 'queued', last_error: words, deferrals, next_attempt_at: now + delay };
}
