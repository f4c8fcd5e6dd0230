import type { Database } from '../../../database/database.ts';
import { afterAll, changeBucketBits, type ListSort, type OrderPlace } from './list-facets.ts';

/** The buckets of an order: which come in which order, and from where to where each goes. */
export interface BucketBounds {
  /** The buckets given, in ascending order. */
  ascending(buckets: Iterable<number>): number[];
  /** From `lower` on, below `upper`. */
  range(bucket: number): { lower: OrderPlace; upper: OrderPlace };
}

/** Order 0: buckets are stretches of numbers. */
const changeBounds: BucketBounds = {
  ascending: (buckets) => [...buckets].sort((a, b) => a - b),
  range: (bucket) => ({
    lower: { key: bucket * 2 ** changeBucketBits, sequence: 0 },
    upper: { key: (bucket + 1) * 2 ** changeBucketBits, sequence: 0 },
  }),
};

interface Cut {
  bounds: BucketBounds;
  /** How many buckets there were: a cut adds one, and none is ever removed. */
  count: number;
}

/** Reads where the buckets of an order begin; reads again only after a cut. */
export class BoundsReader {
  readonly #count;
  readonly #places;
  readonly #kept = new Map<number, Cut>();

  constructor(database: Database) {
    this.#count = database
      .prepare<[number], number>('SELECT COUNT(*) FROM list_buckets WHERE sort = ?')
      .pluck();
    this.#places = database
      .prepare<[number], [number | string, number, number]>(
        `SELECT lower, lower_sequence, bucket FROM list_buckets WHERE sort = ?
         ORDER BY lower, lower_sequence`,
      )
      .raw();
  }

  read({ sort }: ListSort): BucketBounds {
    if (sort === 0) return changeBounds;
    const count = this.#count.get(sort) ?? 0;
    const kept = this.#kept.get(sort);
    if (kept?.count === count) return kept.bounds;
    const bounds = cutBounds(this.#places.all(sort), afterAll[sort] as OrderPlace);
    this.#kept.set(sort, { bounds, count });
    return bounds;
  }
}

function cutBounds(
  rows: readonly [number | string, number, number][],
  end: OrderPlace,
): BucketBounds {
  const places = rows.map(([key, sequence]) => ({ key, sequence }));
  const positions = new Map(rows.map(([, , bucket], position) => [bucket, position]));
  const position = (bucket: number) => positions.get(bucket) as number;
  return {
    ascending: (buckets) => [...buckets].sort((a, b) => position(a) - position(b)),
    range: (bucket) => ({
      lower: places[position(bucket)] as OrderPlace,
      upper: places[position(bucket) + 1] ?? end,
    }),
  };
}
