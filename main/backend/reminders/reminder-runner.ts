import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Scheduler } from '../../delivery/scheduler.ts';
import type { Logger } from '../../logger.ts';
import type { Platform } from '../../platform.ts';
import type { ReminderService } from './reminder-service.ts';
import type { ReminderStore } from './reminder-store.ts';

/** Timers sleep with a laptop, and clocks jump: none waits longer before it looks again. */
const longestSleep = 60_000;

/** Certificates looked up at once. */
const batch = 20;

/** Sends reminders when they are due, one certificate a turn of the event loop. */
export class ReminderRunner {
  readonly #parts: {
    store: ReminderStore;
    service: ReminderService;
    platform: Platform;
    scheduler: Scheduler;
    logger: Logger;
  };
  #started = false;
  #running: Promise<void> | undefined;
  #wakeAgain = false;
  #cancelTimer = () => {};

  constructor(parts: {
    store: ReminderStore;
    service: ReminderService;
    platform: Platform;
    scheduler: Scheduler;
    logger: Logger;
  }) {
    this.#parts = parts;
  }

  start(): void {
    if (this.#started) return;
    this.#started = true;
    this.wake();
  }

  /** Ends after the certificate at hand; nothing of it touches the database afterwards. */
  async stop(): Promise<void> {
    this.#started = false;
    this.#wakeAgain = false;
    this.#cancelTimer();
    await this.#running;
  }

  /** Looks for reminders that are due. */
  wake(): void {
    if (!this.#started) return;
    this.#wakeAgain = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
      if (this.#wakeAgain) this.wake();
    });
  }

  /** Resolves once nothing more is due now. */
  async settled(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    const { store, service, platform, logger } = this.#parts;
    this.#wakeAgain = false;
    this.#cancelTimer();
    let next: number | undefined;
    try {
      // What cannot be settled (the disk is full) must not be tried for ever in one go.
      for (let round = 0; round < 1_000 && this.#started; round += 1) {
        const due = store.due(platform.now(), batch);
        if (due.length === 0) break;
        for (const certificateId of due) {
          if (!this.#started) return;
          service.settle(certificateId);
          await nextTurn();
        }
      }
      next = store.nextDue();
    } catch (error) {
      logger.error({ err: error }, 'reminder fault');
      next = platform.now() + longestSleep;
    }
    if (!this.#started || next === undefined) {
      // A request made later has its first reminder in a day at the earliest.
      if (this.#started) this.#sleep(longestSleep);
      return;
    }
    this.#sleep(next - platform.now());
  }

  #sleep(milliseconds: number): void {
    const capped = Math.min(Math.max(milliseconds, 0), longestSleep);
    this.#cancelTimer = this.#parts.scheduler.after(capped, () => this.wake());
  }
}
