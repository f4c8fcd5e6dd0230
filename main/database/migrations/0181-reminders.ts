import type { Migration } from '../migrate.ts';

/**
 * Reminders of requests that were not answered. Of this device only, like the outbox: the device that
 * asked reminds, so that two workstations never remind of the same request.
 *
 * Whatever answers or ends a request stops its reminders here, by triggers, and takes back a reminder
 * that still waits in the outbox: no feature that does either has to remember it.
 */
export const reminders: Migration = {
  version: 181,
  name: 'reminders',
  up(database) {
    const stop = (certificate: string, reason: string, now: string) => `
      UPDATE certificate_reminders SET state = 'stopped', reason = '${reason}', settled_at = ${now}
        WHERE certificate_id = ${certificate} AND state = 'waiting';
      UPDATE outbox SET state = 'cancelled', updated_at = ${now}
        WHERE certificate_id = ${certificate} AND reminder = 1 AND state = 'queued';`;
    database.exec(`
      ALTER TABLE outbox ADD COLUMN reminder INTEGER NOT NULL DEFAULT 0;

      CREATE TABLE certificate_reminders (
        reminder_id INTEGER PRIMARY KEY AUTOINCREMENT,
        certificate_id INTEGER NOT NULL REFERENCES certificates,
        -- So many days after the request was taken by the server.
        day INTEGER NOT NULL,
        due_at INTEGER NOT NULL,
        -- 'collapsed': a later one went out in its place.
        state TEXT NOT NULL DEFAULT 'waiting'
          CHECK (state IN ('waiting', 'sent', 'collapsed', 'stopped')),
        -- Why it was stopped: uploaded, submitted, revoked, expired, off.
        reason TEXT NOT NULL DEFAULT '',
        settled_at INTEGER,
        message_id INTEGER,
        UNIQUE (certificate_id, day)
      );
      CREATE INDEX certificate_reminders_due ON certificate_reminders(due_at, certificate_id)
        WHERE state = 'waiting';

      CREATE TRIGGER reminders_uploaded AFTER INSERT ON attachments BEGIN
        ${stop('NEW.certificate_id', 'uploaded', 'NEW.created_at')}
      END;
      CREATE TRIGGER reminders_submitted AFTER INSERT ON submissions BEGIN
        ${stop('NEW.certificate_id', 'submitted', 'NEW.created_at')}
      END;
      CREATE TRIGGER reminders_revoked AFTER UPDATE OF revoked_at ON certificates
      WHEN NEW.revoked_at IS NOT NULL AND OLD.revoked_at IS NULL BEGIN
        ${stop('NEW.certificate_id', 'revoked', 'NEW.revoked_at')}
      END;
    `);
  },
};
