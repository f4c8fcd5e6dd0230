import type { Migration } from '../migrate.ts';

/**
 * Saved views of the pipeline, their users' unsaved changes, and what role a user has.
 *
 * All three are shared between workstations (`users.role` is set by the central server where there is
 * one). Views are deleted by a mark, so that overlays on them stay their users' own. Names and the one
 * default of a stage are checked by the service and not by the schema: two workstations may each have
 * been right.
 */
export const savedViews: Migration = {
  version: 150,
  name: 'saved views',
  up(database) {
    database.exec(`
      ALTER TABLE users ADD COLUMN role TEXT NOT NULL DEFAULT 'recruiter'
        CHECK (role IN ('administrator', 'recruiter', 'reviewer'));
      -- Who works here alone decides everything.
      UPDATE users SET role = 'administrator' WHERE uid = (SELECT MIN(uid) FROM users);

      CREATE TABLE saved_views (
        view_id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('default', 'shared', 'locked', 'private')),
        owner_uid INTEGER NOT NULL REFERENCES users(uid) ON UPDATE CASCADE,
        stage_type_id INTEGER NOT NULL,
        -- Null is every process.
        process_id INTEGER REFERENCES processes,
        -- The position of the state; null is every one.
        tob_position_id INTEGER REFERENCES positions ON DELETE SET NULL,
        -- The rest of the state as JSON, see shared/api/views.ts.
        state TEXT NOT NULL,
        position INTEGER NOT NULL,
        revision INTEGER NOT NULL DEFAULT 1,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        updated_uid INTEGER NOT NULL REFERENCES users(uid) ON UPDATE CASCADE,
        -- Milliseconds; null while the view exists.
        deleted_at INTEGER
      );
      CREATE INDEX saved_views_by_stage ON saved_views(stage_type_id, position);
      CREATE INDEX saved_views_by_owner ON saved_views(owner_uid);
      CREATE INDEX saved_views_by_position ON saved_views(tob_position_id);

      CREATE TABLE view_overlays (
        view_id INTEGER NOT NULL REFERENCES saved_views,
        uid INTEGER NOT NULL REFERENCES users(uid) ON UPDATE CASCADE,
        tob_position_id INTEGER REFERENCES positions ON DELETE SET NULL,
        state TEXT NOT NULL,
        -- The view's revision that the changes were made on.
        base_revision INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        PRIMARY KEY (view_id, uid)
      ) WITHOUT ROWID;
      CREATE INDEX view_overlays_by_user ON view_overlays(uid);
      CREATE INDEX view_overlays_by_position ON view_overlays(tob_position_id);
    `);
  },
};
