import type { Logger } from '../../logger.ts';
import type { Platform } from '../../platform.ts';
import { accountBackoff, backoffDelay } from '../backoff.ts';
import type { Scheduler } from '../scheduler.ts';
import type { BounceAccount } from './bounce-account.ts';
import { listenToMailbox, MailboxError, type MailboxListener } from './read-mailbox.ts';

/** A connection that ended: servers end them now and then, and a laptop sleeps. */
const brokenBackoff = { first: 5_000, longest: 15 * 60_000 };

/** A connection that lived so long was a good one. */
const goodMilliseconds = 60_000;

/**
 * Listens for mail in a mailbox, so that a bounce shows as it comes and not at the next look. What it
 * misses, and servers without IDLE, the regular look finds.
 */
export class BounceListener {
  readonly #parts: { platform: Platform; scheduler: Scheduler; logger: Logger };
  readonly #onMail: MailboxListener;
  #followed = '';
  #abort = new AbortController();
  #running: Promise<void> | undefined;
  #open = false;

  /** @param onMail told when the mailbox is open, and of every mail */
  constructor(
    parts: { platform: Platform; scheduler: Scheduler; logger: Logger },
    onMail: MailboxListener,
  ) {
    this.#parts = parts;
    this.#onMail = onMail;
  }

  /** A connection is open that tells of mail. */
  get listening(): boolean {
    return this.#open;
  }

  /** Listens to this mailbox from now on, and to no other; undefined: to none. */
  follow(account: BounceAccount | undefined): void {
    const key = account ? JSON.stringify(account) : '';
    if (key === this.#followed) return;
    this.#abort.abort();
    this.#followed = key;
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    const before = this.#running;
    const listen = async () => {
      await before;
      if (account) await this.#listen(account, signal);
    };
    this.#running = listen();
  }

  /** Ends the connection; nothing is told afterwards. */
  async stop(): Promise<void> {
    this.follow(undefined);
    await this.#running;
  }

  async #listen(account: BounceAccount, signal: AbortSignal): Promise<void> {
    const { platform, logger } = this.#parts;
    let failures = 0;
    while (!signal.aborted) {
      let opened: number | undefined;
      const listener: MailboxListener = {
        opened: (uidNext) => {
          opened = platform.now();
          this.#open = true;
          this.#onMail.opened(uidNext);
        },
        mail: () => this.#onMail.mail(),
      };
      let backoff = brokenBackoff;
      try {
        const able = await listenToMailbox(account, listener, signal);
        if (!able) return;
      } catch (error) {
        if (error instanceof MailboxError && error.signIn) backoff = accountBackoff;
        if (!signal.aborted) logger.info({ words: (error as Error).message }, 'not listening');
      } finally {
        this.#open = false;
      }
      const good = opened !== undefined && platform.now() - opened >= goodMilliseconds;
      failures = good ? 1 : failures + 1;
      await this.#pause(backoffDelay(backoff, failures, platform), signal);
    }
  }

  #pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const cancel = this.#parts.scheduler.after(milliseconds, resolve);
      const abort = () => {
        cancel();
        resolve();
      };
      signal.addEventListener('abort', abort, { once: true });
    });
  }
}
