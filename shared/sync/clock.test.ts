import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareTimes,
  effectiveTime,
  formatTime,
  type HybridTime,
  parseTime,
  receive,
  tick,
} from './clock.ts';

const time = fc.record({
  ms: fc.integer({ min: 0, max: 2 ** 48 - 1 }),
  counter: fc.integer({ min: 0, max: 65_535 }),
  space: fc.integer({ min: 0, max: 2 ** 20 - 1 }),
});

describe('hybrid times', () => {
  it('sort as text as they do as times, and read back', () => {
    fc.assert(
      fc.property(time, time, (left, right) => {
        expect(parseTime(formatTime(left))).toEqual(left);
        const order = formatTime(left) < formatTime(right) ? -1 : 1;
        if (compareTimes(left, right) !== 0)
          expect(Math.sign(compareTimes(left, right))).toBe(order);
      }),
    );
    expect(() => parseTime('18')).toThrow(RangeError);
  });

  it('rise with every tick and with everything seen, however the wall clock jumps', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 2 ** 41 }), fc.option(time)));
    fc.assert(
      fc.property(steps, (walls) => {
        let last: HybridTime = { ms: 0, counter: 0, space: 7 };
        for (const [wall, seen] of walls) {
          const bounded = seen && { ...seen, ms: seen.ms % 2 ** 47 };
          const next = bounded ? receive(last, bounded, wall) : tick(last, wall);
          expect(compareTimes(next, last)).toBeGreaterThan(0);
          if (bounded) expect(next.ms).toBeGreaterThanOrEqual(bounded.ms);
          last = next;
        }
      }),
    );
  });
});

describe('effectiveTime', () => {
  it('corrects by the offset, and never passes the server’s own time', () => {
    const last = { ms: 1_000, counter: 0, space: 4 };
    const of = (wall: number, offset: number | null) =>
      effectiveTime({ wall, offset, last, serverNow: 5_000 });
    expect(of(2_000, 500)).toEqual({ ms: 2_500, counter: 0, space: 4 });
    expect(of(9_999_999, 0).ms).toBe(5_000);
    expect(of(3, 0)).toEqual({ ms: 1_000, counter: 1, space: 4 });
    expect(of(2_000, null).ms).toBe(2_000);
  });

  it('rises with a device’s operations while the server’s clock does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 2 ** 42 }), fc.nat(5)), { maxLength: 40 }),
        (operations) => {
          let last: HybridTime = { ms: 0, counter: 0, space: 3 };
          let serverNow = 1_000_000;
          for (const [wall, passed] of operations) {
            serverNow += passed;
            const effective = effectiveTime({ wall, offset: -5, last, serverNow });
            expect(effective.ms).toBeLessThanOrEqual(serverNow);
            expect(compareTimes(effective, last)).toBeGreaterThan(0);
            last = effective;
          }
        },
      ),
    );
  });
});
