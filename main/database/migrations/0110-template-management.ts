import type { Migration } from '../migrate.ts';

/**
 * Mail templates of users: a revision that concurrent edits compare, deletion that can be taken back,
 * and each user's default of a group. A default goes with its template, and holds nobody back from
 * deleting one: where it is gone or no longer shared, the system's template is the default again.
 */
export const templateManagement: Migration = {
  version: 110,
  name: 'template management',
  up(database) {
    database.exec(`
      ALTER TABLE mail_templates ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
      -- Milliseconds; null while the template exists.
      ALTER TABLE mail_templates ADD COLUMN deleted_at INTEGER;
      CREATE TABLE mail_template_defaults (
        uid INTEGER NOT NULL,
        tpl_group TEXT NOT NULL REFERENCES mail_template_groups(key),
        mail_tpl_id INTEGER NOT NULL REFERENCES mail_templates(mail_tpl_id) ON DELETE CASCADE,
        PRIMARY KEY (uid, tpl_group)
      ) WITHOUT ROWID;
    `);
  },
};
