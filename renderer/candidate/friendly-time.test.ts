import { describe, expect, it } from 'vitest';
import { daysUntil, deadlineParts, friendlySize } from './friendly-time.ts';
import { english } from './texts/en.ts';
import { chinese } from './texts/zh.ts';

const now = '2026-03-02 23:59:59';

describe('a deadline', () => {
  it('is read in the zone it was written in, with its weekday', () => {
    const deadline = deadlineParts('2026-04-01 09:00:00', now)!;
    expect(chinese.date(deadline)).toBe('4月1日（周三）09:00');
    expect(english.date(deadline)).toBe('Wed 1 Apr, 09:00');
  });

  it('names the year where it is another', () => {
    expect(chinese.date(deadlineParts('2027-01-01 00:00:00', now)!)).toBe(
      '2027年1月1日（周五）00:00',
    );
  });

  it('is nothing where the text is no time', () => {
    expect(deadlineParts('soon', now)).toBeUndefined();
  });

  it('counts calendar days', () => {
    expect(daysUntil('2026-03-03 00:00:01', now)).toBe(1);
    expect(daysUntil('2026-03-02 23:59:59', now)).toBe(0);
    expect(daysUntil('2026-04-01 09:00:00', now)).toBe(30);
  });
});

it('writes sizes as people read them', () => {
  expect([0, 900, 40_778, 1_500_000, 20 * 1024 * 1024].map(friendlySize)).toEqual([
    '0 B',
    '900 B',
    '40 KB',
    '1.4 MB',
    '20 MB',
  ]);
});
