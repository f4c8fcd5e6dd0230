/** A point in time in the parts people speak of. */
export interface Deadline {
  /** Only where it is another year than now's; else 0. */
  year: number;
  month: number;
  day: number;
  /** 0 is Sunday. */
  weekday: number;
  /** `HH:mm` */
  time: string;
}

interface Parts {
  year: number;
  month: number;
  day: number;
  time: string;
}

/** Reads the API's `YYYY-MM-DD HH:mm:ss`, or undefined where it is something else. */
function parts(text: string): Parts | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d) (\d\d:\d\d)/.exec(text);
  if (!match) return undefined;
  return {
    year: Number(match[1]),
    month: Number(match[2]),
    day: Number(match[3]),
    time: String(match[4]),
  };
}

function dayNumber({ year, month, day }: Parts): number {
  return Date.UTC(year, month - 1, day) / 86_400_000;
}

/**
 * A time of the API as people read it, in the zone it was written in: the phone's zone and clock
 * play no part.
 * @param now the server's time, the same way
 */
export function deadlineParts(text: string, now: string): Deadline | undefined {
  const end = parts(text);
  if (!end) return undefined;
  const today = parts(now);
  return {
    year: today && today.year === end.year ? 0 : end.year,
    month: end.month,
    day: end.day,
    weekday: new Date(Date.UTC(end.year, end.month - 1, end.day)).getUTCDay(),
    time: end.time,
  };
}

/** Calendar days from now until a time, both of the API. */
export function daysUntil(text: string, now: string): number {
  const end = parts(text);
  const today = parts(now);
  return end && today ? dayNumber(end) - dayNumber(today) : 0;
}

/** A size as people read it. */
export function friendlySize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kibibytes = bytes / 1024;
  if (kibibytes < 1000) return `${Math.round(kibibytes)} KB`;
  const mebibytes = kibibytes / 1024;
  return `${mebibytes < 10 ? Math.round(mebibytes * 10) / 10 : Math.round(mebibytes)} MB`;
}
