import { entryWindowExpression } from './entry-window-expression.ts';
import { bucketExpression, everyFacet, facets, listSorts } from './list-facets.ts';

/** Names of triggers that earlier versions had. */
export const retiredTriggers = [
  'list_search_insert',
  'list_search_candidate',
  'list_search_delete',
] as const;

/** Names of what `listStructureStatements` creates, to drop before creating them anew. */
export const listTriggers = [
  'list_applied_sequence',
  'list_entry_window_insert',
  'list_entry_window_update',
  'list_counters_insert',
  'list_counters_update',
  'list_counters_delete',
  'list_change_insert',
  'list_change_update',
  'list_change_renamed',
  'list_change_delete',
  'list_change_candidate',
  'list_change_certificate_insert',
  'list_change_certificate_update',
  'list_change_certificate_delete',
  'list_change_file_insert',
  'list_change_file_update',
  'list_change_file_delete',
  'list_change_message_insert',
  'list_change_message_update',
  'list_change_message_delete',
  'list_change_verification_insert',
  'list_change_verification_delete',
  'list_change_withdrawal_insert',
  'list_change_withdrawal_delete',
] as const;

const facetColumns = [...new Set(facets.map(({ column }) => column))];

/** One covering index an order: a filtered range of the order needs no look at the table. */
export const listIndexStatements: readonly string[] = listSorts.map(
  ({ index, column }) =>
    `CREATE INDEX IF NOT EXISTS ${index} ON applications(
       stage_type_id, ${column}, applied_sequence, list_state, ${facetColumns.join(', ')})`,
);

/** Writes to the log of changes what a statement selects: ids of applications. */
function logTrigger(name: string, event: string, select: string): string {
  return `CREATE TRIGGER list_change_${name} AFTER ${event} BEGIN
     INSERT INTO list_changes(application_id) ${select};
   END`;
}

const ofCertificate = (row: string) =>
  `SELECT application_id FROM certificates WHERE certificate_id = ${row}.certificate_id`;
const ofWithdrawal = (row: string) =>
  `SELECT c.application_id FROM certificate_verifications v
     JOIN certificates c ON c.certificate_id = v.certificate_id
   WHERE v.verification_id = ${row}.verification_id`;
const ofMessage = (row: string) =>
  `SELECT ${row}.application_id WHERE ${row}.application_id IS NOT NULL`;

/** Triggers that log which applications' rows may look different since. */
const changeTriggers: readonly string[] = [
  logTrigger('insert', 'INSERT ON applications', 'VALUES (NEW.application_id)'),
  logTrigger('update', 'UPDATE ON applications', 'VALUES (NEW.application_id)'),
  // The record was created elsewhere too, and takes the other's id.
  logTrigger('renamed', 'UPDATE OF application_id ON applications', 'VALUES (OLD.application_id)'),
  logTrigger('delete', 'DELETE ON applications', 'VALUES (OLD.application_id)'),
  logTrigger(
    'candidate',
    'UPDATE OF name, name_sort, phone, email ON candidates',
    'SELECT application_id FROM applications WHERE tob_resume_id = NEW.tob_resume_id',
  ),
  logTrigger('certificate_insert', 'INSERT ON certificates', 'VALUES (NEW.application_id)'),
  logTrigger('certificate_update', 'UPDATE ON certificates', 'VALUES (NEW.application_id)'),
  logTrigger('certificate_delete', 'DELETE ON certificates', 'VALUES (OLD.application_id)'),
  logTrigger('file_insert', 'INSERT ON attachments', ofCertificate('NEW')),
  logTrigger('file_update', 'UPDATE OF removed_at ON attachments', ofCertificate('NEW')),
  logTrigger('file_delete', 'DELETE ON attachments', ofCertificate('OLD')),
  logTrigger('message_insert', 'INSERT ON outbox', ofMessage('NEW')),
  // What its stage follows from.
  logTrigger(
    'message_update',
    'UPDATE OF state, bounced_at, opened_at, submitted_at ON outbox',
    ofMessage('NEW'),
  ),
  logTrigger('message_delete', 'DELETE ON outbox', ofMessage('OLD')),
  logTrigger('verification_insert', 'INSERT ON certificate_verifications', ofCertificate('NEW')),
  logTrigger('verification_delete', 'DELETE ON certificate_verifications', ofCertificate('OLD')),
  logTrigger('withdrawal_insert', 'INSERT ON verification_withdrawals', ofWithdrawal('NEW')),
  logTrigger('withdrawal_delete', 'DELETE ON verification_withdrawals', ofWithdrawal('OLD')),
];

/** Triggers that keep counters, entry windows and the log of changes: no writer can forget them. */
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
  // What the search engine looks at again: see search-source.ts.
  ...changeTriggers,
];

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
