import type { Database } from '../../database/database.ts';

/** A slot of a request, as it was copied when the request was sent. */
export interface SlotRow {
  slot_key: string;
  label_zh: string;
  label_en: string;
  help_zh: string;
  help_en: string;
  note: string;
  sample: string;
  /** `image`, `pdf`, separated by commas. */
  accepts: string;
  required: number;
  max_files: number;
}

/** A request for a new upload; times in milliseconds. */
export interface AskRow {
  ask_id: number;
  uid: number;
  uname: string;
  reason_code: string;
  remark: string;
  expires_at: number;
  created_at: number;
}

/** A slot that a request for a new upload opened. */
export interface AskSlotRow {
  slot_key: string;
  reason_code: string;
  remark: string;
}

/** What an ask is written from. */
export type NewAsk = Pick<AskRow, 'uid' | 'reason_code' | 'remark' | 'expires_at' | 'created_at'>;

/** Rows of `certificate_slots`, `certificate_asks` and `certificate_ask_slots`. */
export class CertificateSlotStore {
  readonly #insert;
  readonly #all;
  readonly #insertAsk;
  readonly #insertAskSlot;
  readonly #asks;
  readonly #askAt;
  readonly #askSlots;
  readonly #askOfSubmission;
  readonly #waiting;

  constructor(database: Database) {
    this.#insert = database.prepare(
      `INSERT INTO certificate_slots(certificate_slot_id, certificate_id, position, slot_key,
         label_zh, label_en, help_zh, help_en, note, sample, accepts, required, max_files)
       VALUES (credo_next_id('certificate_slots'), @certificate_id, @position, @slot_key, @label_zh,
         @label_en, @help_zh, @help_en, @note, @sample, @accepts, @required, @max_files)`,
    );
    this.#all = database.prepare<[number], SlotRow>(
      `SELECT slot_key, label_zh, label_en, help_zh, help_en, note, sample, accepts, required,
         max_files
       FROM certificate_slots WHERE certificate_id = ? ORDER BY position`,
    );
    this.#insertAsk = database.prepare(
      `INSERT INTO certificate_asks(ask_id, certificate_id, uid, reason_code, remark, expires_at,
         created_at)
       VALUES (credo_next_id('certificate_asks'), @certificate_id, @uid, @reason_code, @remark,
         @expires_at, @created_at)`,
    );
    this.#insertAskSlot = database.prepare(
      `INSERT INTO certificate_ask_slots(certificate_ask_slot_id, ask_id, position, slot_key,
         reason_code, remark)
       VALUES (credo_next_id('certificate_ask_slots'), @ask_id, @position, @slot_key, @reason_code,
         @remark)`,
    );
    const ask = `
      SELECT k.ask_id, k.uid, COALESCE(u.name, '') AS uname, k.reason_code, k.remark, k.expires_at,
        k.created_at
      FROM certificate_asks k LEFT JOIN users u ON u.uid = k.uid`;
    this.#asks = database.prepare<[number], AskRow>(
      `${ask} WHERE k.certificate_id = ? ORDER BY k.created_at DESC, k.ask_id DESC`,
    );
    this.#askAt = database.prepare<[number, number], AskRow>(
      `${ask} WHERE k.certificate_id = ? AND k.created_at = ? ORDER BY k.ask_id DESC LIMIT 1`,
    );
    this.#askSlots = database.prepare<[number], AskSlotRow>(
      `SELECT slot_key, reason_code, remark FROM certificate_ask_slots
       WHERE ask_id = ? ORDER BY position`,
    );
    this.#askOfSubmission = database.prepare<[number], AskRow>(
      `${ask} JOIN submissions s ON s.ask_id = k.ask_id WHERE s.submission_id = ?`,
    );
    this.#waiting = database
      .prepare<[number, string], number>(
        `SELECT COUNT(*) FROM attachments a
         WHERE a.certificate_id = ? AND a.slot_key = ? AND a.removed_at IS NULL
           AND a.purpose = 'submission'
           AND NOT EXISTS (SELECT 1 FROM submission_attachments f
             WHERE f.attachment_id = a.attachment_id)`,
      )
      .pluck();
  }

  /** Copies slots to a request that is being sent. */
  insert(certificateId: number, slots: readonly SlotRow[]): void {
    slots.forEach((slot, position) => {
      this.#insert.run({ ...slot, certificate_id: certificateId, position });
    });
  }

  /** The slots of a request, in their order. */
  all(certificateId: number): SlotRow[] {
    return this.#all.all(certificateId);
  }

  /** Notes a request for a new upload. No slots stand for all of them. */
  insertAsk(certificateId: number, ask: NewAsk, slots: readonly AskSlotRow[]): void {
    const row = { ...ask, certificate_id: certificateId };
    const askId = Number(this.#insertAsk.run(row).lastInsertRowid);
    slots.forEach((slot, position) => {
      this.#insertAskSlot.run({ ...slot, ask_id: askId, position });
    });
  }

  /** Every request for a new upload, newest first. */
  asks(certificateId: number): AskRow[] {
    return this.#asks.all(certificateId);
  }

  /** The request for a new upload that was made at a time. */
  askAt(certificateId: number, createdAt: number): AskRow | undefined {
    return this.#askAt.get(certificateId, createdAt);
  }

  /** The request for a new upload that a submission answers. */
  askOfSubmission(submissionId: number): AskRow | undefined {
    return this.#askOfSubmission.get(submissionId);
  }

  askSlots(askId: number): AskSlotRow[] {
    return this.#askSlots.all(askId);
  }

  /** How many uploads lie in a slot that no submission holds yet. */
  waiting(certificateId: number, slotKey: string): number {
    return this.#waiting.get(certificateId, slotKey) as number;
  }
}
