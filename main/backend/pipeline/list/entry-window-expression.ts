/**
 * `entryTime` of `process/list` as windows that do not overlap, kept in `applications.entry_window`:
 * 1 today, 2 the 7 days after, 3 the 23 days after those, 4 overdue (passed and still awaiting),
 * 5 not set, 6 anything else.
 */
export const entryWindows = {
  today: 1,
  week: 2,
  month: 3,
  overdue: 4,
  notSet: 5,
  other: 6,
} as const;

/** The windows that a value of `entryTime` means; none for a value that does not exist. */
export function windowsOf(entryTime: number): readonly number[] {
  const { today, week, month, overdue, notSet } = entryWindows;
  const meanings: Record<number, readonly number[]> = {
    1: [today],
    2: [today, week],
    3: [today, week, month],
    4: [overdue],
    5: [notSet],
  };
  return meanings[entryTime] ?? [];
}

/** The window of a row of `applications`, relative to `list_meta`'s today, as SQL. */
export function entryWindowExpression(row: string): string {
  const today = `(SELECT value FROM list_meta WHERE key = 'today')`;
  return `CASE
    WHEN ${row}.entry_date IS NULL THEN ${entryWindows.notSet}
    WHEN ${row}.entry_date < ${today}
      THEN iif(${row}.entry_status = 1, ${entryWindows.overdue}, ${entryWindows.other})
    WHEN ${row}.entry_date = ${today} THEN ${entryWindows.today}
    WHEN ${row}.entry_date <= date(${today}, '+7 days') THEN ${entryWindows.week}
    WHEN ${row}.entry_date <= date(${today}, '+30 days') THEN ${entryWindows.month}
    ELSE ${entryWindows.other} END`;
}
