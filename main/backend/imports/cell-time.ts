import { CredoError } from '../../../shared/errors.ts';
import { formatTime } from '../../../shared/time.ts';
import { cellText } from './cell-values.ts';
import type { Cell } from './sheet.ts';

const day = 24 * 60 * 60_000;

/** Days from 1899-12-30, a spreadsheet's day 0, to the epoch; and from 1900's count to 1904's. */
const epochSerial = 25_569;
const days1904 = 1_462;

const written =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]+(\d{1,2})[:：时](\d{1,2})(?:[:：分](\d{1,2}))?[分秒]?)?$/;

/**
 * A point in time from a cell, in milliseconds, or null where it is empty: `2026-03-02 09:30`,
 * `2026/3/2`, `2026年3月2日`, or a spreadsheet's number of days, all in the workspace's time zone.
 * @throws CredoError `importTimeInvalid`
 */
export function cellTime(cell: Cell, timeZone: string, date1904: boolean): number | null {
  if (typeof cell === 'number') {
    const serial = cell + (date1904 ? days1904 : 0);
    if (serial < 1 || serial > 80_000) throw new CredoError('importTimeInvalid', { value: cell });
    return zoned(Math.round(((serial - epochSerial) * day) / 1000) * 1000, timeZone);
  }
  const text = cellText(cell);
  if (text === '') return null;
  const [, year, month, date, hour = 0, minute = 0, second = 0] = written.exec(text) ?? [];
  const parts = [year, month, date, hour, minute, second].map(Number);
  const [y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0] = parts;
  const utc = new Date(Date.UTC(y, mo - 1, d, h, mi, s));
  const exists =
    utc.getUTCFullYear() === y &&
    utc.getUTCMonth() === mo - 1 &&
    utc.getUTCDate() === d &&
    h < 24 &&
    mi < 60 &&
    s < 60;
  if (!exists) throw new CredoError('importTimeInvalid', { value: text.slice(0, 40) });
  return zoned(utc.getTime(), timeZone);
}

/** A wall clock's reading, given as if it were UTC, in a time zone. */
function zoned(reading: number, timeZone: string): number {
  const offsetAt = (time: number) =>
    Date.parse(`${formatTime(time, timeZone).replace(' ', 'T')}Z`) - time;
  // Twice, since the offset is that of the result, not of the first guess.
  const guess = reading - offsetAt(reading);
  return reading - offsetAt(guess);
}
