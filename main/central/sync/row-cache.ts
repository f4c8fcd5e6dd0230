import type { MergeRow } from '../../../shared/sync/merge-types.ts';
import type { StreamScope } from '../../../shared/sync/operation.ts';
import { LayeredMap } from './layered-map.ts';

/** A row and the person it is about, as far as they are known. */
export interface CachedRow {
  readonly row: MergeRow | undefined;
  /** The candidate's id, for legal erasure. */
  readonly subject: string | null;
}

/** A row's place: the stream it belongs to, its entity and its id. */
export interface RowKey {
  readonly scope: StreamScope;
  readonly entity: string;
  readonly id: string;
}

interface Entry {
  readonly key: RowKey;
  readonly value: CachedRow;
}

const absent: CachedRow = { row: undefined, subject: null };

/**
 * The rows that a batch of operations works on. A layer over it holds what one transaction of the batch
 * changed, so that it is taken over whole or dropped whole.
 */
export class RowCache {
  readonly #rows: LayeredMap<Entry>;

  constructor(below?: RowCache) {
    this.#rows = new LayeredMap(below ? below.#rows : undefined);
  }

  get(key: RowKey): CachedRow {
    return this.#rows.get(placeOf(key))?.value ?? absent;
  }

  /** Notes a row as the database has it. */
  load(key: RowKey, value: CachedRow): void {
    this.#rows.load(placeOf(key), { key, value });
  }

  /** Whether the database has the row. */
  isLoaded(key: RowKey): boolean {
    return this.#rows.isLoaded(placeOf(key));
  }

  /** Notes a row as an operation leaves it. */
  set(key: RowKey, value: CachedRow): void {
    this.#rows.set(placeOf(key), { key, value });
  }

  layer(): RowCache {
    return new RowCache(this);
  }

  /** Hands a layer's changes down. */
  commit(): void {
    this.#rows.commit();
  }

  /** What operations changed. */
  *changed(): Iterable<Entry> {
    for (const [, entry] of this.#rows.changed()) yield entry;
  }
}

/** A key as one text. */
export function placeOf({ scope, entity, id }: RowKey): string {
  return `${scope} ${entity} ${id}`;
}
