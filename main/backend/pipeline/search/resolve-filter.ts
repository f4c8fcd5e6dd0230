import {
  type FilterLeaf,
  type FilterNode,
  isFilterGroup,
} from '../../../../shared/api/list-filter.ts';
import {
  type DatePeriodName,
  daysFromToday,
  periodDays,
} from '../../../../shared/catalogue/relative-days.ts';
import { daysAfter, parseTime } from '../../../../shared/time.ts';
import { fieldSource } from './field-source.ts';
import type { Condition } from './search-request.ts';
import { dayOf } from './search-source.ts';

/** What days mean for one request. */
export interface Calendar {
  /** Milliseconds. */
  now: number;
  /** `YYYY-MM-DD` in the workspace's time zone. */
  today: string;
  timeZone: string;
}

/** Resolves a filter that the schema has judged: days become moments, options become codes. */
export function resolveFilter(node: FilterNode, calendar: Calendar): Condition {
  if (isFilterGroup(node)) {
    const items = node.items.map((item) => resolveFilter(item, calendar));
    return { kind: 'group', op: node.op, items };
  }
  const source = fieldSource(node.column);
  switch (source.kind) {
    case 'text':
      return {
        kind: 'text',
        column: source.column,
        operator: node.operator,
        value: String(node.value ?? ''),
      };
    case 'code':
      return codeCondition(node, source, calendar.now);
    case 'number':
    case 'day':
      return dayCondition(node, source, calendar);
  }
}

function codeCondition(
  { operator, value }: FilterLeaf,
  { column, codeOf, deadline }: Extract<ReturnType<typeof fieldSource>, { kind: 'code' }>,
  now: number,
): Condition {
  if (deadline && (operator === 'overdue' || operator === 'not_overdue')) {
    return { kind: 'overdue', column: deadline, now, overdue: operator === 'overdue' };
  }
  const blank = operator === 'empty' || operator === 'not_empty';
  const values = blank ? [] : Array.isArray(value) ? value : [value];
  const codes = blank ? [0] : values.map((one) => codeOf(one as number | string));
  const negated = operator === 'is_not' || operator === 'none_of' || operator === 'not_empty';
  return { kind: 'codes', column, codes, negated };
}

function dayCondition(
  { operator, value }: FilterLeaf,
  { kind, column }: { kind: 'number' | 'day'; column: string },
  { today, timeZone }: Calendar,
): Condition {
  if (operator === 'empty' || operator === 'not_empty') {
    return { kind: 'present', column, present: operator === 'not_empty' };
  }
  const start = (day: string): number =>
    kind === 'day' ? dayOf(day) : (parseTime(`${day} 00:00:00`, timeZone) ?? Number.NaN);
  /** Where the next day starts. */
  const end = (day: string): number =>
    kind === 'day'
      ? dayOf(day) + 1
      : (parseTime(`${daysAfter(day, 1)} 00:00:00`, timeZone) ?? Number.POSITIVE_INFINITY);
  const { NEGATIVE_INFINITY, POSITIVE_INFINITY } = Number;
  const range = (from: number, to: number): Condition => ({ kind: 'range', column, from, to });
  /** A day of the calendar, where it is relative as today has it. */
  const calendarDay = (text: unknown): string => {
    const days = daysFromToday(text);
    return days === undefined ? String(text) : daysAfter(today, days);
  };
  const day = calendarDay(value);
  switch (operator) {
    case 'on':
      return range(start(day), end(day));
    case 'before':
      return range(NEGATIVE_INFINITY, start(day));
    case 'after':
      return range(end(day), POSITIVE_INFINITY);
    case 'between': {
      const [first, last] = value as readonly string[];
      return range(start(calendarDay(first)), end(calendarDay(last)));
    }
    case 'during': {
      const [first, last] = periodDays(value as DatePeriodName, today);
      return range(start(first), end(last));
    }
    case 'last_days':
      return range(start(daysAfter(today, 1 - Number(value))), end(today));
    case 'next_days':
      return range(start(today), start(daysAfter(today, Number(value))));
    default:
      throw new RangeError(`not an operator of days: ${operator}`);
  }
}
