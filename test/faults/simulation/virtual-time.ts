import type { Scheduler } from '../../../main/delivery/scheduler.ts';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** A world's time: it passes only when it is told to, and timers fire in their order. */
export class VirtualTime {
  now: number;
  #timers: Timer[] = [];

  constructor(start: number) {
    this.now = start;
  }

  /** Timers of one process; `drop` forgets them, as its death does. */
  scheduler(): Scheduler & { drop(): void } {
    const own = new Set<Timer>();
    return {
      after: (milliseconds, callback) => {
        const timer = { at: this.now + Math.ceil(milliseconds), callback };
        own.add(timer);
        this.#timers.push(timer);
        return () => {
          own.delete(timer);
          this.#remove(timer);
        };
      },
      drop: () => {
        for (const timer of own) this.#remove(timer);
        own.clear();
      },
    };
  }

  /** Lets time pass; after each timer `settle` waits for what it set off. */
  async advance(milliseconds: number, settle: () => Promise<void>): Promise<void> {
    const end = this.now + milliseconds;
    for (;;) {
      const [next] = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.#remove(next);
      this.now = Math.max(this.now, next.at);
      next.callback();
      await settle();
    }
    this.now = end;
  }

  /** Time that passes while nothing runs; what was due fires late, once. */
  sleep(milliseconds: number): void {
    this.now += milliseconds;
  }

  #remove(timer: Timer): void {
    this.#timers = this.#timers.filter((other) => other !== timer);
  }
}
