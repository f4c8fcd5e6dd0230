import type { Migration } from '../migrate.ts';

/**
 * The review queue: when a certificate's current submission came, the order by it, and how many wait,
 * kept by triggers so that a badge need not count; and verdicts that were taken back.
 */
export const reviewQueue: Migration = {
  version: 120,
  name: 'review queue',
  up(database) {
    database.exec(`
      ALTER TABLE certificates ADD COLUMN submitted_at INTEGER;
      UPDATE certificates SET submitted_at = COALESCE(
          (SELECT created_at FROM submissions s
           WHERE s.submission_id = certificates.current_submission_id),
          updated_at)
        WHERE status = 2;

      CREATE TRIGGER certificates_submitted_insert AFTER INSERT ON certificates
      WHEN NEW.status = 2 BEGIN
        UPDATE certificates SET submitted_at = COALESCE(
            (SELECT created_at FROM submissions WHERE submission_id = NEW.current_submission_id),
            NEW.updated_at)
          WHERE certificate_id = NEW.certificate_id;
      END;
      CREATE TRIGGER certificates_submitted_update
      AFTER UPDATE OF current_submission_id ON certificates
      WHEN NEW.current_submission_id IS NOT OLD.current_submission_id BEGIN
        UPDATE certificates SET submitted_at = COALESCE(
            (SELECT created_at FROM submissions WHERE submission_id = NEW.current_submission_id),
            NEW.updated_at)
          WHERE certificate_id = NEW.certificate_id;
      END;

      -- Both end in the row's id, which decides between equals.
      CREATE INDEX certificates_by_review ON certificates(review_status, submitted_at)
        WHERE status = 2;
      CREATE INDEX certificates_by_kind_and_review
        ON certificates(kind, review_status, submitted_at) WHERE status = 2;

      CREATE TABLE review_counts (
        kind TEXT NOT NULL,
        review_status INTEGER NOT NULL,
        total INTEGER NOT NULL,
        PRIMARY KEY (kind, review_status)
      ) WITHOUT ROWID;
      INSERT INTO review_counts
        SELECT kind, review_status, COUNT(*) FROM certificates WHERE status = 2 GROUP BY 1, 2;
      CREATE TRIGGER review_counts_insert AFTER INSERT ON certificates WHEN NEW.status = 2 BEGIN
        INSERT INTO review_counts VALUES (NEW.kind, NEW.review_status, 1)
          ON CONFLICT DO UPDATE SET total = total + 1;
      END;
      CREATE TRIGGER review_counts_delete AFTER DELETE ON certificates WHEN OLD.status = 2 BEGIN
        UPDATE review_counts SET total = total - 1
          WHERE kind = OLD.kind AND review_status = OLD.review_status;
      END;
      CREATE TRIGGER review_counts_update AFTER UPDATE OF kind, status, review_status ON certificates
      WHEN OLD.status <> NEW.status OR OLD.review_status <> NEW.review_status
        OR OLD.kind <> NEW.kind
      BEGIN
        UPDATE review_counts SET total = total - 1
          WHERE OLD.status = 2 AND kind = OLD.kind AND review_status = OLD.review_status;
        INSERT INTO review_counts SELECT NEW.kind, NEW.review_status, 1 WHERE NEW.status = 2
          ON CONFLICT DO UPDATE SET total = total + 1;
      END;

      -- Append-only like reviews: a withdrawn verdict stays, and so does its withdrawal.
      CREATE TABLE review_withdrawals (
        review_id INTEGER PRIMARY KEY REFERENCES reviews,
        uid INTEGER NOT NULL,
        created_at INTEGER NOT NULL
      );
      -- The request for a new upload that a pass ended, to be put back when the pass is withdrawn.
      ALTER TABLE reviews ADD COLUMN ended_reopened_at INTEGER;
      ALTER TABLE reviews ADD COLUMN ended_reopened_remark TEXT NOT NULL DEFAULT '';
    `);
  },
};
