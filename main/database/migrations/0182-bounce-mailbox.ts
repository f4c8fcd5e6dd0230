import type { Migration } from '../migrate.ts';

/**
 * How far the mailbox of delivery reports was read. Of this device only. IMAP numbers hold while
 * UIDVALIDITY does; a mailbox that was set up anew is read anew, which changes nothing twice.
 */
export const bounceMailbox: Migration = {
  version: 182,
  name: 'bounce mailbox',
  up(database) {
    database.exec(`
      CREATE TABLE bounce_mailboxes (
        -- user@host/folder
        mailbox TEXT PRIMARY KEY,
        uid_validity TEXT NOT NULL,
        last_uid INTEGER NOT NULL,
        checked_at INTEGER NOT NULL
      ) WITHOUT ROWID;
      -- Reports that name no Message-ID are matched by the address they failed for.
      CREATE INDEX outbox_by_recipient ON outbox(recipient, accepted_at)
        WHERE kind = 'mail' AND state = 'accepted';
    `);
  },
};
