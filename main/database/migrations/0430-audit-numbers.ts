import type { Migration } from '../migrate.ts';

/** The audit log stays as it is, but for the numbers in it while a workspace that joins moves its own. */
export const auditNumbers: Migration = {
  version: 430,
  name: 'numbers of the audit log',
  up: (database) =>
    database.exec(`
      ALTER TABLE audit_retention ADD COLUMN renumbering INTEGER NOT NULL DEFAULT 0;
      DROP TRIGGER audit_log_stays;
      CREATE TRIGGER audit_log_stays BEFORE UPDATE ON audit_log
      WHEN (SELECT renumbering FROM audit_retention) = 0 BEGIN
        SELECT RAISE(ABORT, 'the audit log is append-only');
      END;
    `),
};
