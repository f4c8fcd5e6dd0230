import type { Migration } from '../migrate.ts';

/** Messages on their way out. */
export const outbox: Migration = {
  version: 50,
  name: 'outbox',
  up(database) {
    database.exec(`
      CREATE TABLE outbox (
        message_id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL CHECK (kind IN ('mail', 'sms')),
        certificate_id INTEGER REFERENCES certificates,
        application_id INTEGER REFERENCES applications,
        recipient TEXT NOT NULL,
        subject TEXT NOT NULL,
        -- HTML of a mail, text of an SMS, as it goes out.
        content TEXT NOT NULL,
        -- Stable over every attempt, so that a mailbox that got it twice can tell.
        message_id_header TEXT NOT NULL UNIQUE,
        state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'accepted', 'failed', 'cancelled')),
        attempts INTEGER NOT NULL DEFAULT 0,
        next_attempt_at INTEGER NOT NULL,
        last_error TEXT,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL
      );
      CREATE INDEX outbox_due ON outbox(kind, next_attempt_at) WHERE state IN ('queued', 'sending');
      CREATE INDEX outbox_by_certificate ON outbox(certificate_id, message_id);
      CREATE INDEX outbox_by_application ON outbox(application_id, message_id);
    `);
  },
};
