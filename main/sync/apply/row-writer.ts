import type { Statement } from 'better-sqlite3';
import { syncedColumn } from '../../../shared/sync/entities.ts';
import type { SyncedEntity } from '../../../shared/sync/entity-types.ts';
import type { Value, Values } from '../../../shared/sync/ids.ts';
import type { Database } from '../../database/database.ts';
import { seal } from '../outbox/sync-outbox.ts';
import { insertedLocally, updatedLocally } from './local-columns.ts';

/** What a statement takes. */
export type Bound = string | number | bigint | null;

/**
 * Writes synced rows as the centre has them. Columns that the catalogue does not know belong to the
 * device: they are set at creation (`local-columns.ts`) and left alone afterwards.
 */
export class RowWriter {
  readonly #database: Database;
  readonly #statements = new Map<string, Statement<Bound[]>>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** A row's synced columns as the wire has them, or undefined. */
  read(entity: SyncedEntity, id: string): Values | undefined {
    const columns = Object.entries(entity.columns).map(([name, { type }]) =>
      type === 'big' ? `CAST("${name}" AS TEXT) AS "${name}"` : `"${name}"`,
    );
    const sql = `SELECT ${columns.join(', ')} FROM ${entity.table} WHERE ${whereKey(entity)}`;
    return this.#prepare(sql).get(...keyOf(entity, id)) as Values | undefined;
  }

  /** The id of the local row that is the same one by the catalogue's `unique`, under another id. */
  twinOf(entity: SyncedEntity, id: string, values: Readonly<Values>): string | undefined {
    const { unique, table, key } = entity;
    if (!unique || unique.some((name) => values[name] === undefined)) return undefined;
    const sql = `SELECT CAST("${key[0]}" AS TEXT) AS id FROM ${table}
      WHERE ${unique.map((name) => `"${name}" = ?`).join(' AND ')} AND "${key[0]}" <> ?`;
    const found = this.#prepare(sql).get(
      ...unique.map((name) => bound(entity, name, values[name] ?? null)),
      ...keyOf(entity, id),
    ) as { id: string } | undefined;
    return found?.id;
  }

  /** Creates a row, or writes the columns given where it is there. @returns whether it was created */
  put(entity: SyncedEntity, id: string, values: Readonly<Values>): boolean {
    const there = this.read(entity, id);
    if (there) {
      this.change(entity, id, kept(entity, there, values));
      return false;
    }
    const known = Object.entries(values).filter(([name]) => entity.columns[name]);
    const names = known.map(([name]) => name);
    const local = insertedLocally[entity.name] ?? {};
    const sql = `INSERT INTO ${entity.table}(${[...names, ...Object.keys(local)]
      .map((name) => `"${name}"`)
      .join(', ')})
      VALUES (${[...names.map(() => '?'), ...Object.values(local)].join(', ')})`;
    this.#prepare(sql).run(...known.map(([name, value]) => bound(entity, name, value)));
    return true;
  }

  /** Writes some columns. @returns whether there was such a row */
  change(entity: SyncedEntity, id: string, values: Readonly<Values>): boolean {
    const known = Object.entries(values).filter(
      ([name]) => entity.columns[name] && !entity.key.includes(name),
    );
    if (known.length === 0) return true;
    const local = Object.entries(updatedLocally[entity.name] ?? {}).map(
      ([name, sql]) => `"${name}" = ${sql}`,
    );
    const sql = `UPDATE ${entity.table}
      SET ${[...known.map(([name]) => `"${name}" = ?`), ...local].join(', ')}
      WHERE ${whereKey(entity)}`;
    const { changes } = this.#prepare(sql).run(
      ...known.map(([name, value]) => bound(entity, name, value)),
      ...keyOf(entity, id),
    );
    return changes > 0;
  }

  /** Removes a row, if it is there. */
  remove(entity: SyncedEntity, id: string): void {
    this.#prepare(`DELETE FROM ${entity.table} WHERE ${whereKey(entity)}`).run(
      ...keyOf(entity, id),
    );
  }

  #prepare(sql: string): Statement<Bound[]> {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#database.prepare<Bound[]>(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

/** The device that made a secret keeps it: what comes back from the centre is only its hash. */
function kept(entity: SyncedEntity, there: Values, values: Readonly<Values>): Values {
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => {
      const own = there[name];
      const { sealed } = syncedColumn(entity, name);
      return !(sealed && typeof own === 'string' && seal(own) === value);
    }),
  );
}

function whereKey(entity: SyncedEntity): string {
  return entity.key.map((name) => `"${name}" = ?`).join(' AND ');
}

/** The key's values from a row's id on the wire. */
export function keyOf(entity: SyncedEntity, id: string): Bound[] {
  const [first] = entity.key;
  if (entity.key.length === 1 && first !== undefined) return [bound(entity, first, id)];
  const parts = JSON.parse(id) as Value[];
  return entity.key.map((name, index) => bound(entity, name, parts[index] ?? null));
}

/** A value of the wire as SQLite takes it. */
export function bound(entity: SyncedEntity, name: string, value: Value): Bound {
  if (value === null) return null;
  switch (syncedColumn(entity, name).type) {
    case 'big':
      return BigInt(value);
    case 'integer':
      return Number(value);
    case 'text':
      return value;
  }
}
