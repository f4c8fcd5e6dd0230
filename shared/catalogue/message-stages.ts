import type { MessageStage } from '../api/outbox.ts';
import type { StatusOption } from './status-options.ts';

/** What a message's stage is called, in the order that a message goes through; then what went wrong. */
export const messageStages = {
  queued: { label: { zh: '排队中', en: 'Queued' }, tone: 'orange' },
  sending: { label: { zh: '发送中', en: 'Sending' }, tone: 'blue' },
  accepted: { label: { zh: '已发出', en: 'Sent' }, tone: 'green' },
  opened: { label: { zh: '已打开', en: 'Opened' }, tone: 'blue' },
  submitted: { label: { zh: '已提交', en: 'Submitted' }, tone: 'green' },
  bounced: { label: { zh: '被退回', en: 'Bounced' }, tone: 'red' },
  failed: { label: { zh: '发送失败', en: 'Failed' }, tone: 'red' },
  cancelled: { label: { zh: '已取消', en: 'Cancelled' }, tone: 'gray' },
} as const satisfies Record<MessageStage, Pick<StatusOption, 'label' | 'tone'>>;

/** The stages in that order. */
export const messageStageNames = Object.keys(messageStages) as MessageStage[];
