import type { Migration } from '../migrate.ts';

/**
 * Files that go out with a template's mails.
 *
 * `template_files` is shared between workstations; a removed file keeps its row, so that removing can be
 * taken back and copies meet nothing half gone. `outbox_files` is of the device that sends: what a
 * message carries, as it was when it was queued.
 */
export const templateFiles: Migration = {
  version: 185,
  name: 'template files',
  up(database) {
    database.exec(`
      CREATE TABLE template_files (
        template_file_id INTEGER PRIMARY KEY AUTOINCREMENT,
        mail_tpl_id INTEGER NOT NULL REFERENCES mail_templates,
        sha256 TEXT NOT NULL REFERENCES blobs,
        name TEXT NOT NULL,
        ext TEXT NOT NULL,
        mime TEXT NOT NULL,
        size INTEGER NOT NULL,
        position INTEGER NOT NULL,
        created_at INTEGER NOT NULL,
        removed_at INTEGER
      ) STRICT;
      CREATE INDEX template_files_by_template ON template_files(mail_tpl_id, position);
      CREATE INDEX template_files_by_blob ON template_files(sha256);

      CREATE TABLE outbox_files (
        message_id INTEGER NOT NULL REFERENCES outbox,
        position INTEGER NOT NULL,
        sha256 TEXT NOT NULL REFERENCES blobs,
        name TEXT NOT NULL,
        mime TEXT NOT NULL,
        size INTEGER NOT NULL,
        PRIMARY KEY (message_id, position)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX outbox_files_by_blob ON outbox_files(sha256);
    `);
  },
};
