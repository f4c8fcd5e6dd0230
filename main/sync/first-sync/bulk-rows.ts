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

/** Rows of one statement: two thirds of the time that as many statements take. */
const rowsAtOnce = 16;

interface BulkEntity {
  readonly entity: SyncedEntity;
  readonly names: readonly string[];
  readonly numbered: boolean;
  readonly insertOne: Statement<[Bound[]]>;
  readonly insertMany: Statement<[Bound[]]>;
}

interface WaitingRow {
  readonly row: SnapshotRow;
  readonly values: readonly Bound[];
}

/** Inserts new rows of the entities with the most rows, many in one statement. */
export class BulkRows {
  readonly #entities: ReadonlyMap<string, BulkEntity>;
  readonly #setOne;
  readonly #setMany;
  readonly #other: (row: SnapshotRow) => void;
  #sequence: number;
  #bulk: BulkEntity | undefined;
  #waiting: WaitingRow[] = [];

  /**
   * @param sequence applications are numbered from here on, in the order that they come in
   * @param other writes a row that takes more than an insertion
   */
  constructor(database: Database, sequence: number, other: (row: SnapshotRow) => void) {
    this.#sequence = sequence;
    this.#other = other;
    this.#entities = new Map(
      bulkEntities.map((name) => [name, prepare(database, syncedEntity(name) as SyncedEntity)]),
    );
    const set = (count: number) =>
      database.prepare<[Bound[]]>(
        `INSERT INTO sync_rows(stream, deleted, entity, id, seq) VALUES ${list("('company', 0, ?, ?, ?)", count)}
         ON CONFLICT(entity, id) DO UPDATE SET seq = excluded.seq, deleted = 0`,
      );
    this.#setOne = set(1);
    this.#setMany = set(rowsAtOnce);
  }

  /** Takes a row of the company's stream; it is written by the next `flush` at the latest. */
  take(row: SnapshotRow): void {
    const bulk = row.deleted || row.erased ? undefined : this.#entities.get(row.entity);
    const values = bulk && this.#valuesOf(bulk, row.data);
    // Parents come before children, and are written before them.
    if (bulk !== this.#bulk) this.flush();
    if (!bulk || !values) {
      this.flush();
      this.#other(row);
      return;
    }
    this.#bulk = bulk;
    this.#waiting.push({ row, values });
    if (this.#waiting.length === rowsAtOnce) this.flush();
  }

  /** Writes what waits. */
  flush(): void {
    const bulk = this.#bulk;
    const waiting = this.#waiting;
    this.#bulk = undefined;
    this.#waiting = [];
    if (!bulk) return;
    if (waiting.length === rowsAtOnce && this.#insertMany(bulk, waiting)) return;
    for (const one of waiting) this.#insertOne(bulk, one);
  }

  /** Forgets what waits. */
  drop(): void {
    this.#bulk = undefined;
    this.#waiting = [];
  }

  #insertMany({ insertMany }: BulkEntity, waiting: readonly WaitingRow[]): boolean {
    if (!inserted(() => insertMany.run(waiting.flatMap(({ values }) => values)))) return false;
    this.#setMany.run(waiting.flatMap(({ row: { entity, id, seq } }) => [entity, id, seq]));
    return true;
  }

  #insertOne({ insertOne }: BulkEntity, { row, values }: WaitingRow): void {
    // Where it is here already, or the database cannot hold it, it takes a closer look.
    if (inserted(() => insertOne.run([...values]))) {
      this.#setOne.run([row.entity, row.id, row.seq]);
    } else this.#other(row);
  }

  /** In the order of the statement; undefined where the row does not have every column. */
  #valuesOf({ entity, names, numbered }: BulkEntity, data: Readonly<Values>): Bound[] | undefined {
    const values: Bound[] = [];
    for (const name of names) {
      const value = data[name];
      if (value === undefined) return undefined;
      values.push(bound(entity, name, value));
    }
    if (numbered) {
      this.#sequence += 1;
      values.push(this.#sequence, this.#sequence);
    }
    return values;
  }
}

/** @returns false where the database refused; nothing was written then */
function inserted(insert: () => unknown): boolean {
  try {
    insert();
    return true;
  } catch (error) {
    if (String((error as { code?: string }).code).startsWith('SQLITE_CONSTRAINT')) return false;
    throw error;
  }
}

function prepare(database: Database, entity: SyncedEntity): BulkEntity {
  const names = Object.keys(entity.columns);
  const numbered = entity.name === 'applications';
  const all = numbered ? [...names, 'changed_sequence', 'applied_sequence'] : names;
  const insert = (count: number) =>
    database.prepare<[Bound[]]>(
      `INSERT INTO ${entity.table}(${all.join(', ')})
       VALUES ${list(`(${all.map(() => '?').join(', ')})`, count)}`,
    );
  return { entity, names, numbered, insertOne: insert(1), insertMany: insert(rowsAtOnce) };
}

const list = (text: string, count: number): string =>
  Array.from({ length: count }, () => text).join(', ');
