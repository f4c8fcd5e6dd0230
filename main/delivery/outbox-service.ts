import type { ParsedRequestOf, ResultsOf } from '../../shared/api/endpoint.ts';
import type { listMessages, Message } from '../../shared/api/outbox.ts';
import { describeLastError } from '../../shared/delivery-reasons.ts';
import { CredoError } from '../../shared/errors.ts';
import type { Language } from '../../shared/language.ts';
import type { LiveEvents } from '../backend/live/live-events.ts';
import { type Platform, randomToken } from '../platform.ts';
import type { ListedMessage, OutboxStore, StoredMessage } from './outbox-store.ts';
import type { SendingLimits } from './sending-limits.ts';
import type { MessageKind, OutgoingFile } from './transport.ts';

/** A message to be sent, rendered and sanitised. */
export interface NewMessage {
  kind: MessageKind;
  certificate_id: number | null;
  application_id: number | null;
  /** A mail address or a mobile number; the caller has validated it. */
  recipient: string;
  /** Empty for an SMS. */
  subject: string;
  /** HTML of a mail, text of an SMS. */
  content: string;
  /** For so many milliseconds it is held back, so that it can be taken back. */
  hold?: number;
  /** The bulk send it belongs to. */
  batch?: number | undefined;
  /** A reminder of a request: an answer takes it back while it waits. */
  reminder?: boolean;
  /** The template whose files it carries, as they are now. */
  filesOf?: number;
}

export interface OutboxParts {
  live: LiveEvents;
  platform: Platform;
  /** A point in time as the API writes it. */
  formatTime: (milliseconds: number) => string;
  /** What the Message-ID of a new message ends with: the sender's domain, where there is one. */
  messageIdDomain: () => string;
  /** What holds messages back; asked when they are listed. Without it nothing does. */
  limits?: () => SendingLimits;
}

/** The outbox for the other features: queueing, listing, retrying, cancelling. */
export class OutboxService {
  readonly #store: OutboxStore;
  readonly #live: LiveEvents;
  readonly #platform: Platform;
  readonly #formatTime: OutboxParts['formatTime'];
  readonly #messageIdDomain: OutboxParts['messageIdDomain'];
  readonly #limits: OutboxParts['limits'];
  readonly #wakeListeners = new Set<(kind: MessageKind, now: boolean) => void>();

  constructor(store: OutboxStore, parts: OutboxParts) {
    this.#store = store;
    this.#live = parts.live;
    this.#platform = parts.platform;
    this.#formatTime = parts.formatTime;
    this.#messageIdDomain = parts.messageIdDomain;
    this.#limits = parts.limits;
  }

  /**
   * Queues a message. Call it within the transaction of the command that causes it: the worker
   * wakes once the transaction has ended, and a rollback takes the message back.
   * @returns message_id
   */
  enqueue({ hold = 0, reminder = false, batch, filesOf, ...message }: NewMessage): number {
    const now = this.#platform.now();
    const messageId = this.#store.insert({
      ...message,
      message_id_header: `<${randomToken(this.#platform)}@${this.#messageIdDomain()}>`,
      hold_until: hold > 0 ? now + hold : null,
      reminder: reminder ? 1 : 0,
      batch: batch ?? null,
      now,
    });
    if (filesOf !== undefined) this.#store.copyFiles(messageId, filesOf);
    this.#publish({ ...message, message_id: messageId, state: 'queued' });
    this.#wake(message.kind, false);
    return messageId;
  }

  /** Cancels what still waits of a certificate, within the caller's transaction. */
  cancelOfCertificate(certificateId: number): void {
    for (const message of this.#store.cancelOfCertificate(certificateId, this.#platform.now())) {
      this.#publish(message);
    }
  }

  /** Whether every message of a certificate is still held back. */
  allHeld(certificateId: number): boolean {
    return this.#store.allHeld(certificateId, this.#platform.now());
  }

  /**
   * Takes back every message of a certificate, within the caller's transaction.
   * @returns false, and nothing is changed, where one of them is no longer held back
   */
  takeBack(certificateId: number): boolean {
    if (!this.allHeld(certificateId)) return false;
    this.cancelOfCertificate(certificateId);
    return true;
  }

  /** The candidate opened the link that a certificate's messages carried, within the caller's transaction. */
  noteOpened(certificateId: number): void {
    for (const message of this.#store.setOpened(certificateId, this.#platform.now())) {
      this.#publish(message);
    }
  }

  /** A page of messages, newest first. */
  list(
    { page, size, ...filter }: ParsedRequestOf<typeof listMessages>,
    language: Language,
  ): ResultsOf<typeof listMessages> {
    const { total, messages } = this.#store.page(filter, page, size);
    return {
      pagination: { page, size, total },
      dataList: messages.map((message) => this.#present(message, language)),
    };
  }

  /** A file of a message, by its place. @throws CredoError `messageNotFound` */
  file(messageId: number, position: number): OutgoingFile {
    const file = this.#store.files(messageId)[position];
    if (!file) throw new CredoError('messageNotFound');
    return file;
  }

  /**
   * Queues a failed or cancelled message again, or a waiting one for now.
   * @throws CredoError `messageNotFound`; `messageNotRetryable` where it is on the wire or has gone out
   */
  retry(messageId: number, language: Language): Message {
    this.#find(messageId);
    if (!this.#store.requeue(messageId, this.#platform.now())) {
      throw new CredoError('messageNotRetryable');
    }
    const message = this.#find(messageId);
    this.#publish(message);
    this.#wake(message.kind, true);
    return this.#present(message, language);
  }

  /**
   * Cancels a message that waits.
   * @throws CredoError `messageNotFound`; `messageNotRetryable` where it does not wait any more
   */
  cancel(messageId: number, language: Language): Message {
    this.#find(messageId);
    if (!this.#store.cancel(messageId, this.#platform.now())) {
      throw new CredoError('messageNotRetryable');
    }
    const message = this.#find(messageId);
    this.#publish(message);
    return this.#present(message, language);
  }

  /**
   * Calls the listener after a message was queued, its transaction ended.
   * `now` asks to try at once, whatever was to be waited for.
   */
  onWake(listener: (kind: MessageKind, now: boolean) => void): () => void {
    this.#wakeListeners.add(listener);
    return () => this.#wakeListeners.delete(listener);
  }

  /** Tries the waiting messages of a kind at once: what they waited for may have come. */
  tryNow(kind: MessageKind): void {
    this.#wake(kind, true);
  }

  /** Looks again at everything that waits: quiet hours or limits have changed. */
  rulesChanged(): void {
    for (const kind of ['mail', 'sms'] as const) this.#wake(kind, false);
  }

  /** Tells screens that a message has changed. */
  #publish(
    message: Pick<StoredMessage, 'message_id' | 'certificate_id' | 'application_id' | 'state'>,
  ): void {
    publishMessage(this.#live, message);
  }

  /** Transactions are synchronous: the next turn of the loop comes after the commit. */
  #wake(kind: MessageKind, now: boolean): void {
    setImmediate(() => {
      for (const listener of this.#wakeListeners) listener(kind, now);
    });
  }

  #find(messageId: number): StoredMessage {
    const message = this.#store.find(messageId);
    if (!message) throw new CredoError('messageNotFound');
    return message;
  }

  /** What a queued message waits for and until when; undefined where it is due now. */
  #waitOf(
    message: ListedMessage,
  ): { reason: NonNullable<Message['waits_for']>; until: number } | undefined {
    if (message.state !== 'queued') return undefined;
    const now = this.#platform.now();
    const due = Math.max(message.next_attempt_at, now);
    const pause = this.#limits?.().pause(message, due, now);
    if (pause) return pause;
    if (message.next_attempt_at <= now) return undefined;
    const held = message.hold_until !== null && message.attempts === 0;
    return { reason: held ? 'undo' : 'retry', until: message.next_attempt_at };
  }

  #timeOrNull(time: number | null): string | null {
    return time === null ? null : this.#formatTime(time);
  }

  #present(message: ListedMessage, language: Language): Message {
    const wait = this.#waitOf(message);
    return {
      message_id: message.message_id,
      kind: message.kind,
      certificate_id: message.certificate_id,
      application_id: message.application_id,
      recipient: message.recipient,
      subject: message.subject,
      state: message.state,
      attempts: message.attempts,
      last_error: describeLastError(message.last_error, language),
      next_attempt_at: wait ? this.#formatTime(wait.until) : null,
      created_at: this.#formatTime(message.created_at),
      updated_at: this.#formatTime(message.updated_at),
      stage: message.stage,
      accepted_at: this.#timeOrNull(message.accepted_at),
      bounced_at: this.#timeOrNull(message.bounced_at),
      bounce_kind: message.bounce_kind,
      opened_at: this.#timeOrNull(message.opened_at),
      submitted_at: this.#timeOrNull(message.submitted_at),
      reminder: message.reminder === 1,
      waits_for: wait?.reason ?? null,
      files: this.#store
        .files(message.message_id)
        .map(({ name, size }, position) => ({ position, name, size })),
    };
  }
}

/** Publishes a change of a message: for the outbox, and for the mail trace of its application. */
export function publishMessage(
  live: LiveEvents,
  message: Pick<StoredMessage, 'message_id' | 'certificate_id' | 'application_id' | 'state'>,
): void {
  const { message_id, certificate_id, application_id, state } = message;
  live.publish({ type: 'message', message_id, certificate_id, state });
  if (application_id !== null) live.publish({ type: 'application', application_id });
}
