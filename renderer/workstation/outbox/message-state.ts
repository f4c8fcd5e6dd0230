import type { MessageState } from '../../../shared/api/outbox.ts';

/** What a recruiter can do with a message (`retryMessage`, `cancelMessage` of the API). */
export function messageActions(state: MessageState): readonly ('retry' | 'cancel')[] {
  if (state === 'queued') return ['retry', 'cancel'];
  return state === 'failed' || state === 'cancelled' ? ['retry'] : [];
}
