import { expect, it } from 'vitest';
import { formatTime, isDate, parseTime } from './time.ts';

it('formats in the time zone given, midnight as 00', () => {
  const midnight = Date.UTC(2019, 2, 25, 16, 0, 5);
  expect(formatTime(midnight, 'Asia/Shanghai')).toBe('2019-03-26 00:00:05');
  expect(formatTime(midnight, 'UTC')).toBe('2019-03-25 16:00:05');
});

it('reads what it formats, around clock changes too', () => {
  expect(parseTime('2019-03-26 00:00:05', 'Asia/Shanghai')).toBe(Date.UTC(2019, 2, 25, 16, 0, 5));
  expect(parseTime('2026-03-02 09:30', 'UTC')).toBe(Date.UTC(2026, 2, 2, 9, 30));
  for (const zone of [
    'Asia/Shanghai',
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
  ]) {
    for (let time = Date.UTC(2026, 0, 1); time < Date.UTC(2027, 0, 1); time += 5_400_000) {
      const text = formatTime(time, zone);
      expect(formatTime(parseTime(text, zone) as number, zone)).toBe(text);
    }
  }
});

it('refuses what is no time and no day', () => {
  expect(parseTime('2026-02-30 09:00:00', 'UTC')).toBeUndefined();
  expect(parseTime('2026-02-03 25:00:00', 'UTC')).toBeUndefined();
  expect(parseTime('tomorrow', 'UTC')).toBeUndefined();
  expect(isDate('2028-02-29')).toBe(true);
  expect(isDate('2026-02-29')).toBe(false);
  expect(isDate('2026-2-3')).toBe(false);
});
