import type { LocalizedText } from '../language.ts';
import type { StageType } from './stages.ts';
import type { StatusName } from './status-options.ts';

/**
 * What a cell holds in a row of `process/list`:
 * `status` a number of `options` (0 none), `time` `YYYY-MM-DD HH:mm:ss` or null, `date` `YYYY-MM-DD`
 * or null, `certificate` the newest certificate or null, `mailTrace` the newest message or null.
 */
export type ColumnType = 'status' | 'time' | 'date' | 'certificate' | 'mailTrace';

/** A column of the pipeline list. A new column is one entry here. */
export interface Column {
  /** The API's `value`, and the key of the cell in a row of `process/list`. */
  readonly key: string;
  readonly group: StageType['key'];
  readonly label: LocalizedText;
  readonly usedByDefault: boolean;
  readonly type: ColumnType;
  /** What the numbers of a `status` or `certificate` column mean. */
  readonly options?: StatusName;
  /** The column of `applications` behind a `status`, `time` or `date`. */
  readonly applicationColumn?: string;
}

/** Columns in the reference's order within each group (contract decisions, "Settings"). */
export const columns = [
  {
    key: 'reviewStatus',
    group: 'review',
    label: { zh: '评审状态', en: 'Review status' },
    usedByDefault: true,
    type: 'status',
    options: 'review',
    applicationColumn: 'review_status',
  },
  {
    key: 'interviewTime',
    group: 'interview',
    label: { zh: '面试时间', en: 'Interview time' },
    usedByDefault: true,
    type: 'time',
    applicationColumn: 'interview_time',
  },
  {
    key: 'interviewStatus',
    group: 'interview',
    label: { zh: '面试状态', en: 'Interview status' },
    usedByDefault: true,
    type: 'status',
    options: 'interview',
    applicationColumn: 'interview_status',
  },
  {
    key: 'candidateFeedback',
    group: 'interview',
    label: { zh: '候选人反馈', en: 'Candidate feedback' },
    usedByDefault: true,
    type: 'status',
    options: 'candidateFeedback',
    applicationColumn: 'candidate_feedback',
  },
  {
    key: 'mailTrace',
    group: 'interview',
    label: { zh: '邮件追踪', en: 'Mail trace' },
    usedByDefault: true,
    type: 'mailTrace',
  },
  {
    key: 'interviewTimeMatch',
    group: 'interview',
    label: { zh: '面试时间匹配', en: 'Interview time match' },
    usedByDefault: true,
    type: 'status',
    options: 'interviewTimeMatch',
    applicationColumn: 'interview_time_match_status',
  },
  {
    key: 'offerStatus',
    group: 'offer',
    label: { zh: 'offer状态', en: 'Offer status' },
    usedByDefault: true,
    type: 'status',
    options: 'offer',
    applicationColumn: 'offer_status',
  },
  {
    key: 'backgroundCheck',
    group: 'offer',
    label: { zh: '背景调查', en: 'Background check' },
    usedByDefault: false,
    type: 'status',
    options: 'backgroundCheck',
    applicationColumn: 'background_check_status',
  },
  {
    key: 'incomeCertificate',
    group: 'offer',
    label: { zh: '薪酬证明', en: 'Income certificate' },
    usedByDefault: true,
    type: 'certificate',
    options: 'certificate',
  },
  {
    key: 'degreeCertificate',
    group: 'offer',
    label: { zh: '学历证明', en: 'Degree certificate' },
    usedByDefault: true,
    type: 'certificate',
    options: 'certificate',
  },
  {
    key: 'offerApprove',
    group: 'offer',
    label: { zh: '录用审批', en: 'Hiring approval' },
    usedByDefault: false,
    type: 'status',
    options: 'hiring',
    applicationColumn: 'hiring_status',
  },
  {
    key: 'entryTime',
    group: 'entry',
    label: { zh: '入职时间', en: 'Start date' },
    usedByDefault: true,
    type: 'date',
    applicationColumn: 'entry_date',
  },
  {
    key: 'entryStatus',
    group: 'entry',
    label: { zh: '入职状态', en: 'Onboarding status' },
    usedByDefault: true,
    type: 'status',
    options: 'entry',
    applicationColumn: 'entry_status',
  },
] as const satisfies readonly Column[];

export type ColumnName = (typeof columns)[number]['key'];
