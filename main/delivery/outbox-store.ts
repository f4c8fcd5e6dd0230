import type { MessageStage, MessageState } from '../../shared/api/outbox.ts';
import type { Database } from '../database/database.ts';
import type { MessageKind, OutgoingFile } from './transport.ts';
import { notWithheld } from './withheld-batches.ts';

/** A message as it is stored; times in milliseconds since the epoch. */
export interface StoredMessage {
  message_id: number;
  kind: MessageKind;
  certificate_id: number | null;
  application_id: number | null;
  recipient: string;
  subject: string;
  content: string;
  message_id_header: string;
  state: MessageState;
  attempts: number;
  deferrals: number;
  next_attempt_at: number;
  last_error: string | null;
  created_at: number;
  updated_at: number;
  /** Until then it can be taken back; null where it was not held back. */
  hold_until: number | null;
  /** 1: quiet hours don't hold it up. */
  send_now: number;
  /** The account it was last put on the wire for, and when. */
  account: string;
  wire_at: number | null;
  accepted_at: number | null;
  bounced_at: number | null;
  bounce_kind: 'hard' | 'soft' | null;
  opened_at: number | null;
  submitted_at: number | null;
  /** 1: reminds of a request. */
  reminder: number;
  /** The bulk send it belongs to, which is taken back as a whole. */
  batch: number | null;
  /** What a recruiter calls its state; see the migration. */
  stage: MessageStage;
}

/** A message as lists show it. */
export type ListedMessage = Omit<
  StoredMessage,
  'content' | 'message_id_header' | 'deferrals' | 'account' | 'wire_at' | 'batch'
>;

/** Which messages a list asks for; 0 and undefined ask for all. */
export interface MessageFilter {
  certificate_id: number;
  application_id: number;
  state?: MessageState | undefined;
  stage?: MessageStage | undefined;
}

/** The outbox's rows. Every change of state is one statement that names the state it comes from. */
export class OutboxStore {
  readonly #database: Database;
  readonly #insert;
  readonly #byId;
  readonly #claim;
  readonly #settle;
  readonly #requeue;
  readonly #cancel;
  readonly #cancelOfCertificate;
  readonly #recover;
  readonly #noteWaiting;
  readonly #nextAttemptAt;
  readonly #linkIsValid;
  readonly #uploadCode;
  readonly #notHeld;
  readonly #wireTime;
  readonly #setOpened;
  readonly #copyFiles;
  readonly #files;

  constructor(database: Database) {
    this.#database = database;
    this.#insert = database.prepare(
      `INSERT INTO outbox(kind, certificate_id, application_id, recipient, subject, content,
         message_id_header, state, hold_until, reminder, batch, next_attempt_at, created_at, updated_at)
       VALUES (@kind, @certificate_id, @application_id, @recipient, @subject, @content,
         @message_id_header, 'queued', @hold_until, @reminder, @batch, COALESCE(@hold_until, @now),
         @now, @now)`,
    );
    this.#byId = database.prepare<[number], StoredMessage>(
      'SELECT * FROM outbox WHERE message_id = ?',
    );
    this.#claim = database.prepare<
      [{ kind: MessageKind; now: number; account: string; urgent: number }],
      StoredMessage
    >(
      `UPDATE outbox SET state = 'sending', attempts = attempts + 1, updated_at = @now,
         account = @account, wire_at = @now
       WHERE message_id = (SELECT message_id FROM outbox
         WHERE state = 'queued' AND kind = @kind AND next_attempt_at <= @now
           AND (@urgent = 0 OR send_now = 1) AND ${notWithheld} ORDER BY next_attempt_at, attempts, message_id LIMIT 1)
       RETURNING *`,
    );
    this.#settle = database.prepare(
      `UPDATE outbox SET state = @state, last_error = @last_error, deferrals = @deferrals,
         next_attempt_at = @next_attempt_at, updated_at = @now,
         accepted_at = CASE WHEN @state = 'accepted' THEN @now END,
         wire_at = CASE WHEN @on_wire THEN wire_at END
       WHERE message_id = @message_id AND state = 'sending'`,
    );
    this.#requeue = database.prepare(
      `UPDATE outbox SET state = 'queued', deferrals = 0, next_attempt_at = @now, updated_at = @now,
         hold_until = NULL, send_now = 1, bounced_at = NULL, bounce_kind = NULL
       WHERE message_id = @message_id AND state IN ('queued', 'failed', 'cancelled')`,
    );
    this.#cancel = database.prepare(
      `UPDATE outbox SET state = 'cancelled', updated_at = @now
       WHERE message_id = @message_id AND state = 'queued'`,
    );
    this.#cancelOfCertificate = database.prepare<[number, number], StoredMessage>(
      `UPDATE outbox SET state = 'cancelled', updated_at = ?
       WHERE certificate_id = ? AND state = 'queued' RETURNING *`,
    );
    this.#recover = database.prepare<[string, number, number], StoredMessage>(
      `UPDATE outbox SET state = 'queued', last_error = ?, next_attempt_at = ?, updated_at = ?
       WHERE state = 'sending' RETURNING *`,
    );
    this.#noteWaiting = database.prepare<[string, number, MessageKind, string], StoredMessage>(
      `UPDATE outbox SET last_error = ?, updated_at = ?
       WHERE message_id IN (SELECT message_id FROM outbox
         WHERE state = 'queued' AND kind = ? AND last_error IS NOT ? LIMIT 200)
       RETURNING *`,
    );
    this.#nextAttemptAt = database.prepare<
      [{ kind: MessageKind; urgent: number }],
      { at: number | null }
    >(
      `SELECT MIN(next_attempt_at) AS at FROM outbox
       WHERE state = 'queued' AND kind = @kind AND (@urgent = 0 OR send_now = 1) AND ${notWithheld}`,
    );
    this.#wireTime = database
      .prepare<[string, number, number, number], number>(
        `SELECT wire_at FROM outbox WHERE account = ? AND wire_at > ? AND wire_at <= ?
         ORDER BY wire_at DESC LIMIT 1 OFFSET ?`,
      )
      .pluck();
    this.#linkIsValid = database.prepare<[number, number]>(
      'SELECT 1 FROM certificates WHERE certificate_id = ? AND revoked_at IS NULL AND expires_at > ?',
    );
    this.#uploadCode = database
      .prepare<[number], string>('SELECT code FROM upload_codes WHERE certificate_id = ?')
      .pluck();
    this.#notHeld = database.prepare<[number, number]>(
      `SELECT 1 FROM outbox WHERE certificate_id = ? AND state <> 'cancelled'
         AND (state <> 'queued' OR attempts > 0 OR hold_until IS NULL
           OR (hold_until <= ? AND ${notWithheld})) LIMIT 1`,
    );
    this.#copyFiles = database.prepare<[number, number]>(
      `INSERT INTO outbox_files(message_id, position, sha256, name, mime, size)
       SELECT ?, ROW_NUMBER() OVER (ORDER BY position, template_file_id) - 1, sha256, name, mime, size
       FROM template_files WHERE mail_tpl_id = ? AND removed_at IS NULL`,
    );
    this.#files = database.prepare<[number], OutgoingFile>(
      `SELECT sha256, name, mime, size FROM outbox_files WHERE message_id = ? ORDER BY position`,
    );
    this.#setOpened = database.prepare<[number, number], StoredMessage>(
      `UPDATE outbox SET opened_at = ?
       WHERE certificate_id = ? AND state = 'accepted' AND opened_at IS NULL RETURNING *`,
    );
  }

  insert(
    message: Pick<
      StoredMessage,
      | 'kind'
      | 'certificate_id'
      | 'application_id'
      | 'recipient'
      | 'subject'
      | 'content'
      | 'message_id_header'
      | 'hold_until'
      | 'reminder'
      | 'batch'
    > & { now: number },
  ): number {
    return Number(this.#insert.run(message).lastInsertRowid);
  }

  /** Gives a message the files that a template has now. */
  copyFiles(messageId: number, mailTplId: number): void {
    this.#copyFiles.run(messageId, mailTplId);
  }

  /** What goes out with a message, in order. */
  files(messageId: number): OutgoingFile[] {
    return this.#files.all(messageId);
  }

  find(messageId: number): StoredMessage | undefined {
    return this.#byId.get(messageId);
  }

  /**
   * Takes the message that has been due longest: from now on it counts as on the wire.
   * @param urgentOnly those alone that quiet hours don't hold up
   */
  claim(
    kind: MessageKind,
    now: number,
    account = '',
    urgentOnly = false,
  ): StoredMessage | undefined {
    return this.#claim.get({ kind, now, account, urgent: urgentOnly ? 1 : 0 });
  }

  /**
   * When the message that fills a limit went on the wire: the `count`th last of an account since
   * `after`, or undefined where there were fewer. What a clock set back puts in the future is left out.
   */
  wireTime(account: string, count: number, after: number, now: number): number | undefined {
    return this.#wireTime.get(account, after, now, count - 1);
  }

  /** Writes what became of a message on the wire. */
  settle(outcome: {
    message_id: number;
    state: MessageState;
    last_error: string | null;
    deferrals: number;
    next_attempt_at: number;
    now: number;
    /** Whether the server was reached, so that limits count the attempt. */
    on_wire?: boolean;
  }): void {
    this.#settle.run({ ...outcome, on_wire: outcome.on_wire === false ? 0 : 1 });
  }

  /** Queues a message for now; false where it is on the wire or has gone out. */
  requeue(messageId: number, now: number): boolean {
    return this.#requeue.run({ message_id: messageId, now }).changes > 0;
  }

  /** Cancels a message; false where it is not waiting. */
  cancel(messageId: number, now: number): boolean {
    return this.#cancel.run({ message_id: messageId, now }).changes > 0;
  }

  cancelOfCertificate(certificateId: number, now: number): StoredMessage[] {
    return this.#cancelOfCertificate.all(now, certificateId);
  }

  /** Queues again what was on the wire when the program ended. */
  recover(reason: string, now: number): StoredMessage[] {
    return this.#recover.all(reason, now, now);
  }

  /** Writes why waiting messages wait, up to 200 at once; answers those that did not say so yet. */
  noteWaiting(kind: MessageKind, reason: string, now: number): StoredMessage[] {
    return this.#noteWaiting.all(reason, now, kind, reason);
  }

  /** When the next waiting message is due, or undefined where none waits. `urgentOnly` as for `claim`. */
  nextAttemptAt(kind: MessageKind, urgentOnly = false): number | undefined {
    return this.#nextAttemptAt.get({ kind, urgent: urgentOnly ? 1 : 0 })?.at ?? undefined;
  }

  /** Whether the link a message carries can still be used. */
  linkIsValid(certificateId: number, now: number): boolean {
    return this.#linkIsValid.get(certificateId, now) !== undefined;
  }

  /** The code that leads to a certificate's upload page, where one was given out. */
  uploadCode(certificateId: number): string | undefined {
    return this.#uploadCode.get(certificateId);
  }

  /** Whether every message of a certificate is still held back, or was cancelled. */
  allHeld(certificateId: number, now: number): boolean {
    return this.#notHeld.get(certificateId, now) === undefined;
  }

  /** Notes that the link was opened; answers the messages that had not been. */
  setOpened(certificateId: number, now: number): StoredMessage[] {
    return this.#setOpened.all(now, certificateId);
  }

  /** A page of messages, newest first, and how many there are. */
  page(
    filter: MessageFilter,
    page: number,
    size: number,
  ): { total: number; messages: ListedMessage[] } {
    const conditions = [
      ...(filter.certificate_id ? ['certificate_id = @certificate_id'] : []),
      ...(filter.application_id ? ['application_id = @application_id'] : []),
      ...(filter.state ? ['state = @state'] : []),
      ...(filter.stage ? ['stage = @stage'] : []),
    ];
    const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
    const parameters = { ...filter, state: filter.state ?? null, stage: filter.stage ?? null };
    const count = this.#database
      .prepare<[object], { total: number }>(`SELECT COUNT(*) AS total FROM outbox ${where}`)
      .get(parameters);
    const messages = this.#database
      .prepare<[object], ListedMessage>(
        `SELECT message_id, kind, certificate_id, application_id, recipient, subject, state,
           attempts, next_attempt_at, last_error, created_at, updated_at, hold_until, send_now,
           accepted_at, bounced_at, bounce_kind, opened_at, submitted_at, reminder,
           stage
         FROM outbox ${where}
         ORDER BY message_id DESC LIMIT @limit OFFSET @offset`,
      )
      .all({ ...parameters, limit: size, offset: (page - 1) * size });
    return { total: count?.total ?? 0, messages };
  }
}
