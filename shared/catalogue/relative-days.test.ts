import { expect, it } from 'vitest';
import { type DatePeriodName, daysFromToday, periodDays, relativeDay } from './relative-days.ts';

it('names days by their distance from today', () => {
  for (const days of [0, 1, -1, 7, -365, 3650]) expect(daysFromToday(relativeDay(days))).toBe(days);
  for (const wrong of ['', 'today+0', 'today-', 'today+3651', 'today-07', '2026-03-02', 7, null]) {
    expect(daysFromToday(wrong)).toBeUndefined();
  }
});

it.each<[DatePeriodName, string, string, string]>([
  ['this_week', '2026-03-02', '2026-03-02', '2026-03-08'],
  ['this_week', '2026-03-08', '2026-03-02', '2026-03-08'],
  ['last_week', '2026-01-01', '2025-12-22', '2025-12-28'],
  ['next_week', '2026-12-31', '2027-01-04', '2027-01-10'],
  ['this_month', '2024-02-29', '2024-02-01', '2024-02-29'],
  ['last_month', '2026-01-31', '2025-12-01', '2025-12-31'],
  ['next_month', '2026-12-31', '2027-01-01', '2027-01-31'],
  ['this_year', '2026-03-02', '2026-01-01', '2026-12-31'],
  ['last_year', '2026-03-02', '2025-01-01', '2025-12-31'],
])('%s of %s is %s to %s', (name, today, first, last) => {
  expect(periodDays(name, today)).toEqual([first, last]);
});
