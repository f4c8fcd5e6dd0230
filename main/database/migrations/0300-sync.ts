import type { Migration } from '../migrate.ts';

/**
 * What a workstation needs to sync (sync protocol, "Device"). All of it is this device's alone, but for
 * `review_citations`, which is shared: what each verdict replaced, since its author had seen it.
 */
export const sync: Migration = {
  version: 300,
  name: 'sync',
  up: (database) =>
    database.exec(`
      CREATE TABLE sync_state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

      CREATE TABLE sync_outbox (
        -- 1, 2, 3 … of the incarnation: a rolled-back command takes its numbers back too.
        client_seq INTEGER PRIMARY KEY AUTOINCREMENT,
        op_id TEXT NOT NULL UNIQUE,
        tx_id TEXT NOT NULL,
        scope TEXT NOT NULL,
        entity TEXT NOT NULL,
        id TEXT NOT NULL,
        command TEXT NOT NULL,
        -- JSON
        patch TEXT NOT NULL,
        -- JSON of the values that a change replaced.
        base TEXT,
        base_seq INTEGER NOT NULL,
        hlc TEXT NOT NULL,
        wall_ms INTEGER NOT NULL,
        clock_epoch INTEGER NOT NULL,
        schema_v INTEGER NOT NULL,
        state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'acknowledged', 'parked')),
        outcome TEXT,
        reason TEXT,
        server_seq INTEGER,
        answered_at INTEGER
      );
      CREATE INDEX sync_outbox_by_state ON sync_outbox(state, client_seq);
      CREATE INDEX sync_outbox_by_row ON sync_outbox(entity, id);

      -- The number of the last operation from the centre that a row shows.
      CREATE TABLE sync_rows (
        entity TEXT NOT NULL,
        id TEXT NOT NULL,
        stream TEXT NOT NULL,
        seq INTEGER NOT NULL,
        deleted INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (entity, id)
      ) WITHOUT ROWID;

      -- Operations that this version cannot apply, as they came.
      CREATE TABLE sync_parked (
        stream TEXT NOT NULL,
        seq INTEGER NOT NULL,
        raw TEXT NOT NULL,
        reason TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        PRIMARY KEY (stream, seq)
      ) WITHOUT ROWID;

      CREATE TABLE sync_conflicts (
        conflict_id TEXT PRIMARY KEY,
        entity TEXT NOT NULL,
        id TEXT NOT NULL,
        -- JSON: conflictSchema of shared/sync/protocol.ts
        conflict TEXT NOT NULL,
        open INTEGER NOT NULL,
        created_at INTEGER NOT NULL
      ) WITHOUT ROWID;
      CREATE INDEX sync_conflicts_open ON sync_conflicts(open, created_at);

      CREATE TABLE sync_files (
        sha256 TEXT PRIMARY KEY,
        size INTEGER NOT NULL,
        direction TEXT NOT NULL CHECK (direction IN ('up', 'down')),
        state TEXT NOT NULL CHECK (state IN ('waiting', 'done')),
        created_at INTEGER NOT NULL
      ) WITHOUT ROWID;
      CREATE INDEX sync_files_waiting ON sync_files(state, direction);

      CREATE TABLE review_citations (
        review_id INTEGER NOT NULL REFERENCES reviews,
        cited_review_id INTEGER NOT NULL REFERENCES reviews,
        PRIMARY KEY (review_id, cited_review_id)
      ) WITHOUT ROWID;
      CREATE INDEX review_citations_by_cited ON review_citations(cited_review_id);
      INSERT INTO review_citations(review_id, cited_review_id)
        SELECT later.review_id, earlier.review_id
        FROM reviews later
        JOIN reviews earlier ON earlier.submission_id = later.submission_id
          AND earlier.review_id < later.review_id;

      -- A verdict's author has seen the verdicts that stand; one from elsewhere brings its own citations.
      CREATE TRIGGER review_citations_insert AFTER INSERT ON reviews WHEN credo_sync_is_own() BEGIN
        INSERT INTO review_citations(review_id, cited_review_id)
        SELECT NEW.review_id, r.review_id FROM reviews r
        WHERE r.submission_id = NEW.submission_id AND r.review_id <> NEW.review_id
          AND NOT EXISTS (SELECT 1 FROM review_withdrawals w WHERE w.review_id = r.review_id);
      END;
    `),
};
