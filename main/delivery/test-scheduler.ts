import { testStart } from '../backend/test-backend.ts';
import type { Scheduler } from './scheduler.ts';

/** A scheduler whose time is the test's. */
export interface TestScheduler extends Scheduler {
  readonly clock: { now: number };
  /** Moves the clock and calls back what is due, in order of time. */
  advance(milliseconds: number): void;
  /** Timers that are waiting. */
  readonly waiting: number;
}

/** @param clock the one of the backend's platform: `testPlatform(scheduler.clock)` */
export function createTestScheduler(clock: { now: number } = { now: testStart }): TestScheduler {
  const timers = new Set<{ at: number; callback: () => void }>();
  return {
    clock,
    after(milliseconds, callback) {
      const timer = { at: clock.now + milliseconds, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance(milliseconds) {
      const end = clock.now + milliseconds;
      for (;;) {
        const [next] = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (!next) break;
        timers.delete(next);
        clock.now = Math.max(clock.now, next.at);
        next.callback();
      }
      clock.now = end;
    },
    get waiting() {
      return timers.size;
    },
  };
}
