/**
 * Formats a point in time as `YYYY-MM-DD HH:mm:ss` in a time zone (contract decisions, "Values").
 * @param milliseconds since the epoch, UTC
 * @param timeZone an IANA name, such as `Asia/Shanghai`
 */
export function formatTime(milliseconds: number, timeZone: string): string {
  return formatter(timeZone).format(milliseconds);
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
