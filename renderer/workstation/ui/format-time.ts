/**
 * A time of the API (`YYYY-MM-DD HH:mm:ss`, workspace time) for a narrow cell: without seconds, and
 * without the year where it is `year`.
 */
export function shortTime(time: string, year: number): string {
  const withoutSeconds = time.slice(0, 16);
  return withoutSeconds.startsWith(`${year}-`) ? withoutSeconds.slice(5) : withoutSeconds;
}

/** The year now, for `shortTime`. */
export function currentYear(): number {
  return new Date().getFullYear();
}
