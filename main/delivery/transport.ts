/** What the outbox carries. A new kind is an entry of `createTransports`. */
export type MessageKind = 'mail' | 'sms';

/** A stored file that goes out with a mail. `size` in bytes. */
export interface OutgoingFile {
  readonly sha256: string;
  readonly name: string;
  readonly mime: string;
  readonly size: number;
}

/** A message handed to a transport. */
export interface OutgoingMessage {
  readonly recipient: string;
  /** Empty for an SMS. */
  readonly subject: string;
  /** HTML of a mail, text of an SMS. */
  readonly content: string;
  /** The same on every attempt, so that a receiver can tell a repetition. */
  readonly messageIdHeader: string;
  /** What goes out with a mail, as it was when the mail was queued. */
  readonly files?: readonly OutgoingFile[] | undefined;
  /** The code of an SMS that leads to an upload, for gateways that keep the text themselves. */
  readonly code?: string | undefined;
}

/**
 * Carries messages of one kind. The worker gives it one message at a time, so a transport keeps a
 * connection between them and closes it when told that it is idle.
 */
export interface Transport {
  /** Which account it sends by, so that limits count each on its own; empty where there is none. */
  accountKey(): string;
  /** Undefined where it can send; otherwise why not, as `last_error` stores it. */
  waitingReason(): string | undefined;
  /** When the next message may be sent, where it must not follow the last one at once. */
  readyAt?(): number;
  /**
   * Sends a message; resolves with the server's answer once the server has taken it.
   * @param signal gives the attempt up
   * @throws DeliveryError for everything that keeps it from being taken
   */
  send(message: OutgoingMessage, signal?: AbortSignal): Promise<string>;
  /** The queue is empty, or the account has changed: connections may go. */
  idle(): void;
}

/**
 * Whose failure it was, and so what to try next:
 * `message` refused for good; `deferred` this message later; `unreachable` no server, nothing can be
 * sent for now; `account` the server does not take this sender, nothing can be sent for now.
 */
export type DeliveryFailure = 'message' | 'deferred' | 'unreachable' | 'account';

/** A message that was not taken. `words` are the server's own, or the system's where none answered. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  readonly failure: DeliveryFailure;
  readonly words: string;

  constructor(failure: DeliveryFailure, words: string, options?: ErrorOptions) {
    super(words, options);
    this.failure = failure;
    this.words = words;
  }
}
