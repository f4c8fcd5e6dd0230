import type { LocalizedText } from '../language.ts';

/** What a value of a column is, as far as filters and orders go. */
export type FilterType = 'text' | 'status' | 'choice' | 'time' | 'date' | 'progress';

/**
 * What an operator takes as `value`: `none` nothing; `option` one of the column's options, `options`
 * a list of them; `text`; `day` a day `YYYY-MM-DD` or a relative one (`relativeDay`); `days` two of
 * them, the first no later than the second; `period` one of `datePeriods`; `count` a number of days,
 * 1 to 3,650.
 */
export type OperandForm =
  | 'none'
  | 'option'
  | 'options'
  | 'text'
  | 'day'
  | 'days'
  | 'period'
  | 'count';

export interface FilterOperator {
  readonly label: LocalizedText;
  readonly operand: OperandForm;
}

function operator(zh: string, en: string, operand: OperandForm): FilterOperator {
  return { label: { zh, en }, operand };
}

/**
 * Every operator of the filter tree. Days are the workspace's own, and those that are relative or of a
 * period are found anew whenever the list is asked for; both ends of a range belong to it,
 * and `last_days` and `next_days` count today as their first day.
 */
export const filterOperators = {
  is: operator('等于', 'is', 'option'),
  is_not: operator('不等于', 'is not', 'option'),
  any_of: operator('属于', 'is any of', 'options'),
  none_of: operator('不属于', 'is none of', 'options'),
  contains: operator('包含', 'contains', 'text'),
  not_contains: operator('不包含', 'does not contain', 'text'),
  equals: operator('等于', 'is', 'text'),
  starts_with: operator('开头是', 'starts with', 'text'),
  ends_with: operator('结尾是', 'ends with', 'text'),
  on: operator('在某天', 'is on', 'day'),
  before: operator('早于', 'is before', 'day'),
  after: operator('晚于', 'is after', 'day'),
  between: operator('介于', 'is between', 'days'),
  during: operator('处于', 'is in', 'period'),
  last_days: operator('最近几天内', 'is within the last … days', 'count'),
  next_days: operator('未来几天内', 'is within the next … days', 'count'),
  overdue: operator('已逾期', 'is overdue', 'none'),
  not_overdue: operator('未逾期', 'is not overdue', 'none'),
  empty: operator('为空', 'is empty', 'none'),
  not_empty: operator('不为空', 'is not empty', 'none'),
} as const satisfies Record<string, FilterOperator>;

export type FilterOperatorName = keyof typeof filterOperators;

const options = ['is', 'is_not', 'any_of', 'none_of', 'empty', 'not_empty'] as const;
const days = [
  ...(['on', 'before', 'after', 'between', 'during', 'last_days', 'next_days'] as const),
  ...(['empty', 'not_empty'] as const),
] as const;

/** The operators of a type of column, in the order a filter builder offers them. */
export const operatorsOf: Readonly<Record<FilterType, readonly FilterOperatorName[]>> = {
  text: [
    ...(['contains', 'not_contains', 'equals', 'starts_with', 'ends_with'] as const),
    ...(['empty', 'not_empty'] as const),
  ],
  status: options,
  choice: options,
  time: days,
  date: days,
  progress: ['is', 'is_not', 'any_of', 'none_of', 'overdue', 'not_overdue'],
};
