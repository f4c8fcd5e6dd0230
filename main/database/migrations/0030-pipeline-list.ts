import type { Migration } from '../migrate.ts';

/**
 * What the pipeline list stands on: counters and the search index. Their
 * rows, triggers and indexes follow from `shared/catalogue`, so `prepareList` writes those at start.
 */
export const pipelineList: Migration = {
  version: 30,
  name: 'pipeline list',
  up(database) {
    database.exec(`
      -- entryTime relative to today: see entry-windows.ts. 5 is "not set".
      ALTER TABLE applications ADD COLUMN entry_window INTEGER NOT NULL DEFAULT 5;
      -- Rises with every application; decides between equals of an order, so that a range of an order
      -- can be cut anywhere. An ordinary column, since SQLite seeks no range by (column, rowid).
      ALTER TABLE applications ADD COLUMN applied_sequence INTEGER NOT NULL DEFAULT 0;
      UPDATE applications SET applied_sequence = application_id;
      CREATE INDEX applications_by_entry_date ON applications(entry_date, application_id)
        WHERE entry_date IS NOT NULL;

      CREATE TRIGGER candidates_name_sort AFTER UPDATE OF name_sort ON candidates
      WHEN OLD.name_sort <> NEW.name_sort BEGIN
        UPDATE applications SET name_sort = NEW.name_sort WHERE tob_resume_id = NEW.tob_resume_id;
      END;

      -- Applications by sort order, stage type, facet (a filter) and its value, cut into buckets
      -- along the order: totals are sums, and a deep page skips whole buckets.
      CREATE TABLE list_counters (
        sort INTEGER NOT NULL,
        stage_type_id INTEGER NOT NULL,
        facet INTEGER NOT NULL,
        value INTEGER NOT NULL,
        bucket INTEGER NOT NULL,
        list_state INTEGER NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (sort, stage_type_id, facet, value, bucket, list_state)
      ) WITHOUT ROWID;
      CREATE TRIGGER list_counters_zero AFTER UPDATE ON list_counters WHEN NEW.count = 0 BEGIN
        DELETE FROM list_counters WHERE sort = NEW.sort AND stage_type_id = NEW.stage_type_id
          AND facet = NEW.facet AND value = NEW.value AND bucket = NEW.bucket
          AND list_state = NEW.list_state;
      END;

      -- Where the buckets of the sorts begin that are cut by what is in them (1 and 2).
      CREATE TABLE list_buckets (
        sort INTEGER NOT NULL,
        lower NOT NULL,
        lower_sequence INTEGER NOT NULL,
        bucket INTEGER NOT NULL,
        PRIMARY KEY (sort, lower, lower_sequence)
      ) WITHOUT ROWID;

      -- What the structures were built from (signature), and for which day entry_window stands
      -- (today); entry_dates_stale is the range of dates whose rows still stand for an earlier day.
      CREATE TABLE list_meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
      INSERT INTO list_meta(key, value) VALUES ('signature', ''), ('today', '');

      -- Of each application, by its id: what a keyword finds. See search-terms.ts.
      CREATE VIRTUAL TABLE application_search USING fts5(
        name, pinyin, initials, phone, phone_end, email,
        content = '', contentless_delete = 1, prefix = '1 2 3 4',
        tokenize = "unicode61 remove_diacritics 2 tokenchars '@._-+'"
      );
    `);
  },
};
