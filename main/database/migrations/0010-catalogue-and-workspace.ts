import type { Migration } from '../migrate.ts';

/**
 * The built-in catalogue's tables, and the workspace: its company, users and settings.
 * The catalogue's rows come from `shared/catalogue` (`writeCatalogue`), so that a new entry there
 * needs no migration of its own.
 */
export const catalogueAndWorkspace: Migration = {
  version: 10,
  name: 'catalogue and workspace',
  up(database) {
    database.exec(`
      CREATE TABLE stage_types (
        stage_type_id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        label TEXT NOT NULL,
        position INTEGER NOT NULL
      );
      CREATE TABLE search_keys (
        key TEXT PRIMARY KEY,
        group_key TEXT NOT NULL,
        label TEXT NOT NULL,
        used_by_default INTEGER NOT NULL,
        must_required INTEGER NOT NULL,
        position INTEGER NOT NULL
      );
      CREATE TABLE columns (
        key TEXT PRIMARY KEY,
        group_key TEXT NOT NULL,
        label TEXT NOT NULL,
        used_by_default INTEGER NOT NULL,
        position INTEGER NOT NULL
      );
      CREATE TABLE event_definitions (
        event_id INTEGER PRIMARY KEY,
        event_type TEXT NOT NULL UNIQUE,
        event_name TEXT NOT NULL,
        company_id INTEGER NOT NULL,
        status INTEGER NOT NULL,
        event_id_relation INTEGER NOT NULL,
        method TEXT NOT NULL,
        event_desc TEXT NOT NULL,
        operate_type INTEGER NOT NULL,
        sort_rate INTEGER NOT NULL,
        auth INTEGER NOT NULL
      );
      CREATE TABLE mail_template_groups (
        key TEXT PRIMARY KEY,
        label TEXT NOT NULL,
        position INTEGER NOT NULL
      );
      -- System templates have created_uid 0; ids below 1000 are kept for them.
      CREATE TABLE mail_templates (
        mail_tpl_id INTEGER PRIMARY KEY AUTOINCREMENT,
        created_uid INTEGER NOT NULL,
        title TEXT NOT NULL,
        description TEXT NOT NULL,
        tpl_group TEXT NOT NULL REFERENCES mail_template_groups(key),
        subject TEXT NOT NULL,
        content TEXT NOT NULL,
        sms_content TEXT NOT NULL DEFAULT '',
        is_default INTEGER NOT NULL DEFAULT 0,
        is_share INTEGER NOT NULL DEFAULT 0,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL
      );
      CREATE INDEX mail_templates_by_group ON mail_templates(tpl_group, mail_tpl_id);

      CREATE TABLE users (
        uid INTEGER PRIMARY KEY,
        top_id INTEGER NOT NULL,
        parent_id INTEGER NOT NULL,
        name TEXT NOT NULL,
        created_at INTEGER NOT NULL
      );
      -- uid 0 is the workspace itself. value is JSON.
      CREATE TABLE settings (
        uid INTEGER NOT NULL,
        key TEXT NOT NULL,
        value TEXT NOT NULL,
        updated_at INTEGER NOT NULL,
        PRIMARY KEY (uid, key)
      ) WITHOUT ROWID;
    `);
    database.exec(`INSERT INTO sqlite_sequence(name, seq) VALUES ('mail_templates', 1000)`);
  },
};
