import { syncedEntity } from '../../../shared/sync/entities.ts';
import type { Operation, StreamScope } from '../../../shared/sync/operation.ts';
import { uniqueKey, withTargets } from '../../../shared/sync/twins.ts';
import { copyIn, copyLine } from '../postgres/copy-in.ts';
import type { Transaction } from '../postgres/database.ts';
import type { LockedStreams } from './batch-types.ts';
import { LayeredMap } from './layered-map.ts';
import type { RowCache, RowKey } from './row-cache.ts';
import { loadRows } from './row-store.ts';

/** Neither a scope nor an entity that has keys or twins has a space in its name. */
const textOf = (scope: StreamScope, entity: string, name: string): string =>
  `${scope} ${entity} ${name}`;

/**
 * Which row holds a unique key, and which rows stand for others (`shared/sync/twins.ts`). In layers like
 * the rows, so that a refused transaction leaves no trace.
 */
export class TwinRows {
  readonly #holders: LayeredMap<string>;
  readonly #targets: LayeredMap<string>;

  constructor(below?: TwinRows) {
    this.#holders = new LayeredMap(below ? below.#holders : undefined);
    this.#targets = new LayeredMap(below ? below.#targets : undefined);
  }

  layer(): TwinRows {
    return new TwinRows(this);
  }

  commit(): void {
    this.#holders.commit();
    this.#targets.commit();
  }

  /** An operation with the ids that stand for those it names, as far as they are known by now. */
  resolve(operation: Operation): Operation {
    if (this.#targets.isEmpty) return operation;
    return withTargets(operation, (entity, id) =>
      this.#targets.get(textOf(operation.scope, entity, id)),
    );
  }

  /**
   * The operation as it is merged: of a row whose key another living row holds, it is that row's.
   * @returns whether it is the second creation of a row, too
   */
  place(
    operation: Operation,
    rows: RowCache,
  ): { readonly operation: Operation; readonly isTwin: boolean } {
    const resolved = this.resolve(operation);
    const { scope, entity, id, command, patch } = resolved;
    const catalogued = syncedEntity(entity);
    if (id === operation.id && !catalogued?.unique) return { operation: resolved, isTwin: false };
    const stood = rows.get({ scope, entity, id }).row;
    // Sent as a creation, and another row's by now.
    if (command === 'create' && id !== operation.id) {
      return { operation: resolved, isTwin: stood !== undefined && !stood.deleted };
    }
    const values = command === 'create' ? patch : stood?.deleted && stood.data;
    const key = values ? uniqueKey(catalogued, values) : undefined;
    const holder = key === undefined ? undefined : this.#holders.get(textOf(scope, entity, key));
    if (holder === undefined || holder === id) return { operation: resolved, isTwin: false };
    const there = rows.get({ scope, entity, id: holder }).row;
    if (!there || there.deleted || there.erased) return { operation: resolved, isTwin: false };
    if (command === 'create') this.#targets.set(textOf(scope, entity, id), holder);
    const own = (name: string, other: string) =>
      name === entity && other === id ? holder : undefined;
    return { operation: withTargets(resolved, own), isTwin: command === 'create' };
  }

  /** Notes that a row is there: it holds its key. */
  note(
    scope: StreamScope,
    entity: string,
    id: string,
    data: Parameters<typeof uniqueKey>[1],
  ): void {
    const key = uniqueKey(syncedEntity(entity), data);
    if (key !== undefined) this.#holders.set(textOf(scope, entity, key), id);
  }

  /** Loads which rows stand for those that operations name. */
  async loadTargets(
    sql: Transaction,
    streams: LockedStreams,
    keys: Iterable<RowKey>,
  ): Promise<void> {
    const wanted: { s: number; e: string; i: string }[] = [];
    for (const { scope, entity, id } of keys) {
      const stream = streams[scope];
      if (stream?.has_twins) wanted.push({ s: stream.stream_id, e: entity, i: id });
    }
    if (wanted.length === 0) return;
    const rows = await sql<{ stream_id: number; entity: string; id: string; target: string }[]>`
      SELECT DISTINCT t.stream_id, t.entity, t.id, t.target
      FROM json_to_recordset(${JSON.stringify(wanted)}::text::json) AS k(s bigint, e text, i text)
      JOIN twin_row t ON t.stream_id = k.s AND t.entity = k.e AND t.id = k.i`;
    for (const { stream_id, entity, id, target } of rows) {
      this.#targets.load(textOf(scopeOf(streams, stream_id), entity, id), target);
    }
  }

  /**
   * Loads who holds the keys of rows that are to be created or brought back, and those rows.
   * @param creations whether keys of creations are looked up, too
   */
  async loadHolders(
    sql: Transaction,
    streams: LockedStreams,
    operations: readonly Operation[],
    { rows, creations }: { readonly rows: RowCache; readonly creations: boolean },
  ): Promise<void> {
    const wanted: { s: number | undefined; e: string; k: string }[] = [];
    for (const { scope, entity, id, command, patch } of operations) {
      const catalogued = syncedEntity(entity);
      if (!catalogued?.unique || (command === 'create' && !creations)) continue;
      const stored = rows.get({ scope, entity, id }).row;
      const values = command === 'create' ? patch : stored?.deleted && stored.data;
      const key = values ? uniqueKey(catalogued, values) : undefined;
      if (key !== undefined) wanted.push({ s: streams[scope]?.stream_id, e: entity, k: key });
    }
    if (wanted.length === 0) return;
    const found = await sql<{ stream_id: number; entity: string; key: string; id: string }[]>`
      SELECT u.stream_id, u.entity, u.key, u.id
      FROM json_to_recordset(${JSON.stringify(wanted)}::text::json) AS w(s bigint, e text, k text)
      JOIN unique_row u ON u.stream_id = w.s AND u.entity = w.e AND u.key = w.k`;
    const holders = found.map(({ stream_id, entity, key, id }) => {
      const scope = scopeOf(streams, stream_id);
      this.#holders.load(textOf(scope, entity, key), id);
      return { scope, entity, id };
    });
    await loadRows(sql, streams, holders, rows);
  }

  /**
   * Writes what a batch changed.
   * @param fresh nobody holds any of the keys, as far as it is known: a key that somebody holds is a
   * unique violation then
   */
  async save(sql: Transaction, streams: LockedStreams, fresh: boolean): Promise<void> {
    const records = (changed: Iterable<[string, string]>) =>
      [...changed].map(([text, value]) => {
        const [scope = '', entity = ''] = text.split(' ', 2);
        const name = text.slice(scope.length + entity.length + 2);
        return {
          s: streams[scope as StreamScope]?.stream_id ?? null,
          e: entity,
          n: name,
          v: value,
        };
      });
    const holders = records(this.#holders.changed());
    const targets = records(this.#targets.changed());
    if (fresh) {
      const lines = holders.map(({ s, e, n, v }) => copyLine([s, e, n, v]));
      await copyIn(sql, 'unique_row(stream_id, entity, key, id)', lines.join(''));
    } else if (holders.length > 0) {
      await sql`
        INSERT INTO unique_row(stream_id, entity, key, id)
        SELECT s, e, n, v FROM json_to_recordset(${JSON.stringify(holders)}::text::json)
          AS x(s bigint, e text, n text, v text)
        ON CONFLICT (stream_id, entity, key) DO UPDATE SET id = excluded.id`;
    }
    if (targets.length > 0) {
      await sql`
        WITH x AS (SELECT * FROM json_to_recordset(${JSON.stringify(targets)}::text::json)
          AS x(s bigint, e text, n text, v text)),
        marked AS (UPDATE stream SET has_twins = true
          WHERE stream_id IN (SELECT s FROM x) AND NOT has_twins)
        INSERT INTO twin_row(stream_id, entity, id, target) SELECT s, e, n, v FROM x
        ON CONFLICT (stream_id, entity, id) DO UPDATE SET target = excluded.target`;
    }
  }
}

function scopeOf(streams: LockedStreams, streamId: number): StreamScope {
  return streams.user?.stream_id === streamId ? 'user' : 'company';
}
