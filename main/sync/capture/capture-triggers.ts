import { syncedColumn, syncedEntities } from '../../../shared/sync/entities.ts';
import type { ColumnRule, SyncedEntity } from '../../../shared/sync/entity-types.ts';
import { schemaVersion } from '../../../shared/sync/operation.ts';
import type { Database } from '../../database/database.ts';
import { lastNumberKey } from './row-numbers.ts';

/**
 * Triggers that write every change of a synced table to `sync_outbox` in the command's own transaction.
 * They exist only where the workspace has joined: before, nothing is owed to anybody.
 */

/** A column's value as JSON: 64-bit ids as digits in a string (`ids.ts`). */
function json(entity: SyncedEntity, name: string, row: 'NEW' | 'OLD'): string {
  const value = `${row}."${name}"`;
  return entity.columns[name]?.type === 'big' ? `CAST(${value} AS TEXT)` : value;
}

/** SQL of a row's id on the wire: `rowId` of shared/sync/ids.ts. */
export function idSql(entity: SyncedEntity, row: string): string {
  const [first, ...rest] = entity.key;
  return rest.length === 0
    ? `CAST(${row}."${first}" AS TEXT)`
    : `json_array(${entity.key.map((name) => `${row}."${name}"`).join(', ')})`;
}

/** SQL of a whole row as JSON, in the order of `canonicalJson`. */
export function rowSql(entity: SyncedEntity, row: 'NEW' | 'OLD'): string {
  const members = Object.keys(entity.columns)
    .sort()
    .map((name) => `'${name}', ${json(entity, name, row)}`);
  return `json_object(${members.join(', ')})`;
}

/** Columns that a later change sends, in the order of `canonicalJson`. */
function changing(entity: SyncedEntity): string[] {
  return Object.entries(entity.columns)
    .filter(([, { rule }]) => rule !== 'initial')
    .map(([name]) => name)
    .sort();
}

/** Rules whose groups are one value in several columns. */
const whole: readonly ColumnRule[] = ['field', 'stage'];

/** The columns with one of which a column is sent: a place of which each half came from another device is none. */
function sentWith(entity: SyncedEntity, name: string): string[] {
  const { rule, group, apart } = syncedColumn(entity, name);
  if (group === undefined || apart || !whole.includes(rule)) return [name];
  return changing(entity).filter((other) => {
    const column = syncedColumn(entity, other);
    return column.group === group && !column.apart;
  });
}

/** SQL of the columns that differ, as JSON: those of `row`. */
function changedSql(entity: SyncedEntity, row: 'NEW' | 'OLD'): string {
  const parts = changing(entity).map(
    (name) => `CASE WHEN ${differSql(sentWith(entity, name))}
          THEN ',"${name}":' || json_quote(${json(entity, name, row)}) ELSE '' END`,
  );
  return `'{' || substr(${parts.join(' || ')}, 2) || '}'`;
}

/** SQL of the stream that a row belongs to. */
export function scopeSql(entity: SyncedEntity, row: 'NEW' | 'OLD'): string {
  if (entity.scope === 'byUid') return `CASE WHEN ${row}.uid = 0 THEN 'company' ELSE 'user' END`;
  if (entity.scope === 'byKind') {
    return `CASE WHEN ${row}.kind = 'private' THEN 'user' ELSE 'company' END`;
  }
  return `'${entity.scope}'`;
}

/** SQL that is true for the rows that sync. */
export function syncsSql(entity: SyncedEntity, row: string): string {
  const conditions: string[] = [];
  const last = entity.key.at(-1);
  if (entity.seededUpTo !== undefined) conditions.push(`${row}."${last}" > ${entity.seededUpTo}`);
  if (entity.localKeys) {
    conditions.push(
      `${row}."${last}" NOT IN (${entity.localKeys.map((key) => `'${key}'`).join(', ')})`,
    );
  }
  return conditions.length > 0 ? conditions.join(' AND ') : '1';
}

interface Captured {
  readonly row: 'NEW' | 'OLD';
  readonly command: string;
  readonly patch: string;
  readonly base: string;
}

/** SQL that writes one operation. */
function captureSql(entity: SyncedEntity, { row, command, patch, base }: Captured): string {
  const id = idSql(entity, row);
  return `INSERT INTO sync_outbox(op_id, tx_id, scope, entity, id, command, patch, base, base_seq, hlc,
        wall_ms, clock_epoch, schema_v, canonical)
      VALUES (credo_sync_operation(), credo_sync_transaction(), ${scopeSql(entity, row)},
        '${entity.name}', ${id}, ${command}, ${patch}, ${base},
        coalesce((SELECT seq FROM sync_rows WHERE entity = '${entity.name}' AND id = ${id}), 0),
        credo_sync_time(), credo_sync_wall(), credo_sync_clock_epoch(), ${schemaVersion}, 1);`;
}

/** SQL that keeps the last number that the device gave: ids are never given again. */
function keepNumberSql({ numbered, table, key }: SyncedEntity): string {
  if (!numbered) return '';
  return `
      INSERT INTO sync_state(key, value) VALUES ('${lastNumberKey(table)}', NEW."${key[0]}")
        ON CONFLICT(key) DO UPDATE SET value = excluded.value;`;
}

function differSql(columns: readonly string[]): string {
  return columns.map((column) => `NEW."${column}" IS NOT OLD."${column}"`).join(' OR ');
}

function triggersOf(entity: SyncedEntity): Map<string, string> {
  const { name, table } = entity;
  const own = (row: string) => `credo_sync_is_own() AND ${syncsSql(entity, row)}`;
  const differs = differSql(changing(entity));
  const trigger = (event: string, suffix: string, when: string, body: string) =>
    [
      `sync_${name}_${suffix}`,
      `CREATE TRIGGER sync_${name}_${suffix} AFTER ${event} ON ${table} WHEN ${when} BEGIN
      ${body}
    END`,
    ] as const;
  const insert = trigger(
    'INSERT',
    'insert',
    own('NEW'),
    captureSql(entity, {
      row: 'NEW',
      command: `'create'`,
      patch: rowSql(entity, 'NEW'),
      base: 'NULL',
    }) + keepNumberSql(entity),
  );
  if (entity.kind === 'append') return new Map([insert]);
  // Erasing a person says so once, for everything about them.
  const erasable = entity.subject === 'self';
  const spared = entity.subject && !erasable ? ` AND credo_sync_removal() <> 'erase'` : '';
  return new Map([
    insert,
    trigger(
      'UPDATE',
      'update',
      `${own('NEW')} AND (${differs})${spared}`,
      captureSql(entity, {
        row: 'NEW',
        command: `'change'`,
        patch: changedSql(entity, 'NEW'),
        base: changedSql(entity, 'OLD'),
      }),
    ),
    trigger(
      'DELETE',
      'delete',
      `${own('OLD')}${spared}`,
      captureSql(entity, {
        row: 'OLD',
        command: erasable ? 'credo_sync_removal()' : `'delete'`,
        patch: `'{}'`,
        base: erasable
          ? `CASE credo_sync_removal() WHEN 'erase' THEN NULL ELSE ${rowSql(entity, 'OLD')} END`
          : rowSql(entity, 'OLD'),
      }),
    ),
  ]);
}

/**
 * Brings the triggers to what the catalogue says now: at joining, and at the start of a joined
 * workspace, since a newer version may sync more columns and tables.
 */
export function installCapture(database: Database): void {
  const wanted = new Map(
    syncedEntities
      .filter(({ kind }) => kind !== 'central')
      .flatMap((entity) => [...triggersOf(entity)]),
  );
  const found = database
    .prepare<[], { name: string; sql: string }>(
      `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'sync\\_%' ESCAPE '\\'`,
    )
    .all();
  for (const { name, sql } of found) {
    if (wanted.get(name) === sql) wanted.delete(name);
    else database.exec(`DROP TRIGGER "${name}"`);
  }
  for (const sql of wanted.values()) database.exec(sql);
}
