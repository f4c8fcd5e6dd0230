import type { LocalizedText } from '../language.ts';

/** What a filter or a column's number means. `tone` is the colour family of its badge. */
export interface StatusOption {
  readonly value: number;
  readonly label: LocalizedText;
  readonly tone: 'gray' | 'blue' | 'orange' | 'green' | 'yellow' | 'red';
}

function option(value: number, zh: string, en: string, tone: StatusOption['tone']): StatusOption {
  return { value, label: { zh, en }, tone };
}

/** Status values by the name of what they describe. 0 always means "none yet". */
export const statusOptions = {
  review: [
    option(1, '待评审', 'To review', 'orange'),
    option(2, '评审通过', 'Approved', 'green'),
    option(3, '待定', 'Undecided', 'yellow'),
    option(4, '评审不通过', 'Rejected', 'red'),
  ],
  interviewTimeMatch: [
    option(1, '待候选人选择', 'Awaiting candidate', 'orange'),
    option(2, '已匹配', 'Matched', 'green'),
    option(3, '未匹配', 'Not matched', 'red'),
  ],
  estimate: [
    option(1, '待评价', 'To evaluate', 'orange'),
    option(2, '推荐', 'Recommended', 'green'),
    option(3, '待定', 'Undecided', 'yellow'),
    option(4, '不推荐', 'Not recommended', 'red'),
  ],
  interview: [
    option(1, '待安排', 'To schedule', 'gray'),
    option(2, '已安排', 'Scheduled', 'blue'),
    option(3, '已面试', 'Interviewed', 'green'),
    option(4, '已取消', 'Cancelled', 'red'),
  ],
  candidateFeedback: [
    option(1, '待反馈', 'Awaiting', 'orange'),
    option(2, '接受', 'Accepted', 'green'),
    option(3, '拒绝', 'Declined', 'red'),
    option(4, '希望改期', 'Wants another time', 'yellow'),
  ],
  offer: [
    option(1, '待发送', 'To send', 'gray'),
    option(2, '已发送', 'Sent', 'blue'),
    option(3, '已接受', 'Accepted', 'green'),
    option(4, '已拒绝', 'Declined', 'red'),
  ],
  backgroundCheck: [
    option(1, '待发起', 'To start', 'gray'),
    option(2, '调查中', 'In progress', 'blue'),
    option(3, '通过', 'Clear', 'green'),
    option(4, '有风险', 'At risk', 'red'),
  ],
  certificate: [
    option(1, '待反馈', 'Awaiting', 'orange'),
    option(2, '已反馈', 'To review', 'blue'),
    option(3, '通过', 'Passed', 'green'),
    option(4, '待定', 'Undecided', 'yellow'),
    option(5, '不通过', 'Failed', 'red'),
    option(6, '有分歧', 'Disputed', 'orange'),
  ],
  hiring: [
    option(1, '待审批', 'To approve', 'gray'),
    option(2, '审批中', 'In approval', 'blue'),
    option(3, '已通过', 'Approved', 'green'),
    option(4, '已驳回', 'Rejected', 'red'),
  ],
  entryTime: [
    option(1, '今天', 'Today', 'blue'),
    option(2, '未来 7 天', 'Next 7 days', 'blue'),
    option(3, '未来 30 天', 'Next 30 days', 'blue'),
    option(4, '已过入职日未入职', 'Overdue', 'red'),
    option(5, '未定', 'Not set', 'gray'),
  ],
  entry: [
    option(1, '待入职', 'Awaiting', 'orange'),
    option(2, '已入职', 'Onboarded', 'green'),
    option(3, '放弃入职', 'Withdrawn', 'red'),
  ],
  listState: [
    option(1, '进行中', 'In progress', 'blue'),
    option(2, '已淘汰', 'Eliminated', 'gray'),
  ],
} as const satisfies Record<string, readonly StatusOption[]>;

export type StatusName = keyof typeof statusOptions;
