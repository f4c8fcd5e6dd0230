import type { OutboxStore } from './outbox-store.ts';
import type { SendingRulesStore } from './sending-rules.ts';
import type { MessageKind } from './transport.ts';

/** Why a message that could leave does not yet. */
export interface SendingPause {
  readonly reason: 'quiet_hours' | 'limit';
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/**
 * What keeps messages back although they are due: quiet hours, and limits by account. Limits count
 * what the outbox says was put on the wire, so they hold across a restart.
 */
export class SendingLimits {
  readonly #store: OutboxStore;
  readonly #rules: SendingRulesStore;
  readonly #account: (kind: MessageKind) => string;

  /** @param account the account in use, as the outbox notes it; empty where there is none */
  constructor(
    store: OutboxStore,
    rules: SendingRulesStore,
    account: (kind: MessageKind) => string,
  ) {
    this.#store = store;
    this.#rules = rules;
    this.#account = account;
  }

  /** The account that messages of a kind go out by now. */
  account(kind: MessageKind): string {
    return this.#account(kind);
  }

  /** When the quiet hours that a point in time is in are over; undefined where it is in none. */
  quietUntil(time: number): number | undefined {
    return this.#rules.quietUntil(time);
  }

  /** When the next message of a kind may leave by the limits; undefined where that is now. */
  limitedUntil(kind: MessageKind, now: number): number | undefined {
    const account = this.#account(kind);
    const ends = this.#rules.limits(kind).flatMap(({ messages, milliseconds }) => {
      const oldest = this.#store.wireTime(account, messages, now - milliseconds, now);
      return oldest === undefined ? [] : [oldest + milliseconds];
    });
    return ends.length === 0 ? undefined : Math.max(...ends);
  }

  /** What holds a message back that is due at `time`. */
  pause(
    message: { kind: MessageKind; send_now: number },
    time: number,
    now: number,
  ): SendingPause | undefined {
    const limited = this.limitedUntil(message.kind, now);
    const due = Math.max(time, limited ?? 0);
    const quiet = message.send_now === 0 ? this.quietUntil(due) : undefined;
    if (quiet !== undefined) return { reason: 'quiet_hours', until: quiet };
    return limited !== undefined && limited > time
      ? { reason: 'limit', until: limited }
      : undefined;
  }
}
