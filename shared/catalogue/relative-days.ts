import type { LocalizedText } from '../language.ts';
import { daysAfter } from '../time.ts';

/**
 * A day that a filter names by its distance from today, which stays so where it is saved: `today`,
 * `today-7`, `today+14`. What it is is decided when the list is asked for.
 */
const form = /^today(?:([+-])([1-9]\d{0,3}))?$/;

/** Days that a relative day can be away from today. */
export const relativeDayLimit = 3650;

/** A day so many days after today, before it where negative. */
export function relativeDay(days: number): string {
  if (days === 0) return 'today';
  return `today${days > 0 ? '+' : '-'}${Math.abs(days)}`;
}

/** How many days after today a relative day is; undefined for what is none. */
export function daysFromToday(value: unknown): number | undefined {
  const match = typeof value === 'string' ? form.exec(value) : null;
  if (!match) return undefined;
  const days = Number(match[2] ?? 0);
  if (days > relativeDayLimit) return undefined;
  return match[1] === '-' ? -days : days;
}

interface DatePeriod {
  readonly label: LocalizedText;
  /** The unit, and how many of it after the one that today is in. */
  readonly unit: 'week' | 'month' | 'year';
  readonly shift: number;
}

function period(zh: string, en: string, unit: DatePeriod['unit'], shift: number): DatePeriod {
  return { label: { zh, en }, unit, shift };
}

/** Stretches of the calendar that today decides; weeks begin on Monday. */
export const datePeriods = {
  this_week: period('本周', 'this week', 'week', 0),
  last_week: period('上周', 'last week', 'week', -1),
  next_week: period('下周', 'next week', 'week', 1),
  this_month: period('本月', 'this month', 'month', 0),
  last_month: period('上个月', 'last month', 'month', -1),
  next_month: period('下个月', 'next month', 'month', 1),
  this_year: period('今年', 'this year', 'year', 0),
  last_year: period('去年', 'last year', 'year', -1),
} as const satisfies Record<string, DatePeriod>;

export type DatePeriodName = keyof typeof datePeriods;

/** Whether a value names a period. */
export function isDatePeriod(value: unknown): value is DatePeriodName {
  return typeof value === 'string' && Object.hasOwn(datePeriods, value);
}

/**
 * The first and the last day of a period.
 * @param today `YYYY-MM-DD`
 */
export function periodDays(name: DatePeriodName, today: string): readonly [string, string] {
  const { unit, shift } = datePeriods[name];
  if (unit === 'week') {
    const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
    const monday = daysAfter(today, 7 * shift - weekday);
    return [monday, daysAfter(monday, 6)];
  }
  const [year = 0, month = 1] = today.split('-').map(Number);
  const months = unit === 'month' ? 1 : 12;
  const first = year * 12 + (unit === 'month' ? month - 1 : 0) + shift * months;
  return [firstOfMonth(first), daysAfter(firstOfMonth(first + months), -1)];
}

/** @param months since the year 0 */
function firstOfMonth(months: number): string {
  const year = String(Math.floor(months / 12)).padStart(4, '0');
  return `${year}-${String((months % 12) + 1).padStart(2, '0')}-01`;
}
