import type { Migration } from '../migrate.ts';

/**
 * Who looked at what, and what left the workspace. Append-only: rows go only once they are older than
 * `audit_retention` says. It holds ids and no names, so it outlives an erased candidate. Of this device
 * only.
 */
export const auditLog: Migration = {
  version: 191,
  name: 'audit log',
  up(database) {
    database.exec(`
      CREATE TABLE audit_log (
        audit_id INTEGER PRIMARY KEY AUTOINCREMENT,
        created_at INTEGER NOT NULL,
        uid INTEGER NOT NULL,
        action TEXT NOT NULL,
        tob_resume_id INTEGER,
        application_id INTEGER,
        certificate_id INTEGER,
        -- How many, where it was many.
        count INTEGER NOT NULL DEFAULT 1
      );
      CREATE INDEX audit_log_by_time ON audit_log(created_at);
      CREATE INDEX audit_log_by_action ON audit_log(action, audit_id);
      CREATE INDEX audit_log_by_candidate ON audit_log(tob_resume_id, audit_id)
        WHERE tob_resume_id IS NOT NULL;

      CREATE TABLE audit_retention (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        -- Milliseconds: rows before it may be deleted.
        before INTEGER NOT NULL
      );
      INSERT INTO audit_retention VALUES (1, 0);
      CREATE TRIGGER audit_log_stays BEFORE UPDATE ON audit_log BEGIN
        SELECT RAISE(ABORT, 'the audit log is append-only');
      END;
      CREATE TRIGGER audit_log_kept BEFORE DELETE ON audit_log
      WHEN OLD.created_at >= (SELECT before FROM audit_retention) BEGIN
        SELECT RAISE(ABORT, 'the audit log is append-only');
      END;
    `);
  },
};
