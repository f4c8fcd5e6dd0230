import type { StatusOption } from './status-options.ts';

/** How far a request for a certificate has come, in order; a row of `process/list` carries the key. */
export const certificateProgressStates = [
  'not_sent',
  'sent',
  'opened',
  'uploaded',
  'to_review',
  'returned',
  'passed',
] as const;

export type CertificateProgressState = (typeof certificateProgressStates)[number];

/**
 * What each state is called. `not_sent` has no request, or one whose link was revoked; `opened` the
 * candidate has opened the link; `uploaded` files are there and not handed in; `to_review` handed in,
 * no verdict or an undecided one; `returned` failed, or asked for again; `passed`.
 */
export const certificateProgressLabels = {
  not_sent: { label: { zh: '未发起', en: 'Not sent' }, tone: 'gray' },
  sent: { label: { zh: '已发送', en: 'Sent' }, tone: 'orange' },
  opened: { label: { zh: '已打开', en: 'Opened' }, tone: 'yellow' },
  uploaded: { label: { zh: '已上传', en: 'Uploaded' }, tone: 'yellow' },
  to_review: { label: { zh: '待评审', en: 'To review' }, tone: 'blue' },
  returned: { label: { zh: '已退回', en: 'Returned' }, tone: 'red' },
  passed: { label: { zh: '已通过', en: 'Passed' }, tone: 'green' },
} as const satisfies Record<CertificateProgressState, Pick<StatusOption, 'label' | 'tone'>>;

/** Days after which waiting is overdue: for the candidate, and for the recruiter's verdict. */
export const certificateOverdueDays = { candidate: 7, review: 3 } as const;
