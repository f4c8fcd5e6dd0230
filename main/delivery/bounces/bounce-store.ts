import type { Database } from '../../database/database.ts';
import type { StoredMessage } from '../outbox-store.ts';

/** How far a mailbox was read. */
export interface ReadPosition {
  readonly uidValidity: string;
  readonly lastUid: number;
}

/** A report by an address alone is about a mail of these days. */
const recentDays = 14;

/** What bounces change in the outbox, and how far their mailbox was read. */
export class BounceStore {
  readonly #position;
  readonly #setPosition;
  readonly #byHeader;
  readonly #byRecipient;
  readonly #bounce;

  constructor(database: Database) {
    this.#position = database.prepare<[string], { uid_validity: string; last_uid: number }>(
      'SELECT uid_validity, last_uid FROM bounce_mailboxes WHERE mailbox = ?',
    );
    this.#setPosition = database.prepare(
      `INSERT INTO bounce_mailboxes(mailbox, uid_validity, last_uid, checked_at)
       VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET uid_validity = excluded.uid_validity,
         last_uid = excluded.last_uid, checked_at = excluded.checked_at`,
    );
    this.#byHeader = database.prepare<[string], StoredMessage>(
      'SELECT * FROM outbox WHERE message_id_header = ?',
    );
    this.#byRecipient = database.prepare<[string, number], StoredMessage>(
      `SELECT * FROM outbox WHERE kind = 'mail' AND state = 'accepted' AND recipient = ?
         AND accepted_at > ? ORDER BY accepted_at DESC LIMIT 1`,
    );
    this.#bounce = database.prepare<
      [{ id: number; kind: string; words: string; now: number }],
      StoredMessage
    >(
      `UPDATE outbox SET state = 'failed', bounced_at = @now, bounce_kind = @kind,
         last_error = @words, updated_at = @now
       WHERE message_id = @id AND state = 'accepted' RETURNING *`,
    );
  }

  position(mailbox: string): ReadPosition | undefined {
    const row = this.#position.get(mailbox);
    return row && { uidValidity: row.uid_validity, lastUid: row.last_uid };
  }

  setPosition(mailbox: string, { uidValidity, lastUid }: ReadPosition, now: number): void {
    this.#setPosition.run(mailbox, uidValidity, lastUid, now);
  }

  findByHeader(messageIdHeader: string): StoredMessage | undefined {
    return this.#byHeader.get(messageIdHeader);
  }

  /** The newest mail of the last days that a server took for an address. */
  findByRecipient(recipient: string, now: number): StoredMessage | undefined {
    return this.#byRecipient.get(recipient, now - recentDays * 86_400_000);
  }

  /** Marks a mail that was accepted as bounced; undefined where it is not in that state any more. */
  bounce(
    messageId: number,
    kind: 'hard' | 'soft',
    words: string,
    now: number,
  ): StoredMessage | undefined {
    return this.#bounce.get({ id: messageId, kind, words, now });
  }
}
