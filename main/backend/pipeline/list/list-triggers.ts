import { entryWindowExpression } from './entry-window-expression.ts';
import { bucketExpression, everyFacet, facets, listSorts } from './list-facets.ts';

/** Names of what `listStructureStatements` creates, to drop before creating them anew. */
export const listTriggers = [
  'list_applied_sequence',
  'list_entry_window_insert',
  'list_entry_window_update',
  'list_counters_insert',
  'list_counters_update',
  'list_counters_delete',
  'list_search_insert',
  'list_search_candidate',
  'list_search_delete',
] as const;

const facetColumns = [...new Set(facets.map(({ column }) => column))];

/** One covering index an order: a filtered range of the order needs no look at the table. */
export const listIndexStatements: readonly string[] = listSorts.map(
  ({ index, column }) =>
    `CREATE INDEX IF NOT EXISTS ${index} ON applications(
       stage_type_id, ${column}, applied_sequence, list_state, ${facetColumns.join(', ')})`,
);

/** Triggers that keep counters, entry windows and the search index: no writer can forget them. */
export const listTriggerStatements: readonly string[] = [
  `CREATE TRIGGER list_applied_sequence AFTER INSERT ON applications
   WHEN NEW.applied_sequence = 0 BEGIN
     UPDATE applications SET applied_sequence = NEW.application_id
     WHERE application_id = NEW.application_id;
   END`,
  `CREATE TRIGGER list_entry_window_insert AFTER INSERT ON applications
   WHEN NEW.entry_window <> (${entryWindowExpression('NEW')}) BEGIN
     UPDATE applications SET entry_window = ${entryWindowExpression('NEW')}
     WHERE application_id = NEW.application_id;
   END`,
  `CREATE TRIGGER list_entry_window_update AFTER UPDATE OF entry_date, entry_status ON applications
   WHEN NEW.entry_window <> (${entryWindowExpression('NEW')}) BEGIN
     UPDATE applications SET entry_window = ${entryWindowExpression('NEW')}
     WHERE application_id = NEW.application_id;
   END`,
  `CREATE TRIGGER list_counters_insert AFTER INSERT ON applications BEGIN
     ${addToCounters(counted('NEW', 1))};
   END`,
  `CREATE TRIGGER list_counters_delete AFTER DELETE ON applications BEGIN
     ${addToCounters(counted('OLD', -1))};
   END`,
  `CREATE TRIGGER list_counters_update AFTER UPDATE ON applications
   WHEN ${[
     'stage_type_id',
     'list_state',
     'changed_sequence',
     'applied_at',
     'name_sort',
     'applied_sequence',
     ...facetColumns,
   ]
     .map((column) => `OLD.${column} IS NOT NEW.${column}`)
     .join(' OR ')} BEGIN
     ${addToCounters(`
       SELECT sort, stage_type_id, facet, value, bucket, list_state, SUM(change)
       FROM (${counted('OLD', -1)} UNION ALL ${counted('NEW', 1)})
       GROUP BY sort, stage_type_id, facet, value, bucket, list_state
       HAVING SUM(change) <> 0`)};
   END`,
  `CREATE TRIGGER list_search_insert AFTER INSERT ON applications BEGIN
     ${indexForSearch('NEW.application_id', 'tob_resume_id = NEW.tob_resume_id')};
   END`,
  `CREATE TRIGGER list_search_delete AFTER DELETE ON applications BEGIN
     DELETE FROM application_search WHERE rowid = OLD.application_id;
   END`,
  `CREATE TRIGGER list_search_candidate AFTER UPDATE OF name, phone, email ON candidates
   WHEN OLD.name <> NEW.name OR OLD.phone <> NEW.phone OR OLD.email <> NEW.email BEGIN
     DELETE FROM application_search WHERE rowid IN
       (SELECT application_id FROM applications WHERE tob_resume_id = NEW.tob_resume_id);
     INSERT INTO application_search(rowid, name, pinyin, initials, phone, phone_end, email)
       SELECT application_id, ${searchColumns('NEW')}
       FROM applications WHERE tob_resume_id = NEW.tob_resume_id;
   END`,
];

/** Fills the search index; run in the order of `application_id`, which FTS5 writes fastest. */
export const fillSearchStatement = `
  INSERT INTO application_search(rowid, name, pinyin, initials, phone, phone_end, email)
  SELECT a.application_id, ${searchColumns('c')}
  FROM applications a JOIN candidates c ON c.tob_resume_id = a.tob_resume_id
  WHERE a.application_id > ? AND a.application_id <= ? ORDER BY a.application_id`;

function indexForSearch(id: string, condition: string): string {
  return `INSERT INTO application_search(rowid, name, pinyin, initials, phone, phone_end, email)
    SELECT ${id}, ${searchColumns('candidates')} FROM candidates WHERE ${condition}`;
}

function searchColumns(row: string): string {
  return ['name', 'pinyin', 'initials', 'phone', 'phone_end', 'email']
    .map((part) => {
      const source = part.startsWith('phone') ? 'phone' : part === 'email' ? 'email' : 'name';
      return `credo_search_terms('${part}', ${row}.${source})`;
    })
    .join(', ');
}

function addToCounters(select: string): string {
  return `INSERT INTO list_counters(sort, stage_type_id, facet, value, bucket, list_state, count)
    ${select}
    ON CONFLICT DO UPDATE SET count = count + excluded.count`;
}

/** What a row counts for: every order's bucket × every facet it has a value of. */
function counted(row: 'OLD' | 'NEW', change: 1 | -1): string {
  const buckets = listSorts.map(
    (entry) => `SELECT ${entry.sort} AS sort, ${bucketExpression(entry, row)} AS bucket`,
  );
  const values = facets.map(({ facet, column }) => `SELECT ${facet}, ${row}.${column}`);
  return `SELECT b.sort, ${row}.stage_type_id AS stage_type_id, f.facet, f.value, b.bucket,
      ${row}.list_state AS list_state, ${change} AS change
    FROM (${buckets.join(' UNION ALL ')}) AS b
    CROSS JOIN (SELECT ${everyFacet} AS facet, 0 AS value UNION ALL ${values.join(' UNION ALL ')}) AS f
    WHERE f.facet = ${everyFacet} OR f.value <> 0`;
}
