import type { HybridTime } from '../../../shared/sync/clock.ts';
import { syncedEntity } from '../../../shared/sync/entities.ts';
import { effectOf, merge, rejected } from '../../../shared/sync/merge.ts';
import type { MergeResult, Rejection } from '../../../shared/sync/merge-types.ts';
import type { Operation, StreamScope } from '../../../shared/sync/operation.ts';
import { SyncError } from '../../../shared/sync/sync-errors.ts';
import { mergeTwin } from '../../../shared/sync/twins.ts';
import type { Transaction } from '../postgres/database.ts';
import type { Author, LockedStream, LockedStreams, Merged } from './batch-types.ts';
import { referencesOf, subjectOf } from './judge.ts';
import { placeOf, RowCache, type RowKey } from './row-cache.ts';
import { loadRows } from './row-store.ts';
import { TwinRows } from './twin-rows.ts';

/** An operation with when it counts as done, and what a copy that it leaves is made from. */
export interface Stamped {
  readonly operation: Operation;
  readonly time: HybridTime;
  readonly timeKnown: boolean;
}

export interface GroupRules {
  readonly author: Author;
  /**
   * Why an operation may not be made at all.
   * @param givenId of the row that its device made; another may stand for it
   */
  judge(
    operation: Operation,
    rows: RowCache,
    erased: ReadonlySet<string>,
    givenId: string,
  ): Rejection | undefined;
  /** The centre's operation that keeps the loser of a swap. */
  copyOf?(merged: Merged): Stamped;
}

/**
 * Operations on their way into streams, within one transaction that holds the streams' rows locked to
 * its commit: so numbers follow each other without a gap, and no reader's cursor passes one that is not
 * committed yet.
 */
export class StreamBatch {
  readonly streams: LockedStreams;
  readonly rows = new RowCache();
  readonly twins = new TwinRows();
  readonly merged: Merged[] = [];
  /** People who were erased by operations of this batch. */
  readonly erased = new Set<string>();
  /** Created rows were taken for new. */
  isFresh = false;

  private constructor(streams: LockedStreams) {
    this.streams = streams;
  }

  /** Locks the streams, always the company's first. */
  static async lock(
    sql: Transaction,
    ids: Readonly<Partial<Record<StreamScope, number>>>,
  ): Promise<StreamBatch> {
    const streams: Partial<Record<StreamScope, LockedStream>> = {};
    for (const scope of ['company', 'user'] as const) {
      const id = ids[scope];
      if (id === undefined) continue;
      const [stream] = await sql<Omit<LockedStream, 'added'>[]>`
        SELECT stream_id, epoch, head, chain_hash, has_twins FROM stream
        WHERE stream_id = ${id} FOR NO KEY UPDATE`;
      if (!stream) throw new SyncError('not_found');
      streams[scope] = { ...stream, added: 0 };
    }
    return new StreamBatch(streams);
  }

  /**
   * Loads the rows that operations change, and those that new rows name.
   * @param fresh whether created rows are taken for new, without a look: where one is not, saving fails
   * with a unique violation
   */
  async load(sql: Transaction, operations: readonly Operation[], fresh = false): Promise<void> {
    this.isFresh = fresh;
    const hasTwins = Object.values(this.streams).some(({ has_twins }) => has_twins);
    if (hasTwins) {
      await this.twins.loadTargets(sql, this.streams, namedRows(operations, false));
    }
    const resolved = operations.map((operation) => this.twins.resolve(operation));
    await loadRows(sql, this.streams, namedRows(resolved, fresh), this.rows);
    await this.twins.loadHolders(sql, this.streams, resolved, {
      rows: this.rows,
      creations: !fresh,
    });
  }

  /** Merges a transaction's operations; where one is refused, all of them are. */
  mergeGroup(group: readonly Stamped[], rules: GroupRules): Merged[] {
    const heads = this.#heads();
    const layer = { rows: this.rows.layer(), twins: this.twins.layer() };
    const merged: Merged[] = [];
    for (const stamped of group) {
      const one = this.#mergeOne(stamped, rules, layer, heads);
      merged.push(one);
      if (one.result.outcome === 'rejected') return this.#refuse(group, rules, one);
      if (one.result.copy && rules.copyOf) {
        const copy = rules.copyOf(one);
        const central = { ...rules, author: centralAuthor, judge: () => undefined };
        merged.push(this.#mergeOne(copy, central, layer, heads));
      }
    }
    layer.rows.commit();
    layer.twins.commit();
    this.#take(merged);
    return merged;
  }

  #mergeOne(
    { operation: given, time, timeKnown }: Stamped,
    { author, judge }: GroupRules,
    { rows, twins }: { readonly rows: RowCache; readonly twins: TwinRows },
    heads: Record<StreamScope, number>,
  ): Merged {
    const { operation, isTwin } = twins.place(given, rows);
    const { scope, entity, id } = operation;
    heads[scope] += 1;
    const seq = heads[scope];
    const key = { scope, entity, id };
    const before = rows.get(key);
    const reason = judge(operation, rows, this.erased, given.id);
    const context = { seq, time, timeKnown, isTwin: given.id !== id };
    const result: MergeResult = reason
      ? rejected(before.row, reason)
      : isTwin && before.row
        ? mergeTwin(before.row, operation, context)
        : merge(before.row, operation, context);
    if (result.row && result.row !== before.row) {
      const catalogued = syncedEntity(entity);
      const subject = catalogued ? subjectOf(catalogued, operation, rows) : null;
      rows.set(key, { row: result.row, subject });
      const isBack = !before.row || before.row.deleted;
      if (isBack && !result.row.deleted) twins.note(scope, entity, id, result.row.data);
      if (!before.row) this.#stream(scope).added += 1;
    }
    if (operation.command === 'erase' && !reason) this.erased.add(id);
    return {
      operation,
      given,
      author,
      seq,
      time,
      result,
      effect: effectOf(before.row, operation, result),
    };
  }

  /** Numbers a refused transaction's operations; `cause` keeps its own reason. */
  #refuse(group: readonly Stamped[], { author }: GroupRules, cause: Merged): Merged[] {
    const heads = this.#heads();
    const merged = group.map(({ operation, time }) => {
      heads[operation.scope] += 1;
      const { row } = this.rows.get(operation);
      const result =
        operation === cause.given ? { ...cause.result, row } : rejected(row, 'transaction');
      return {
        operation,
        given: operation,
        author,
        seq: heads[operation.scope],
        time,
        result,
        effect: 'none' as const,
      };
    });
    this.#take(merged);
    return merged;
  }

  #heads(): Record<StreamScope, number> {
    const { company, user } = this.streams;
    return { company: company?.head ?? 0, user: user?.head ?? 0 };
  }

  #take(merged: readonly Merged[]): void {
    for (const one of merged) {
      this.#stream(one.operation.scope).head = one.seq;
      this.merged.push(one);
    }
  }

  #stream(scope: StreamScope): LockedStream {
    const stream = this.streams[scope];
    if (!stream) throw new Error(`the ${scope} stream is not locked`);
    return stream;
  }
}

/** The rows that operations change, and those that new rows name: by their places, each once. */
function namedRows(operations: readonly Operation[], fresh: boolean): Iterable<RowKey> {
  const named = new Map<string, RowKey>();
  const created = new Set<string>();
  for (const operation of operations) {
    const { scope, entity: name, id, command, patch } = operation;
    const isCreation = command === 'create';
    const place = placeOf(operation);
    if (fresh && isCreation) created.add(place);
    else named.set(place, { scope, entity: name, id });
    const entity = isCreation ? syncedEntity(name) : undefined;
    if (!entity) continue;
    for (const key of referencesOf(entity, patch, scope)) {
      const there = placeOf(key);
      if (!created.has(there)) named.set(there, key);
    }
  }
  return named.values();
}

/** The centre itself. */
export const centralAuthor: Author = { uid: 0, deviceId: null, incarnation: null };
