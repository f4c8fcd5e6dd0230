import type { Migration } from '../migrate.ts';

/**
 * Certificates whose standing verdicts differ, derived by this device from synced rows
 * (`main/sync/apply/derived-values.ts`): found without going through all that wait for a verdict.
 */
export const certificateDisputes: Migration = {
  version: 310,
  name: 'certificate disputes',
  up: (database) =>
    database.exec(`
      CREATE TABLE certificate_disputes (
        certificate_id INTEGER PRIMARY KEY REFERENCES certificates ON DELETE CASCADE ON UPDATE CASCADE
      );
      -- A verdict, or another submission, ends it.
      CREATE TRIGGER certificate_disputes_end
        AFTER UPDATE OF review_status, current_submission_id ON certificates
        WHEN NEW.review_status <> 0 OR NEW.current_submission_id IS NOT OLD.current_submission_id
      BEGIN
        DELETE FROM certificate_disputes WHERE certificate_id = NEW.certificate_id;
      END;
    `),
};
