import type { Migration } from '../migrate.ts';

/**
 * More links of a certificate. Its own token is known to the device alone that asked for it; another
 * device that writes to the candidate gives a link of its own, of which the others know the hash.
 */
export const certificateLinks: Migration = {
  version: 369,
  name: 'certificate links',
  up(database) {
    database.exec(`
      CREATE TABLE certificate_links (
        certificate_link_id INTEGER PRIMARY KEY AUTOINCREMENT,
        certificate_id INTEGER NOT NULL REFERENCES certificates,
        token TEXT NOT NULL UNIQUE,
        created_at INTEGER NOT NULL
      );
      CREATE INDEX certificate_links_by_certificate ON certificate_links(certificate_id);
    `);
  },
};
