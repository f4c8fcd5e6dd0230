import { expect, it } from 'vitest';
import { formatTime } from './time.ts';

it('formats in the time zone given, midnight as 00', () => {
  const midnight = Date.UTC(2019, 2, 25, 16, 0, 5);
  expect(formatTime(midnight, 'Asia/Shanghai')).toBe('2019-03-26 00:00:05');
  expect(formatTime(midnight, 'UTC')).toBe('2019-03-25 16:00:05');
});
