import type { MessageStage, MessageState } from '../../../shared/api/outbox.ts';
import type { StatusOption } from '../../../shared/catalogue/status-options.ts';

/** The colour family of a stage's badge. */
export const messageTone: Readonly<Record<MessageStage, StatusOption['tone']>> = {
  queued: 'orange',
  sending: 'blue',
  accepted: 'green',
  failed: 'red',
  cancelled: 'gray',
  bounced: 'red',
  opened: 'blue',
  submitted: 'green',
};

/** What a recruiter can do with a message (`retryMessage`, `cancelMessage` of the API). */
export function messageActions(state: MessageState): readonly ('retry' | 'cancel')[] {
  if (state === 'queued') return ['retry', 'cancel'];
  return state === 'failed' || state === 'cancelled' ? ['retry'] : [];
}
