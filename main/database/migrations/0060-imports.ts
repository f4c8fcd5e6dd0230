import type { Migration } from '../migrate.ts';

/** Imports of candidates and positions, with what became of each. */
export const imports: Migration = {
  version: 60,
  name: 'imports',
  up(database) {
    database.exec(`
      CREATE TABLE imports (
        import_id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        file_name TEXT NOT NULL,
        dry_run INTEGER NOT NULL,
        uid INTEGER NOT NULL,
        state TEXT NOT NULL,
        -- JSON: see importStatusResults in shared/api/candidates.ts.
        status TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL
      );
    `);
  },
};
