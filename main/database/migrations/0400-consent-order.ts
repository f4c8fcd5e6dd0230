import type { Migration } from '../migrate.ts';

/**
 * A submission rests on what the candidate agreed to last. The highest version is not always that:
 * every device numbers its texts in a space of its own.
 */
export const consentOrder: Migration = {
  version: 400,
  name: 'consent-order',
  up(database) {
    database.exec(`
      DROP TRIGGER submissions_consent;
      CREATE TRIGGER submissions_consent AFTER INSERT ON submissions
      WHEN NEW.consent_version IS NULL BEGIN
        UPDATE submissions SET consent_version =
            (SELECT version FROM consents WHERE certificate_id = NEW.certificate_id
             ORDER BY created_at DESC, version DESC LIMIT 1)
          WHERE submission_id = NEW.submission_id;
      END;
    `);
  },
};
