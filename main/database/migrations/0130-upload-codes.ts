import type { Migration } from '../migrate.ts';

/**
 * Codes that stand for a certificate's link in an SMS. They lie beside the tokens they lead to, and
 * in the outbox's texts, so hashing them here would protect nothing. A code lives as long as its
 * certificate's token; it is never given out twice.
 */
export const uploadCodes: Migration = {
  version: 130,
  name: 'upload codes',
  up(database) {
    database.exec(`
      CREATE TABLE upload_codes (
        certificate_id INTEGER PRIMARY KEY REFERENCES certificates,
        code TEXT NOT NULL UNIQUE,
        -- The last four digits of the number that the message went to.
        phone_digits TEXT NOT NULL,
        -- Since it was last opened; five lock it for good.
        wrong_tries INTEGER NOT NULL DEFAULT 0,
        created_at INTEGER NOT NULL
      );
    `);
  },
};
