import { createHash } from 'node:crypto';
import { stageTypes } from '../../../../shared/catalogue/stages.ts';
import type { Database } from '../../../database/database.ts';
import { CounterTally, tallyRows } from './counter-tally.ts';
import { entryWindowExpression } from './entry-window-expression.ts';
import { beforeAll, bucketSize, listSorts } from './list-facets.ts';
import {
  listIndexStatements,
  listTriggerStatements,
  listTriggers,
  retiredTriggers,
} from './list-triggers.ts';

/** Raised where the meaning of what is stored changes without the statements changing. */
const structureVersion = 2;

const signature = createHash('sha256')
  .update(JSON.stringify([structureVersion, listIndexStatements, listTriggerStatements]))
  .digest('hex');

/**
 * Brings the list's indexes, triggers and counters to what the catalogue says. Does
 * nothing where they are so already; after a new search key, or the first time on an older workspace,
 * they are built from the rows, in one transaction.
 * @param today `YYYY-MM-DD` in the workspace's time zone
 */
export function prepareList(database: Database, today: string): void {
  const meta = database
    .prepare<[], { value: string }>(`SELECT value FROM list_meta WHERE key = 'signature'`)
    .get();
  if (meta?.value === signature) return;
  database.transaction(() => {
    dropListStructures(database);
    database.prepare(`UPDATE list_meta SET value = ? WHERE key = 'today'`).run(today);
    database.exec(
      'UPDATE applications SET applied_sequence = application_id WHERE applied_sequence = 0',
    );
    const window = entryWindowExpression('applications');
    database.exec(
      `UPDATE applications SET entry_window = ${window} WHERE entry_window <> ${window}`,
    );
    for (const statement of listIndexStatements) database.exec(statement);
    countAll(database);
    for (const statement of listTriggerStatements) database.exec(statement);
    database.prepare(`UPDATE list_meta SET value = ? WHERE key = 'signature'`).run(signature);
  })();
}

/** Takes triggers, indexes and counters away, so that rows are written at full speed. */
export function dropListStructures(database: Database): void {
  for (const trigger of [...listTriggers, ...retiredTriggers])
    database.exec(`DROP TRIGGER IF EXISTS ${trigger}`);
  for (const { index } of listSorts) database.exec(`DROP INDEX IF EXISTS ${index}`);
  database.exec(`
    DELETE FROM list_counters;
    DELETE FROM list_buckets;
    UPDATE list_meta SET value = '' WHERE key = 'signature';`);
}

function countAll(database: Database): void {
  const counter = database.prepare(
    `INSERT INTO list_counters(sort, stage_type_id, facet, value, bucket, list_state, count)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const sort of listSorts) {
    if (sort.sort > 0) cutBuckets(database, sort.sort, sort.column);
    for (const { stageTypeId } of stageTypes) {
      const tally = new CounterTally();
      for (const row of tallyRows(database, sort, stageTypeId)) {
        tally.add(row[0] as number, row);
      }
      for (const { facet, value, bucket, counts } of tally.lines()) {
        for (const state of [1, 2] as const) {
          if (counts[state] > 0) {
            counter.run(sort.sort, stageTypeId, facet, value, bucket, state, counts[state]);
          }
        }
      }
    }
  }
}

/** Cuts an order into buckets of equal size; the first begins below everything. */
function cutBuckets(database: Database, sort: number, column: string): void {
  database
    .prepare('INSERT INTO list_buckets(sort, lower, lower_sequence, bucket) VALUES (?, ?, ?, 0)')
    .run(sort, beforeAll[sort]?.key, beforeAll[sort]?.sequence);
  database.exec(`
    INSERT INTO list_buckets(sort, lower, lower_sequence, bucket)
      SELECT ${sort}, key, applied_sequence, n / ${bucketSize}
      FROM (SELECT ${column} AS key, applied_sequence,
              row_number() OVER (ORDER BY ${column}, applied_sequence) - 1 AS n
            FROM applications)
      WHERE n > 0 AND n % ${bucketSize} = 0;`);
}
