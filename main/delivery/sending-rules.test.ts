import { describe, expect, it } from 'vitest';
import { parseTime } from '../../shared/time.ts';
import { quietUntil } from './sending-rules.ts';

const zone = 'Asia/Shanghai';
const at = (text: string, timeZone = zone) => parseTime(text, timeZone) as number;
const night = { enabled: true, from: '21:00', to: '08:00' };

describe('quiet hours', () => {
  it.each([
    ['2026-03-02 20:59', undefined],
    ['2026-03-02 21:00', '2026-03-03 08:00'],
    ['2026-03-02 23:59', '2026-03-03 08:00'],
    ['2026-02-28 23:00', '2026-03-01 08:00'],
    ['2026-03-03 00:00', '2026-03-03 08:00'],
    ['2026-03-03 07:59', '2026-03-03 08:00'],
    ['2026-03-03 08:00', undefined],
  ])('over midnight: %s waits until %s', (time, until) => {
    expect(quietUntil(night, at(time), zone)).toBe(until && at(until));
  });

  it('within a day', () => {
    const lunch = { enabled: true, from: '12:00', to: '13:30' };
    expect(quietUntil(lunch, at('2026-03-02 12:10'), zone)).toBe(at('2026-03-02 13:30'));
    expect(quietUntil(lunch, at('2026-03-02 13:30'), zone)).toBeUndefined();
  });

  it('are those of the workspace’s time zone, also where clocks change', () => {
    const berlin = 'Europe/Berlin';
    // The night of 2026-03-29 has no 02:30.
    const gap = { enabled: true, from: '21:00', to: '02:30' };
    const until = quietUntil(gap, at('2026-03-28 23:00', berlin), berlin) as number;
    expect(until).toBe(Date.UTC(2026, 2, 29, 1, 30));
    expect(quietUntil(night, at('2026-03-02 21:30'), berlin)).toBeUndefined();
  });

  it('are none where they are off or end where they begin', () => {
    expect(quietUntil({ ...night, enabled: false }, at('2026-03-02 23:00'), zone)).toBeUndefined();
    expect(
      quietUntil({ enabled: true, from: '08:00', to: '08:00' }, at('2026-03-02 08:00'), zone),
    ).toBeUndefined();
  });
});
