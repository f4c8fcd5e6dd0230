import type { Statement } from 'better-sqlite3';
import { syncedEntity } from '../../../shared/sync/entities.ts';
import type { SyncedEntity } from '../../../shared/sync/entity-types.ts';
import type { Values } from '../../../shared/sync/ids.ts';
import type { Database } from '../../database/database.ts';
import type { SnapshotRow } from '../apply/operation-applier.ts';
import { type Bound, bound } from '../apply/row-writer.ts';

/**
 * Entities that a company has the most rows of. What the triggers of their insertions keep is computed
 * once, when all rows are there (`fresh-database.ts`).
 */
export const bulkEntities = [
  'candidates',
  'positions',
  'applications',
  'application_events',
] as const;

interface BulkEntity {
  readonly entity: SyncedEntity;
  readonly names: readonly string[];
  readonly numbered: boolean;
  readonly insert: Statement<[Bound[]]>;
}

/** Inserts new rows of the entities with the most rows, and nothing else. */
export class BulkRows {
  readonly #entities: ReadonlyMap<string, BulkEntity>;
  readonly #setSeq;
  #sequence: number;

  /** @param sequence applications are numbered from here on, in the order that they come in */
  constructor(database: Database, sequence: number) {
    this.#sequence = sequence;
    this.#entities = new Map(
      bulkEntities.map((name) => [name, prepare(database, syncedEntity(name) as SyncedEntity)]),
    );
    this.#setSeq = database.prepare<[string, string, string, number]>(
      `INSERT INTO sync_rows(entity, id, stream, seq, deleted) VALUES (?, ?, ?, ?, 0)
       ON CONFLICT(entity, id) DO UPDATE SET seq = excluded.seq, deleted = 0`,
    );
  }

  /** @returns false for a row that takes more than an insertion; nothing was written then */
  insert(stream: string, { entity, id, seq, data, deleted, erased }: SnapshotRow): boolean {
    const bulk = this.#entities.get(entity);
    if (!bulk || deleted || erased) return false;
    const values = valuesOf(bulk, data);
    if (!values) return false;
    if (bulk.numbered) {
      this.#sequence += 1;
      values.push(this.#sequence, this.#sequence);
    }
    try {
      bulk.insert.run(values);
    } catch (error) {
      // It is here already, or the database cannot hold it: both take a closer look.
      if (String((error as { code?: string }).code).startsWith('SQLITE_CONSTRAINT')) return false;
      throw error;
    }
    this.#setSeq.run(entity, id, stream, seq);
    return true;
  }
}

function prepare(database: Database, entity: SyncedEntity): BulkEntity {
  const names = Object.keys(entity.columns);
  const numbered = entity.name === 'applications';
  const all = numbered ? [...names, 'changed_sequence', 'applied_sequence'] : names;
  const insert = database.prepare<[Bound[]]>(
    `INSERT INTO ${entity.table}(${all.join(', ')}) VALUES (${all.map(() => '?').join(', ')})`,
  );
  return { entity, names, numbered, insert };
}

/** In the order of the statement; undefined where the row does not have every column. */
function valuesOf({ entity, names }: BulkEntity, data: Readonly<Values>): Bound[] | undefined {
  const values: Bound[] = [];
  for (const name of names) {
    const value = data[name];
    if (value === undefined) return undefined;
    values.push(bound(entity, name, value));
  }
  return values;
}
