import { stageTypes } from '../../../../shared/catalogue/stages.ts';
import type { Database } from '../../../database/database.ts';
import { DataVersion } from './data-version.ts';
import {
  afterAll,
  changeBucketBits,
  everyFacet,
  facets,
  type ListSort,
  type OrderPlace,
} from './list-facets.ts';
import type { ListPlan, Selection } from './list-plan.ts';

/** A bucket of an order with how many of its applications match, at most. */
export interface Bucket {
  lower: OrderPlace;
  /** Exclusive. */
  upper: OrderPlace;
  count: number;
}

/** Buckets in the order of the list. Without a total, they are what can match, not what does. */
export interface Counted {
  total: number | undefined;
  buckets: readonly Bucket[];
}

const keptPlans = 32;

/** Reads the counters of the list. */
export class BucketCounts {
  readonly #counts;
  readonly #bounds;
  readonly #total;
  readonly #version;
  readonly #kept = new Map<string, Counted>();
  #keptVersion = '';

  constructor(database: Database) {
    this.#counts = database
      .prepare<[object], [number, number]>(
        `SELECT bucket, count FROM list_counters
         WHERE sort = @sort AND stage_type_id = @stage AND facet = @facet AND value = @value
           AND (@state = 3 OR list_state = @state)`,
      )
      .raw();
    this.#bounds = database
      .prepare<[number], [number | string, number, number]>(
        `SELECT lower, lower_sequence, bucket FROM list_buckets WHERE sort = ?
         ORDER BY lower, lower_sequence`,
      )
      .raw();
    this.#version = new DataVersion(database);
    this.#total = database
      .prepare<[object], number>(
        `SELECT coalesce(SUM(count), 0) FROM list_counters
         WHERE sort = 2 AND stage_type_id = @stage AND facet = @facet AND value = @value
           AND (@state = 3 OR list_state = @state)`,
      )
      .pluck();
  }

  /**
   * The buckets where the filters of a plan can match; the total where the counters alone tell it.
   * Kept while nothing is written, since paging asks for the same again.
   */
  read(plan: ListPlan): Counted {
    const version = this.#version.current();
    if (version !== this.#keptVersion) this.#kept.clear();
    this.#keptVersion = version;
    const key = JSON.stringify(plan);
    let counted = this.#kept.get(key);
    if (!counted) {
      counted = this.#readCounters(plan);
      if (this.#kept.size >= keptPlans) this.#kept.clear();
      this.#kept.set(key, counted);
    }
    return counted;
  }

  #readCounters(plan: ListPlan): Counted {
    const { selections } = plan;
    if (selections.length === 1) {
      const { facet, values } = selections[0] as Selection;
      const { total, byBucket } = this.#count(plan, facet.facet, values);
      return { total, buckets: this.#inOrder(plan.sort, byBucket, () => true) };
    }
    const everything = this.#count(plan, everyFacet, [0]);
    const narrowed = plan.selections
      .map(({ facet, values }: Selection) => this.#count(plan, facet.facet, values))
      // A filter that every application passes is none.
      .filter((counts) => counts.total < everything.total)
      .sort((a, b) => a.total - b.total);
    const [narrowest = everything, ...others] = narrowed;
    const buckets = this.#inOrder(plan.sort, narrowest.byBucket, (bucket) =>
      others.every((counts) => counts.byBucket.has(bucket)),
    );
    return {
      total: others.length === 0 || narrowest.total === 0 ? narrowest.total : undefined,
      buckets,
    };
  }

  /** Applications by stage type; `processId` 0 is every process. */
  stageTotals(processId: number, listType: number): Map<number, number> {
    const facet = facets.find(({ name }) => name === 'process_id')?.facet ?? everyFacet;
    return new Map(
      stageTypes.map(({ stageTypeId }) => [
        stageTypeId,
        this.#total.get({
          stage: stageTypeId,
          facet: processId === 0 ? everyFacet : facet,
          value: processId,
          state: listType,
        }) ?? 0,
      ]),
    );
  }

  #count(
    { sort, stageTypeId, listType }: ListPlan,
    facet: number,
    values: readonly number[],
  ): { total: number; byBucket: Map<number, number> } {
    const byBucket = new Map<number, number>();
    let total = 0;
    for (const value of values) {
      const lines = this.#counts.all({
        sort: sort.sort,
        stage: stageTypeId,
        facet,
        value,
        state: listType,
      });
      for (const [bucket, count] of lines) {
        byBucket.set(bucket, (byBucket.get(bucket) ?? 0) + count);
        total += count;
      }
    }
    return { total, byBucket };
  }

  #inOrder(
    { sort, direction }: ListSort,
    counts: ReadonlyMap<number, number>,
    passes: (bucket: number) => boolean,
  ): Bucket[] {
    const buckets =
      sort === 0
        ? [...counts]
            .sort(([a], [b]) => a - b)
            .filter(([bucket]) => passes(bucket))
            .map(([bucket, count]) => ({
              lower: { key: bucket * 2 ** changeBucketBits, sequence: 0 },
              upper: { key: (bucket + 1) * 2 ** changeBucketBits, sequence: 0 },
              count,
            }))
        : this.#cutBuckets(sort, counts, passes);
    return direction === 'DESC' ? buckets.reverse() : buckets;
  }

  #cutBuckets(
    sort: number,
    counts: ReadonlyMap<number, number>,
    passes: (bucket: number) => boolean,
  ): Bucket[] {
    const bounds = this.#bounds.all(sort);
    const buckets: Bucket[] = [];
    bounds.forEach(([key, sequence, bucket], index) => {
      const count = counts.get(bucket);
      if (count === undefined || !passes(bucket)) return;
      const next = bounds[index + 1];
      const upper = next ? { key: next[0], sequence: next[1] } : (afterAll[sort] as OrderPlace);
      buckets.push({ lower: { key, sequence }, upper, count });
    });
    return buckets;
  }
}
