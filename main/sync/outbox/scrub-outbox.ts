import { syncedEntities } from '../../../shared/sync/entities.ts';
import type { Database } from '../../database/database.ts';
import { idSql } from '../capture/capture-triggers.ts';

/**
 * Takes what is written about rows that a legal erasure is about to delete out of the outbox, the
 * conflicts and what is parked. Operations keep their places, since numbers may not have gaps, as ones
 * that do nothing; those of other people in the same transaction go on as they are. The erasure itself
 * follows them. Run in its transaction.
 * @param rows of a table, by a condition with one parameter
 */
export function scrubOperations(
  database: Database,
  { table, condition, list }: { table: string; condition: string; list: string },
): void {
  const entity = syncedEntities.find((candidate) => candidate.table === table);
  if (!entity) return;
  const ids = database
    .prepare<[string], string>(
      `SELECT ${idSql(entity, '"of"')} FROM "${table}" AS "of" WHERE ${condition}`,
    )
    .pluck()
    .all(list);
  if (ids.length === 0) return;
  const named = JSON.stringify(ids);
  const among = 'entity = ? AND id IN (SELECT value FROM json_each(?))';
  database
    .prepare(
      `UPDATE sync_outbox SET op_id = credo_sync_operation(), entity = 'conflicts', id = 'erased',
         command = 'resolve', patch = '{}', base = NULL, base_seq = 0,
         state = CASE state WHEN 'parked' THEN 'acknowledged' ELSE state END
       WHERE ${among} AND command <> 'erase'`,
    )
    .run(entity.name, named);
  database.prepare(`DELETE FROM sync_conflicts WHERE ${among}`).run(entity.name, named);
  database
    .prepare(
      `DELETE FROM sync_parked WHERE json_extract(raw, '$.entity') = ?
         AND json_extract(raw, '$.id') IN (SELECT value FROM json_each(?))`,
    )
    .run(entity.name, named);
}
