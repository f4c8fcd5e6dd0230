import type { Migration } from '../migrate.ts';

/**
 * Consent of candidates, files that were purged after their time, and receipts of erasures.
 *
 * consent_texts and consents are shared between workstations (append-only); purged_at is of each device,
 * since each has its own copy of the files; purge_runs and erasure_receipts are of this device.
 */
export const privacy: Migration = {
  version: 192,
  name: 'privacy',
  up(database) {
    database.exec(`
      -- What candidates were asked to agree to; a changed text is a new version.
      CREATE TABLE consent_texts (
        version INTEGER PRIMARY KEY AUTOINCREMENT,
        zh TEXT NOT NULL,
        en TEXT NOT NULL,
        uid INTEGER NOT NULL,
        created_at INTEGER NOT NULL
      );
      CREATE TABLE consents (
        consent_id INTEGER PRIMARY KEY AUTOINCREMENT,
        certificate_id INTEGER NOT NULL REFERENCES certificates,
        version INTEGER NOT NULL REFERENCES consent_texts,
        language TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        UNIQUE (certificate_id, version)
      );
      -- What the candidate had agreed to when they submitted; null: nothing.
      ALTER TABLE submissions ADD COLUMN consent_version INTEGER;
      CREATE TRIGGER submissions_consent AFTER INSERT ON submissions
      WHEN NEW.consent_version IS NULL BEGIN
        UPDATE submissions SET consent_version =
            (SELECT MAX(version) FROM consents WHERE certificate_id = NEW.certificate_id)
          WHERE submission_id = NEW.submission_id;
      END;

      -- The file is gone, its row stays.
      ALTER TABLE attachments ADD COLUMN purged_at INTEGER;
      ALTER TABLE blobs ADD COLUMN purged_at INTEGER;
      CREATE INDEX attachments_kept ON attachments(certificate_id) WHERE purged_at IS NULL;
      CREATE TABLE purge_runs (
        purge_run_id INTEGER PRIMARY KEY AUTOINCREMENT,
        -- 0: by the schedule.
        uid INTEGER NOT NULL,
        certificates INTEGER NOT NULL DEFAULT 0,
        files INTEGER NOT NULL DEFAULT 0,
        bytes INTEGER NOT NULL DEFAULT 0,
        messages INTEGER NOT NULL DEFAULT 0,
        audit_rows INTEGER NOT NULL DEFAULT 0,
        started_at INTEGER NOT NULL,
        ended_at INTEGER
      );

      -- No names: subject is the SHA-256 of the candidate's id, receipt the JSON that was handed out.
      CREATE TABLE erasure_receipts (
        erasure_receipt_id INTEGER PRIMARY KEY AUTOINCREMENT,
        subject TEXT NOT NULL,
        receipt TEXT NOT NULL,
        uid INTEGER NOT NULL,
        created_at INTEGER NOT NULL
      );
    `);
  },
};
