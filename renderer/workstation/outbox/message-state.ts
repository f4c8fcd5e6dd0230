import type { Message, MessageState } from '../../../shared/api/outbox.ts';
import type { StatusOption } from '../../../shared/catalogue/status-options.ts';

/** The colour family of a state's badge. */
export const messageTone: Readonly<Record<MessageState, StatusOption['tone']>> = {
  queued: 'orange',
  sending: 'blue',
  accepted: 'green',
  failed: 'red',
  cancelled: 'gray',
};

/** What a recruiter can do with a message (`retryMessage`, `cancelMessage` of the API). */
export function messageActions(state: MessageState): readonly ('retry' | 'cancel')[] {
  if (state === 'queued') return ['retry', 'cancel'];
  return state === 'failed' || state === 'cancelled' ? ['retry'] : [];
}

/** Whether a message waits for an attempt at a known time after one that did not succeed. */
export function isBackingOff(message: Message): boolean {
  return message.state === 'queued' && message.attempts > 0 && message.next_attempt_at !== null;
}
