import type { Scheduler } from '../delivery/scheduler.ts';
import type { DeviceState } from './device-state.ts';

/** Milliseconds that a report of the screen counts, unless another follows: its window may be gone. */
export const reportLifetime = 10 * 60_000;

/**
 * Whether the network costs by what is sent (mobile data, a system that saves data), as the screen has
 * it from the browser, and whether syncing waits for another one.
 */
export class Connection {
  readonly #state: DeviceState;
  readonly #scheduler: Scheduler;
  readonly #changed: () => void;
  #metered = false;
  #cancel: () => void = () => {};

  constructor(state: DeviceState, scheduler: Scheduler, changed: () => void) {
    this.#state = state;
    this.#scheduler = scheduler;
    this.#changed = changed;
  }

  /** Syncing waits, as the network is metered. */
  get holdsBack(): boolean {
    return this.#metered && this.pausesOnMetered;
  }

  get pausesOnMetered(): boolean {
    return this.#state.pausesOnMetered;
  }

  set pausesOnMetered(pauses: boolean) {
    const before = this.holdsBack;
    this.#state.pausesOnMetered = pauses;
    if (this.holdsBack !== before) this.#changed();
  }

  /** What the screen sees of the network; to be repeated within `reportLifetime`. */
  report(metered: boolean): void {
    this.#cancel();
    if (metered) this.#cancel = this.#scheduler.after(reportLifetime, () => this.#set(false));
    this.#set(metered);
  }

  stop(): void {
    this.#cancel();
  }

  #set(metered: boolean): void {
    const before = this.holdsBack;
    this.#metered = metered;
    if (this.holdsBack !== before) this.#changed();
  }
}
