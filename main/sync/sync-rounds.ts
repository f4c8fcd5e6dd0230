import { eventTimes } from '../../shared/sync/protocol.ts';
import type { Scheduler } from '../delivery/scheduler.ts';
import type { Platform } from '../platform.ts';

export interface SyncRoundsOptions {
  readonly platform: Platform;
  readonly scheduler: Scheduler;
  /** One round. @returns whether it went well */
  run(signal: AbortSignal): Promise<boolean>;
  /** A round began or ended. */
  tell(): void;
}

/** Milliseconds before the first attempt after a failure; doubled up to a minute. */
const firstDelay = 1_000;
const longestDelay = 60_000;

/** When rounds run: at hints, after failures with backoff and jitter, and always now and then. */
export class SyncRounds {
  readonly #options: SyncRoundsOptions;
  #stopping: AbortController | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  #failures = 0;
  #cancelTimer: () => void = () => {};

  constructor(options: SyncRoundsOptions) {
    this.#options = options;
  }

  /** A round runs. */
  get busy(): boolean {
    return this.#running !== undefined;
  }

  get started(): boolean {
    return this.#stopping !== undefined;
  }

  /** Begins with a round. @returns what ends with the rounds */
  start(): AbortSignal {
    this.#stopping = new AbortController();
    this.#failures = 0;
    this.wake(0);
    return this.#stopping.signal;
  }

  /** Ends what is running, between two transactions. */
  async stop(): Promise<void> {
    this.#stopping?.abort();
    this.#stopping = undefined;
    this.#cancelTimer();
    await this.#running;
  }

  /** A round in so many milliseconds; one more where one is running. */
  wake(milliseconds: number): void {
    if (!this.#stopping) return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#cancelTimer();
    if (milliseconds === 0) this.#run();
    else {
      this.#cancelTimer = this.#options.scheduler.after(milliseconds, () => this.#run());
    }
  }

  /**
   * A hint starts a round, but does not make a failing one come sooner.
   * @returns whether there will be one for it
   */
  hint(milliseconds: number): boolean {
    if (!this.#stopping || this.#failures > 0) return false;
    this.wake(milliseconds);
    return true;
  }

  /** Resolves when no round is running. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  #run(): void {
    const signal = this.#stopping?.signal;
    if (!signal || this.#running) return;
    this.#again = false;
    this.#running = this.#options
      .run(signal)
      .then((well) => {
        if (!signal.aborted) this.#failures = well ? 0 : this.#failures + 1;
      })
      .finally(() => {
        this.#running = undefined;
        this.#options.tell();
        this.wake(this.#again && this.#failures === 0 ? 0 : this.#nextDelay());
      });
    this.#options.tell();
  }

  /** Backoff with jitter after a failure, else the next poll: a minute at most. */
  #nextDelay(): number {
    const [byte = 0] = this.#options.platform.randomBytes(1);
    const jitter = 0.5 + byte / 510;
    if (this.#failures === 0) return eventTimes.poll * jitter;
    return Math.min(firstDelay * 2 ** (this.#failures - 1), longestDelay) * jitter;
  }
}
