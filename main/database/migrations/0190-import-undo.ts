import type { Migration } from '../migrate.ts';

/**
 * Which rows an import created or changed, so that it can be undone as a whole, and how far an undoing
 * has come. Of this device only: only the workstation that imported can undo. The references follow a
 * row that gets another id, and go with a row that is deleted.
 */
export const importUndo: Migration = {
  version: 190,
  name: 'import undo',
  up(database) {
    database.exec(`
      CREATE TABLE import_rows (
        import_row_id INTEGER PRIMARY KEY AUTOINCREMENT,
        import_id INTEGER NOT NULL REFERENCES imports,
        what TEXT NOT NULL CHECK (what IN ('candidate', 'fill', 'application', 'position', 'department')),
        tob_resume_id INTEGER REFERENCES candidates ON UPDATE CASCADE ON DELETE CASCADE,
        application_id INTEGER REFERENCES applications ON UPDATE CASCADE ON DELETE CASCADE,
        tob_position_id INTEGER REFERENCES positions ON UPDATE CASCADE ON DELETE CASCADE,
        -- Of a fill: the fields that were empty before, by commas.
        fields TEXT NOT NULL DEFAULT '',
        -- updated_at of the candidate or position, revision of the application: as the import left it.
        mark INTEGER NOT NULL,
        -- updated_at before a change; null for what was created.
        mark_before INTEGER,
        -- Why an undoing left it; null while none did.
        kept TEXT
      );
      CREATE INDEX import_rows_by_import ON import_rows(import_id, import_row_id);
      CREATE INDEX import_rows_kept ON import_rows(import_id, import_row_id) WHERE kept IS NOT NULL;
      CREATE INDEX import_rows_by_candidate ON import_rows(tob_resume_id)
        WHERE tob_resume_id IS NOT NULL;
      CREATE INDEX import_rows_by_application ON import_rows(application_id)
        WHERE application_id IS NOT NULL;
      CREATE INDEX import_rows_by_position ON import_rows(tob_position_id)
        WHERE tob_position_id IS NOT NULL;

      CREATE TABLE import_undos (
        import_id INTEGER PRIMARY KEY REFERENCES imports,
        state TEXT NOT NULL CHECK (state IN ('running', 'finished')),
        -- Rows below it are still to be looked at.
        next_row_id INTEGER NOT NULL,
        total INTEGER NOT NULL,
        processed INTEGER NOT NULL DEFAULT 0,
        -- Over every time it was undone.
        undone INTEGER NOT NULL DEFAULT 0,
        kept INTEGER NOT NULL DEFAULT 0,
        uid INTEGER NOT NULL,
        started_at INTEGER NOT NULL,
        ended_at INTEGER
      );
    `);
  },
};
