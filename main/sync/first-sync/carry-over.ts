import { syncedEntities, syncedEntity } from '../../../shared/sync/entities.ts';
import type { SyncedEntity } from '../../../shared/sync/entity-types.ts';
import type { Database } from '../../database/database.ts';
import { updatedLocally } from '../apply/local-columns.ts';
import { keyOf } from '../apply/row-writer.ts';
import { syncsSql } from '../capture/capture-triggers.ts';

/** Tables of the device that the snapshot wrote too, and those that are counted from others. */
const kept: readonly string[] = [
  ...['sync_rows', 'sync_files', 'sync_conflicts', 'sync_parked', 'blobs'],
  ...['certificate_disputes', 'review_counts'],
  ...['list_counters', 'list_buckets', 'list_meta', 'list_changes'],
];

/**
 * Brings to the fresh database what was done in the workspace (`live`) since the copy was made: edits of
 * synced rows as the outbox has them, and the device's own tables as they are. Run in a transaction.
 * @param since the newest operation of the copy
 */
export function carryOver(fresh: Database, since: number): void {
  fresh.pragma('defer_foreign_keys = ON');
  for (const [entity, edits] of editsSince(fresh, since)) {
    for (const [id, columns] of edits) carryRow(fresh, entity, id, columns);
  }
  const synced = new Set(syncedEntities.map(({ table }) => table));
  for (const table of tablesOf(fresh)) {
    if (!synced.has(table) && !kept.includes(table)) carryTable(fresh, table, '1');
  }
  for (const entity of syncedEntities) {
    const syncs = syncsSql(entity, 'here');
    if (syncs !== '1') carryTable(fresh, entity.table, `NOT (${syncs})`);
  }
  fresh.exec(`
    INSERT INTO main.blobs SELECT * FROM live.blobs WHERE true ON CONFLICT DO NOTHING;
    INSERT INTO main.sync_files SELECT * FROM live.sync_files WHERE true ON CONFLICT DO NOTHING;
    UPDATE main.sync_conflicts SET open = 0
      WHERE conflict_id IN (SELECT conflict_id FROM live.sync_conflicts WHERE open = 0);
    UPDATE main.sqlite_sequence SET seq = max(seq, coalesce(
      (SELECT l.seq FROM live.sqlite_sequence l WHERE l.name = sqlite_sequence.name), 0));
    INSERT INTO main.sqlite_sequence(name, seq) SELECT name, seq FROM live.sqlite_sequence
      WHERE name NOT IN (SELECT name FROM main.sqlite_sequence);`);
}

/** Columns that were set since, by row; of all entities, parents first. */
function editsSince(
  fresh: Database,
  since: number,
): Map<SyncedEntity, Map<string, ReadonlySet<string>>> {
  const found = new Map<SyncedEntity, Map<string, Set<string>>>(
    syncedEntities.map((entity) => [entity, new Map()]),
  );
  const operations = fresh
    .prepare<[number], { entity: string; id: string; patch: string }>(
      'SELECT entity, id, patch FROM live.sync_outbox WHERE client_seq > ? ORDER BY client_seq',
    )
    .all(since);
  for (const { entity: name, id, patch } of operations) {
    const entity = syncedEntity(name);
    const rows = entity && found.get(entity);
    if (!rows) continue;
    const columns = rows.get(id) ?? new Set();
    for (const column of Object.keys(JSON.parse(patch) as object)) columns.add(column);
    rows.set(id, columns);
  }
  return found;
}

function carryRow(
  fresh: Database,
  entity: SyncedEntity,
  id: string,
  changed: ReadonlySet<string>,
): void {
  const { table, key, name } = entity;
  const where = key.map((column) => `"${column}" = ?`).join(' AND ');
  const values = keyOf(entity, id);
  const isIn = (schema: 'main' | 'live') =>
    fresh.prepare(`SELECT 1 FROM ${schema}."${table}" WHERE ${where}`).get(values) !== undefined;
  if (!isIn('live')) {
    fresh.prepare(`DELETE FROM main."${table}" WHERE ${where}`).run(values);
    return;
  }
  if (!isIn('main')) {
    const columns = columnsOf(fresh, table).map((column) => `"${column}"`);
    fresh
      .prepare(
        `INSERT INTO main."${table}"(${columns}) SELECT ${columns} FROM live."${table}" WHERE ${where}`,
      )
      .run(values);
    return;
  }
  const set = [...changed].filter((column) => entity.columns[column] && !key.includes(column));
  if (set.length === 0) return;
  const live = (column: string) => `(SELECT "${column}" FROM live."${table}" WHERE ${where})`;
  const assignments = [
    ...set.map((column) => `"${column}" = ${live(column)}`),
    ...Object.entries(updatedLocally[name] ?? {}).map(([column, sql]) => `"${column}" = ${sql}`),
  ];
  fresh
    .prepare(`UPDATE main."${table}" SET ${assignments.join(', ')} WHERE ${where}`)
    .run([...set.flatMap(() => values), ...values]);
}

/** Makes the rows of a table that a condition picks (`here`) what they are in the workspace. */
function carryTable(fresh: Database, table: string, condition: string): void {
  const columns = columnsOf(fresh, table).map((column) => `"${column}"`);
  const key = keyColumns(fresh, table).map((column) => `"${column}"`);
  const rows = (schema: 'main' | 'live', picked: readonly string[]) =>
    `SELECT ${picked} FROM ${schema}."${table}" AS here WHERE ${condition}`;
  if (key.length === 0) {
    fresh.exec(`DELETE FROM main."${table}" AS here WHERE ${condition};
      INSERT INTO main."${table}"(${columns}) ${rows('live', columns)};`);
    return;
  }
  fresh.exec(`
    DELETE FROM main."${table}" WHERE (${key}) IN (${rows('main', key)} EXCEPT ${rows('live', key)});
    INSERT INTO main."${table}"(${columns})
      SELECT ${columns} FROM (${rows('live', columns)} EXCEPT ${rows('main', columns)}) WHERE true
      ON CONFLICT(${key}) DO UPDATE SET ${columns.map((column) => `${column} = excluded.${column}`)};`);
}

function tablesOf(fresh: Database): string[] {
  return fresh
    .prepare<[], string>(
      `SELECT name FROM live.sqlite_schema
       WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
    )
    .pluck()
    .all();
}

interface Column {
  name: string;
  pk: number;
}

function columnsOf(fresh: Database, table: string): string[] {
  return (fresh.pragma(`main.table_info("${table}")`) as Column[]).map(({ name }) => name);
}

function keyColumns(fresh: Database, table: string): string[] {
  const columns = fresh.pragma(`main.table_info("${table}")`) as Column[];
  return columns.filter(({ pk }) => pk > 0).map(({ name }) => name);
}

/** Rows that a workspace holds in all, up to a limit: what would have to be carried over. */
export function localRows(database: Database, limit: number): number {
  const tables = database
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema
       WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
    )
    .pluck()
    .all();
  let rows = 0;
  for (const table of tables) {
    if (table.startsWith('list_')) continue;
    rows += Number(
      database
        .prepare<[number]>(`SELECT COUNT(*) FROM (SELECT 1 FROM "${table}" LIMIT ?)`)
        .pluck()
        .get(limit + 1 - rows),
    );
    if (rows > limit) break;
  }
  return rows;
}
