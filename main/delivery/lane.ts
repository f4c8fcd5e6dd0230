import { setImmediate as nextTurn } from 'node:timers/promises';
import { storedReason } from '../../shared/delivery-reasons.ts';
import type { LiveEvents } from '../backend/live/live-events.ts';
import type { Logger } from '../logger.ts';
import type { Platform } from '../platform.ts';
import { accountBackoff, backoffDelay, unreachableBackoff } from './backoff.ts';
import { publishMessage } from './outbox-service.ts';
import type { OutboxStore, StoredMessage } from './outbox-store.ts';
import { interrupted, type Outcome, outcomeOf } from './outcome.ts';
import type { Scheduler } from './scheduler.ts';
import type { SendingLimits } from './sending-limits.ts';
import { DeliveryError, type MessageKind, type Transport } from './transport.ts';

/** What every lane of a worker shares. */
export interface LaneParts {
  store: OutboxStore;
  live: LiveEvents;
  platform: Platform;
  scheduler: Scheduler;
  logger: Logger;
  limits: SendingLimits;
}

/** What a message that waits for its transport says, by whose failure it was. */
const pauseReasons = {
  mail: { account: 'signInRefused', unreachable: 'unreachable' },
  sms: { account: 'gatewayRefused', unreachable: 'gatewayUnreachable' },
} as const;

/** Timers sleep with a laptop: none waits longer than this before it looks at the clock again. */
const longestSleep = 60_000;

/**
 * Sends the messages of one kind, one at a time, the longest due first.
 *
 * Each attempt is written before it starts and after it ended, so a message is repeated only where
 * the program ended, or the connection broke, between the server's answer and its being written;
 * the repetition carries the same Message-ID.
 */
export class Lane {
  readonly #kind: MessageKind;
  readonly #transport: Transport;
  readonly #parts: LaneParts;
  readonly #abort = new AbortController();
  #stopping = false;
  #running: Promise<void> | undefined;
  #wakeAgain = false;
  #cancelTimer = () => {};
  /** What became of the last message, until it is written. */
  #unwritten: { message: StoredMessage; outcome: Outcome; onWire: boolean } | undefined;
  /** While the transport itself is out of order: until when, why, and how often in a row. */
  #pause = { until: 0, reason: '', failures: 0 };

  constructor(kind: MessageKind, transport: Transport, parts: LaneParts) {
    this.#kind = kind;
    this.#transport = transport;
    this.#parts = parts;
  }

  /** Looks for messages that are due. @param now also where the transport was given a pause */
  wake(now = false): void {
    if (this.#stopping) return;
    if (now) this.#pause = { until: 0, reason: '', failures: 0 };
    this.#wakeAgain = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
      if (this.#wakeAgain) this.wake();
    });
  }

  /**
   * Lets the message on the wire finish; past the deadline its attempt is given up and it is queued
   * again. Nothing of the lane touches the database afterwards.
   */
  async stop(deadline: number): Promise<void> {
    this.#stopping = true;
    this.#wakeAgain = false;
    this.#cancelTimer();
    const cancel = this.#parts.scheduler.after(deadline, () => this.#abort.abort());
    await this.#running;
    cancel();
    this.#transport.idle();
  }

  /** Resolves once nothing is on the wire and nothing more is due now. */
  async settled(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#wakeAgain && !this.#stopping) {
      this.#wakeAgain = false;
      this.#cancelTimer();
      try {
        await this.#drain();
      } catch (error) {
        this.#parts.logger.error({ err: error, kind: this.#kind }, 'outbox fault');
        this.#sleep(longestSleep);
      }
    }
  }

  async #drain(): Promise<void> {
    const { platform } = this.#parts;
    this.#writeOutcome();
    while (!this.#stopping) {
      const waiting = this.#transport.waitingReason();
      if (waiting) return this.#noteWaiting(waiting);
      const rest = this.#pause.until - platform.now();
      if (rest > 0) {
        this.#sleep(rest);
        return this.#noteWaiting(this.#pause.reason);
      }
      const spacing = (this.#transport.readyAt?.() ?? 0) - platform.now();
      // Not a fault: nothing is noted, and asking to try at once does not pass it by.
      if (spacing > 0) return this.#sleep(spacing);
      const message = this.#claim();
      if (!message) return this.#rest();
      await this.#deliver(message);
    }
  }

  /** The next message that may leave by now, by quiet hours and limits too. */
  #claim(): StoredMessage | undefined {
    const { store, platform, limits } = this.#parts;
    const now = platform.now();
    if (limits.limitedUntil(this.#kind, now) !== undefined) return undefined;
    const quiet = limits.quietUntil(now) !== undefined;
    return store.claim(this.#kind, now, limits.account(this.#kind), quiet);
  }

  /** Sleeps until the next message may leave, where one waits. */
  #rest(): void {
    const { store, platform, limits } = this.#parts;
    this.#transport.idle();
    const now = platform.now();
    const quiet = limits.quietUntil(now);
    const urgent = store.nextAttemptAt(this.#kind, quiet !== undefined);
    const later = quiet === undefined ? undefined : store.nextAttemptAt(this.#kind);
    const next = Math.min(urgent ?? Infinity, later === undefined ? Infinity : (quiet ?? 0));
    if (next === Infinity) return;
    this.#sleep(Math.max(next, limits.limitedUntil(this.#kind, now) ?? 0) - now);
  }

  async #deliver(message: StoredMessage): Promise<void> {
    const { live, logger } = this.#parts;
    publishMessage(live, message);
    let failure: DeliveryError | undefined;
    try {
      await this.#send(message);
      this.#pause = { until: 0, reason: '', failures: 0 };
      logger.info({ message_id: message.message_id }, 'message accepted');
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      failure = error;
      logger.warn(
        { message_id: message.message_id, failure: error.failure, words: error.words },
        'message not accepted',
      );
    }
    this.#settle(message, failure);
  }

  async #send(message: StoredMessage): Promise<void> {
    const { store, platform } = this.#parts;
    const { certificate_id } = message;
    if (certificate_id !== null && !store.linkIsValid(certificate_id, platform.now())) {
      throw new DeliveryError('message', storedReason('linkInvalid'));
    }
    await this.#transport.send(
      {
        recipient: message.recipient,
        subject: message.subject,
        content: message.content,
        messageIdHeader: message.message_id_header,
        files: store.files(message.message_id),
        code: certificate_id === null ? undefined : store.uploadCode(certificate_id),
      },
      this.#abort.signal,
    );
  }

  #settle(message: StoredMessage, failure: DeliveryError | undefined): void {
    const { platform } = this.#parts;
    const now = platform.now();
    if (failure?.failure === 'unreachable' || failure?.failure === 'account') {
      const account = failure.failure === 'account';
      const failures = this.#pause.failures + 1;
      this.#pause = {
        until:
          now + backoffDelay(account ? accountBackoff : unreachableBackoff, failures, platform),
        reason: storedReason(pauseReasons[this.#kind][failure.failure], failure.words),
        failures,
      };
    }
    const outcome =
      this.#abort.signal.aborted && failure
        ? interrupted(message, now)
        : outcomeOf(message, failure, this.#pause.reason, now, platform);
    const notReached = failure?.failure === 'unreachable' || failure?.failure === 'account';
    this.#unwritten = { message, outcome, onWire: !notReached };
    this.#writeOutcome();
  }

  /** Where the disk refuses it, it is tried again before anything else is sent. */
  #writeOutcome(): void {
    if (!this.#unwritten) return;
    const { store, live, platform } = this.#parts;
    const { message, outcome, onWire } = this.#unwritten;
    store.settle({
      message_id: message.message_id,
      now: platform.now(),
      on_wire: onWire,
      ...outcome,
    });
    this.#unwritten = undefined;
    publishMessage(live, { ...message, state: outcome.state });
  }

  /** Messages that wait for the transport say so. In slices, however many they are. */
  async #noteWaiting(reason: string): Promise<void> {
    const { store, live, platform } = this.#parts;
    this.#transport.idle();
    for (;;) {
      const messages = store.noteWaiting(this.#kind, reason, platform.now());
      for (const message of messages) publishMessage(live, message);
      if (messages.length === 0 || this.#stopping) return;
      await nextTurn();
    }
  }

  #sleep(milliseconds: number): void {
    this.#cancelTimer();
    const capped = Math.min(Math.max(milliseconds, 0), longestSleep);
    this.#cancelTimer = this.#parts.scheduler.after(capped, () => this.wake());
  }
}
