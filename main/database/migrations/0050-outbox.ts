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
        -- Times it was on the wire.
        attempts INTEGER NOT NULL DEFAULT 0,
        -- Times the server put this very message off (4xx) since it was queued; decides the backoff.
        deferrals INTEGER NOT NULL DEFAULT 0,
        next_attempt_at INTEGER NOT NULL,
        -- The server's own words, or credo:<key> (shared/delivery-reasons.ts) with words after it.
        last_error TEXT,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL
      );
      CREATE INDEX outbox_due ON outbox(state, kind, next_attempt_at);
      -- Lists by state are in the order of message_id, which every index ends with.
      CREATE INDEX outbox_by_state ON outbox(state);
      CREATE INDEX outbox_by_certificate ON outbox(certificate_id, message_id);
      CREATE INDEX outbox_by_application ON outbox(application_id, message_id);
    `);
  },
};
