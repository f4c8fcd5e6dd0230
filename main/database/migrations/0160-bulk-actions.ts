import type { Migration } from '../migrate.ts';

/**
 * Actions on many applications at once, their rows and what was found and became of each. Of this
 * device only: what a job does is synced through the rows it changes, and a job runs where it was
 * started.
 */
export const bulkActions: Migration = {
  version: 160,
  name: 'bulk actions',
  up(database) {
    database.exec(`
      CREATE TABLE bulk_jobs (
        job_id INTEGER PRIMARY KEY AUTOINCREMENT,
        -- Makes a repeated request the same job.
        client_key TEXT NOT NULL UNIQUE,
        action TEXT NOT NULL,
        -- JSON: see bulkChange in shared/api/bulk.ts; of an undo '{}'.
        change TEXT NOT NULL,
        undo_of INTEGER REFERENCES bulk_jobs,
        uid INTEGER NOT NULL,
        language TEXT NOT NULL,
        state TEXT NOT NULL,
        -- Days within which a request counts as recent.
        recent_days INTEGER NOT NULL,
        -- JSON of a CredoError or of interrupted, where it stopped by itself.
        message TEXT,
        created_at INTEGER NOT NULL,
        -- NULL until the recruiter starts it.
        started_at INTEGER,
        ended_at INTEGER,
        updated_at INTEGER NOT NULL
      );
      CREATE INDEX bulk_jobs_by_state ON bulk_jobs(state, started_at);
      CREATE INDEX bulk_jobs_by_undone ON bulk_jobs(undo_of) WHERE undo_of IS NOT NULL;

      CREATE TABLE bulk_items (
        item_id INTEGER PRIMARY KEY AUTOINCREMENT,
        job_id INTEGER NOT NULL REFERENCES bulk_jobs ON DELETE CASCADE,
        -- No reference: the application may have been erased since.
        application_id INTEGER NOT NULL,
        state TEXT NOT NULL,
        -- 0 until its check has run.
        checked INTEGER NOT NULL DEFAULT 0,
        blocked INTEGER NOT NULL DEFAULT 0,
        -- The recruiter put it in although a caution had left it out.
        accepted INTEGER NOT NULL DEFAULT 0,
        -- Where its messages go: the candidate's own where NULL.
        email TEXT,
        phone TEXT,
        -- The address that the check found, to find it twice in one job.
        address TEXT,
        -- Why it was skipped or refused: a finding's or an error's name, and JSON of its details.
        reason TEXT,
        reason_detail TEXT,
        certificate_id INTEGER,
        -- Where the application stood before and after, of what an undo can take back.
        from_stage_id INTEGER,
        from_step_id INTEGER,
        to_stage_id INTEGER,
        to_step_id INTEGER,
        updated_at INTEGER NOT NULL,
        UNIQUE (job_id, application_id)
      );
      CREATE INDEX bulk_items_by_state ON bulk_items(job_id, state, item_id);
      CREATE INDEX bulk_items_by_address ON bulk_items(job_id, address) WHERE address IS NOT NULL;
      CREATE INDEX bulk_items_unchecked ON bulk_items(job_id, item_id) WHERE checked = 0;

      CREATE TABLE bulk_findings (
        item_id INTEGER NOT NULL REFERENCES bulk_items ON DELETE CASCADE,
        code TEXT NOT NULL,
        job_id INTEGER NOT NULL,
        -- JSON
        detail TEXT NOT NULL,
        PRIMARY KEY (item_id, code)
      ) WITHOUT ROWID;
      CREATE INDEX bulk_findings_by_code ON bulk_findings(job_id, code, item_id);
    `);
  },
};
