import type { Migration } from '../migrate.ts';

/**
 * Named slots of certificate requests, asking again for some of them, coded reasons of verdicts, and
 * verifications with their evidence. Every table is shared between workstations. Requests and
 * templates of before have no slots and stay as they are.
 */
export const certificateSlots: Migration = {
  version: 170,
  name: 'certificate slots',
  up(database) {
    database.exec(`
      -- The slots of users' templates; the system's are the catalogue's.
      CREATE TABLE template_slots (
        template_slot_id INTEGER PRIMARY KEY AUTOINCREMENT,
        mail_tpl_id INTEGER NOT NULL REFERENCES mail_templates ON DELETE CASCADE,
        position INTEGER NOT NULL,
        -- Of the catalogue, or own_<n>.
        slot_key TEXT NOT NULL,
        -- The template's own words; an empty label is the catalogue's.
        label TEXT NOT NULL,
        note TEXT NOT NULL,
        required INTEGER NOT NULL,
        max_files INTEGER NOT NULL,
        UNIQUE (mail_tpl_id, slot_key)
      );

      -- What a request asks for, copied when it was sent: later changes of template and catalogue
      -- do not reach it.
      CREATE TABLE certificate_slots (
        certificate_slot_id INTEGER PRIMARY KEY AUTOINCREMENT,
        certificate_id INTEGER NOT NULL REFERENCES certificates,
        position INTEGER NOT NULL,
        slot_key TEXT NOT NULL,
        label_zh TEXT NOT NULL,
        label_en TEXT NOT NULL,
        help_zh TEXT NOT NULL,
        help_en TEXT NOT NULL,
        note TEXT NOT NULL,
        sample TEXT NOT NULL,
        -- image, pdf, separated by commas.
        accepts TEXT NOT NULL,
        required INTEGER NOT NULL,
        max_files INTEGER NOT NULL,
        UNIQUE (certificate_id, slot_key)
      );

      -- Append-only: every request for a new upload. The one whose created_at is the certificate's
      -- reopened_at is open; the newest where two share a moment.
      CREATE TABLE certificate_asks (
        ask_id INTEGER PRIMARY KEY AUTOINCREMENT,
        certificate_id INTEGER NOT NULL REFERENCES certificates,
        uid INTEGER NOT NULL,
        reason_code TEXT NOT NULL DEFAULT '',
        remark TEXT NOT NULL DEFAULT '',
        expires_at INTEGER NOT NULL,
        created_at INTEGER NOT NULL
      );
      CREATE INDEX certificate_asks_by_certificate ON certificate_asks(certificate_id, ask_id);
      -- The slots asked for again; none stands for all.
      CREATE TABLE certificate_ask_slots (
        certificate_ask_slot_id INTEGER PRIMARY KEY AUTOINCREMENT,
        ask_id INTEGER NOT NULL REFERENCES certificate_asks,
        position INTEGER NOT NULL,
        slot_key TEXT NOT NULL,
        reason_code TEXT NOT NULL,
        remark TEXT NOT NULL,
        UNIQUE (ask_id, slot_key)
      );
      -- The request that a submission answers.
      ALTER TABLE submissions ADD COLUMN ask_id INTEGER REFERENCES certificate_asks;

      -- Null where the file is of no slot.
      ALTER TABLE attachments ADD COLUMN slot_key TEXT;
      -- submission: the candidate's. evidence: a recruiter's, never shown to the candidate.
      ALTER TABLE attachments ADD COLUMN purpose TEXT NOT NULL DEFAULT 'submission';

      -- In words meant for the candidate; remark is internal.
      ALTER TABLE reviews ADD COLUMN candidate_remark TEXT NOT NULL DEFAULT '';
      CREATE TABLE review_reasons (
        review_reason_id INTEGER PRIMARY KEY AUTOINCREMENT,
        review_id INTEGER NOT NULL REFERENCES reviews,
        position INTEGER NOT NULL,
        -- Null where it is about the whole submission.
        slot_key TEXT,
        reason_code TEXT NOT NULL
      );
      CREATE INDEX review_reasons_by_review ON review_reasons(review_id);

      -- Append-only: the newest that was not withdrawn is what is known.
      CREATE TABLE certificate_verifications (
        verification_id INTEGER PRIMARY KEY AUTOINCREMENT,
        certificate_id INTEGER NOT NULL REFERENCES certificates,
        -- 1 verified, 2 not genuine, 3 could not be verified.
        result INTEGER NOT NULL,
        source TEXT NOT NULL,
        source_text TEXT NOT NULL,
        certificate_number TEXT NOT NULL,
        -- YYYY-MM-DD
        checked_on TEXT NOT NULL,
        remark TEXT NOT NULL,
        uid INTEGER NOT NULL,
        created_at INTEGER NOT NULL
      );
      CREATE INDEX certificate_verifications_by_certificate
        ON certificate_verifications(certificate_id, verification_id);
      CREATE TABLE verification_withdrawals (
        verification_id INTEGER PRIMARY KEY REFERENCES certificate_verifications,
        uid INTEGER NOT NULL,
        remark TEXT NOT NULL,
        created_at INTEGER NOT NULL
      );
      CREATE TABLE verification_files (
        verification_file_id INTEGER PRIMARY KEY AUTOINCREMENT,
        verification_id INTEGER NOT NULL REFERENCES certificate_verifications,
        position INTEGER NOT NULL,
        attachment_id INTEGER NOT NULL REFERENCES attachments
      );
      CREATE INDEX verification_files_by_verification ON verification_files(verification_id);
      CREATE INDEX verification_files_by_attachment ON verification_files(attachment_id);
    `);
  },
};
