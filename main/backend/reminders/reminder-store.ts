import type { reminderStopReasons } from '../../../shared/api/reminders.ts';
import type { Database } from '../../database/database.ts';

export type StopReason = (typeof reminderStopReasons)[number];

/** A reminder as it is stored; times in milliseconds since the epoch. */
export interface StoredReminder {
  reminder_id: number;
  certificate_id: number;
  day: number;
  due_at: number;
  state: 'waiting' | 'sent' | 'collapsed' | 'stopped';
  reason: StopReason | '';
  settled_at: number | null;
  message_id: number | null;
}

/** Rows of `certificate_reminders`. Triggers stop those of a request that is answered or revoked. */
export class ReminderStore {
  readonly #insert;
  readonly #ofCertificate;
  readonly #due;
  readonly #nextDue;
  readonly #settle;
  readonly #stop;
  readonly #resume;
  readonly #setDue;
  readonly #acceptedAt;
  readonly #hasCode;

  constructor(database: Database) {
    this.#insert = database.prepare(
      `INSERT INTO certificate_reminders(certificate_id, day, due_at) VALUES (?, ?, ?)
       ON CONFLICT DO NOTHING`,
    );
    this.#ofCertificate = database.prepare<[number], StoredReminder>(
      'SELECT * FROM certificate_reminders WHERE certificate_id = ? ORDER BY day',
    );
    this.#due = database
      .prepare<[number, number], number>(
        `SELECT DISTINCT certificate_id FROM certificate_reminders
         WHERE state = 'waiting' AND due_at <= ? ORDER BY due_at LIMIT ?`,
      )
      .pluck();
    this.#nextDue = database
      .prepare<[], number | null>(
        `SELECT MIN(due_at) FROM certificate_reminders WHERE state = 'waiting'`,
      )
      .pluck();
    this.#settle = database.prepare(
      `UPDATE certificate_reminders SET state = @state, settled_at = @now, message_id = @message_id
       WHERE reminder_id = @reminder_id AND state = 'waiting'`,
    );
    this.#stop = database.prepare(
      `UPDATE certificate_reminders SET state = 'stopped', reason = ?, settled_at = ?
       WHERE certificate_id = ? AND state = 'waiting'`,
    );
    this.#resume = database.prepare(
      `UPDATE certificate_reminders SET state = 'waiting', reason = '', settled_at = NULL
       WHERE certificate_id = ? AND state = 'stopped' AND reason = 'off' AND due_at > ?`,
    );
    this.#setDue = database.prepare(
      'UPDATE certificate_reminders SET due_at = ? WHERE reminder_id = ?',
    );
    this.#acceptedAt = database
      .prepare<[number], number | null>(
        `SELECT MIN(accepted_at) FROM outbox
         WHERE certificate_id = ? AND state = 'accepted' AND reminder = 0`,
      )
      .pluck();
    this.#hasCode = database.prepare<[number]>(
      'SELECT 1 FROM upload_codes WHERE certificate_id = ?',
    );
  }

  insert(certificateId: number, day: number, dueAt: number): void {
    this.#insert.run(certificateId, day, dueAt);
  }

  /** Every reminder of a certificate, in the order of their days. */
  ofCertificate(certificateId: number): StoredReminder[] {
    return this.#ofCertificate.all(certificateId);
  }

  /** Certificates that a reminder is due of, the longest due first. */
  due(now: number, limit: number): number[] {
    return this.#due.all(now, limit);
  }

  /** When the next one is due, or undefined where none waits. */
  nextDue(): number | undefined {
    return this.#nextDue.get() ?? undefined;
  }

  settle(
    reminderId: number,
    state: 'sent' | 'collapsed',
    messageId: number | null,
    now: number,
  ): void {
    this.#settle.run({ reminder_id: reminderId, state, message_id: messageId, now });
  }

  stop(certificateId: number, reason: StopReason, now: number): void {
    this.#stop.run(reason, now, certificateId);
  }

  /** Those that were switched off and are not over wait again. */
  resume(certificateId: number, now: number): void {
    this.#resume.run(certificateId, now);
  }

  setDue(reminderId: number, dueAt: number): void {
    this.#setDue.run(dueAt, reminderId);
  }

  /** When a server first took a message of the request that has not bounced since; or undefined. */
  acceptedAt(certificateId: number): number | undefined {
    return this.#acceptedAt.get(certificateId) ?? undefined;
  }

  /** Whether the request went by SMS as well. */
  wentBySms(certificateId: number): boolean {
    return this.#hasCode.get(certificateId) !== undefined;
  }
}
