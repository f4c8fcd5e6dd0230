import type { MergeRow } from '../../../shared/sync/merge-types.ts';
import type { StreamScope } from '../../../shared/sync/operation.ts';

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

const absent: CachedRow = { row: undefined, subject: null };

/**
 * The rows that a batch of operations works on. A layer over it holds what one transaction of the batch
 * changed, so that it is taken over whole or dropped whole.
 */
export class RowCache {
  readonly #rows = new Map<string, { key: RowKey; value: CachedRow }>();
  readonly #changed = new Set<string>();
  readonly #loaded = new Set<string>();
  readonly #below: RowCache | undefined;

  constructor(below?: RowCache) {
    this.#below = below;
  }

  get(key: RowKey): CachedRow {
    return this.#rows.get(textOf(key))?.value ?? this.#below?.get(key) ?? absent;
  }

  /** Notes a row as the database has it. */
  load(key: RowKey, value: CachedRow): void {
    const text = textOf(key);
    this.#rows.set(text, { key, value });
    this.#loaded.add(text);
  }

  /** Whether the database has the row. */
  isLoaded(key: RowKey): boolean {
    return this.#loaded.has(textOf(key));
  }

  /** Notes a row as an operation leaves it. */
  set(key: RowKey, value: CachedRow): void {
    const text = textOf(key);
    this.#rows.set(text, { key, value });
    this.#changed.add(text);
  }

  layer(): RowCache {
    return new RowCache(this);
  }

  /** Hands a layer's changes down. */
  commit(): void {
    for (const { key, value } of this.changed()) this.#below?.set(key, value);
  }

  /** What operations changed. */
  *changed(): Iterable<{ key: RowKey; value: CachedRow }> {
    for (const text of this.#changed)
      yield this.#rows.get(text) as { key: RowKey; value: CachedRow };
  }
}

function textOf({ scope, entity, id }: RowKey): string {
  return `${scope} ${entity} ${id}`;
}
