import type { LocalizedText } from '../language.ts';
import type { StageType } from './stages.ts';
import type { StatusName } from './status-options.ts';

/** A filter of the pipeline list. A new filter is one entry here. */
export interface SearchKey {
  /** The API's `value`, and the parameter's name in `process/list`. */
  readonly key: string;
  readonly group: StageType['key'];
  readonly label: LocalizedText;
  /** In use before the user saved anything. */
  readonly usedByDefault: boolean;
  /** Kept by every save, whatever it names. */
  readonly mustRequired?: true;
  /** What its values mean. */
  readonly options: StatusName;
  /** The column of `applications` it compares; absent where the filter is computed (`entryTime`). */
  readonly applicationColumn?: string;
}

/** Search keys in the reference's order within each group (contract decisions, "Settings"). */
export const searchKeys = [
  {
    key: 'reviewStatus',
    group: 'review',
    label: { zh: '评审状态', en: 'Review status' },
    usedByDefault: true,
    options: 'review',
    applicationColumn: 'review_status',
  },
  {
    key: 'interviewTimeMatchStatus',
    group: 'interview',
    label: { zh: '面试时间匹配', en: 'Interview time match' },
    usedByDefault: true,
    options: 'interviewTimeMatch',
    applicationColumn: 'interview_time_match_status',
  },
  {
    key: 'estimateType',
    group: 'interview',
    label: { zh: '面试评价', en: 'Interview evaluation' },
    usedByDefault: true,
    options: 'estimate',
    applicationColumn: 'estimate_type',
  },
  {
    key: 'offerStatus',
    group: 'offer',
    label: { zh: 'offer状态', en: 'Offer status' },
    usedByDefault: true,
    mustRequired: true,
    options: 'offer',
    applicationColumn: 'offer_status',
  },
  {
    key: 'bcStatus',
    group: 'offer',
    label: { zh: '背景调查状态', en: 'Background check status' },
    usedByDefault: true,
    options: 'backgroundCheck',
    applicationColumn: 'background_check_status',
  },
  {
    key: 'incomeStatus',
    group: 'offer',
    label: { zh: '薪酬证明状态', en: 'Income certificate status' },
    usedByDefault: true,
    options: 'certificate',
    applicationColumn: 'income_status',
  },
  {
    key: 'degreeStatus',
    group: 'offer',
    label: { zh: '学历证明状态', en: 'Degree certificate status' },
    usedByDefault: false,
    options: 'certificate',
    applicationColumn: 'degree_status',
  },
  {
    key: 'hiringStatus',
    group: 'offer',
    label: { zh: '录用审批', en: 'Hiring approval' },
    usedByDefault: true,
    options: 'hiring',
    applicationColumn: 'hiring_status',
  },
  {
    key: 'entryTime',
    group: 'entry',
    label: { zh: '入职时间', en: 'Start date' },
    usedByDefault: true,
    options: 'entryTime',
  },
  {
    key: 'entryStatus',
    group: 'entry',
    label: { zh: '入职状态', en: 'Onboarding status' },
    usedByDefault: true,
    options: 'entry',
    applicationColumn: 'entry_status',
  },
] as const satisfies readonly SearchKey[];

export type SearchKeyName = (typeof searchKeys)[number]['key'];
