import type { Migration } from '../migrate.ts';

/**
 * What the list engine needs to know: the number printed on a certificate, which searches find, and
 * the log that tells the engine which applications changed. It searches in memory
 * (main/backend/pipeline/search/), so the full-text index goes, which cost a writer more than the rest.
 */
export const listEngine: Migration = {
  version: 140,
  name: 'list engine',
  up(database) {
    database.exec(`
      -- Shared between workstations. The number printed on the paper, as it was checked; empty until
      -- somebody enters it (CertificateNumbers in main/backend/certificates/).
      ALTER TABLE certificates ADD COLUMN certificate_number TEXT NOT NULL DEFAULT '';

      -- Of this device only, and emptied at start: applications whose row in the list may look
      -- different since, in the order of the changes. Its triggers are the list's (list-triggers.ts).
      CREATE TABLE list_changes (
        change_id INTEGER PRIMARY KEY AUTOINCREMENT,
        application_id INTEGER NOT NULL
      );

      DROP TRIGGER IF EXISTS list_search_insert;
      DROP TRIGGER IF EXISTS list_search_candidate;
      DROP TRIGGER IF EXISTS list_search_delete;
      DROP TABLE application_search;
    `);
  },
};
