/**
 * Formats a point in time as `YYYY-MM-DD HH:mm:ss` in a time zone (contract decisions, "Values").
 * @param milliseconds since the epoch, UTC
 * @param timeZone an IANA name, such as `Asia/Shanghai`
 */
export function formatTime(milliseconds: number, timeZone: string): string {
  return formatter(timeZone).format(milliseconds);
}

/**
 * Reads `YYYY-MM-DD HH:mm:ss` (or without the seconds) in a time zone; the inverse of `formatTime`.
 * A time that a clock change skips is taken as the one after it.
 * @returns milliseconds since the epoch, or undefined where the text is not such a time
 */
export function parseTime(text: string, timeZone: string): number | undefined {
  const match = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(:\d\d)?$/.exec(text);
  if (!match || !isDate(match[1] as string)) return undefined;
  const wanted = Date.parse(`${match[1]}T${match[2]}${match[3] ?? ':00'}Z`);
  if (Number.isNaN(wanted)) return undefined;
  // The offset at the time wanted is not known before the time is; the second guess has it right.
  const offsetAt = (time: number) =>
    Date.parse(`${formatTime(time, timeZone).replace(' ', 'T')}Z`) - time;
  const guess = wanted - offsetAt(wanted);
  return wanted - offsetAt(guess);
}

/** Whether a text is a day of the calendar as `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

/** The day so many days after a day, before it where negative; both `YYYY-MM-DD`. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Building an `Intl.DateTimeFormat` costs far more than using one, so each zone keeps its own. */
function formatter(timeZone: string): Intl.DateTimeFormat {
  let known = formatters.get(timeZone);
  if (!known) {
    // sv-SE is the locale whose numeric form is ISO 8601 with a space.
    known = new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    formatters.set(timeZone, known);
  }
  return known;
}
