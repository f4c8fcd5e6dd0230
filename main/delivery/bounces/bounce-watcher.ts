import type { Logger } from '../../logger.ts';
import type { Platform } from '../../platform.ts';
import { accountBackoff, backoffDelay } from '../backoff.ts';
import type { Scheduler } from '../scheduler.ts';
import type { BounceAccount, BounceAccounts } from './bounce-account.ts';
import { BounceListener } from './bounce-listener.ts';
import type { BounceService } from './bounce-service.ts';
import type { BounceStore } from './bounce-store.ts';
import { MailboxError, readReports } from './read-mailbox.ts';

/** Time between two looks at the mailbox, in milliseconds. */
const interval = 2 * 60_000;

/** A server that cannot be reached: cheap to try, and nobody waits for it. */
const unreachable = { first: 60_000, longest: 15 * 60_000 };

/** How reading goes, as `getBounceMailbox` answers it. */
export interface BounceState {
  readonly state: 'off' | 'connecting' | 'watching' | 'failed';
  readonly words: string;
  /** Milliseconds since the epoch. */
  readonly checkedAt: number | undefined;
}

interface Parts {
  readonly accounts: BounceAccounts;
  readonly store: BounceStore;
  readonly service: BounceService;
  readonly platform: Platform;
  readonly scheduler: Scheduler;
  readonly logger: Logger;
}

/**
 * Reads the mailbox of delivery reports while there is one: when the server tells of mail, and every
 * few minutes in any case.
 */
export class BounceWatcher {
  readonly #parts: Parts;
  #abort = new AbortController();
  #started = false;
  #failures = 0;
  #running: Promise<void> | undefined;
  #checkAgain = false;
  #cancelTimer = () => {};
  #state: BounceState = { state: 'off', words: '', checkedAt: undefined };
  readonly #listener: BounceListener;
  /** The id that the next mail has at least, as far as it was read. */
  #nextUid = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#listener = new BounceListener(parts, {
      // Mail may have come between the last look and this.
      opened: (uidNext) => {
        if (uidNext > this.#nextUid) this.check();
      },
      mail: () => this.check(),
    });
  }

  /** Mail is told of as it comes. */
  get listening(): boolean {
    return this.#listener.listening;
  }

  get state(): BounceState {
    return this.#state;
  }

  start(): void {
    if (this.#started) return;
    this.#started = true;
    this.#abort = new AbortController();
    this.check();
  }

  /** Gives up what is being read; nothing touches the database afterwards. */
  async stop(): Promise<void> {
    this.#started = false;
    this.#checkAgain = false;
    this.#cancelTimer();
    this.#abort.abort();
    await this.#listener.stop();
    await this.#running;
  }

  /** Reads the mailbox now: the settings have changed, or it is time. */
  check(): void {
    if (!this.#started) return;
    this.#checkAgain = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
  }

  /** Resolves once nothing is being read. */
  async settled(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#checkAgain && this.#started) {
      this.#checkAgain = false;
      this.#cancelTimer();
      const account = this.#parts.accounts.current();
      if (!account) {
        this.#listener.follow(undefined);
        this.#failures = 0;
        this.#state = { state: 'off', words: '', checkedAt: undefined };
        return;
      }
      const pause = await this.#read(account);
      this.#cancelTimer = this.#parts.scheduler.after(pause, () => this.check());
    }
  }

  /** @returns how long to wait before the next look */
  async #read(account: BounceAccount): Promise<number> {
    const { store, service, platform, logger } = this.#parts;
    const { checkedAt } = this.#state;
    if (this.#state.state !== 'watching') {
      this.#state = { state: 'connecting', words: '', checkedAt };
    }
    const mailbox = `${account.user}@${account.host}/${account.mailbox}`;
    try {
      const { reports, position } = await readReports(
        account,
        store.position(mailbox),
        platform.now(),
        this.#abort.signal,
      );
      if (!this.#started) return interval;
      service.apply(mailbox, reports, position);
      this.#failures = 0;
      this.#state = { state: 'watching', words: '', checkedAt: platform.now() };
      this.#nextUid = position.lastUid + 1;
      this.#listener.follow(account);
      return interval;
    } catch (error) {
      if (!this.#started) return interval;
      if (!(error instanceof MailboxError)) logger.error({ err: error }, 'bounce fault');
      const { message } = error as Error;
      logger.warn({ words: message }, 'delivery reports could not be read');
      this.#failures += 1;
      this.#listener.follow(undefined);
      this.#state = { state: 'failed', words: message, checkedAt };
      const signIn = error instanceof MailboxError && error.signIn;
      return backoffDelay(signIn ? accountBackoff : unreachable, this.#failures, platform);
    }
  }
}
