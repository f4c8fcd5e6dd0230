import { stageTypes } from '../../../../shared/catalogue/stages.ts';
import type { Database } from '../../../database/database.ts';
import { BoundsReader } from './bucket-bounds.ts';
import { DataVersion } from './data-version.ts';
import { everyFacet, facets, type OrderPlace } from './list-facets.ts';
import type { ListPlan } from './list-plan.ts';

/** Buckets in the order of the list, with how many applications of each match. */
export interface Counted {
  /** Undefined where the counters cannot tell; then `counts` are what can match, not what does. */
  total: number | undefined;
  buckets: readonly number[];
  counts: ReadonlyMap<number, number>;
  range(bucket: number): { lower: OrderPlace; upper: OrderPlace };
}

interface FacetCount {
  total: number;
  byBucket: Map<number, number>;
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
    this.#bounds = new BoundsReader(database);
    this.#version = new DataVersion(database);
    // As two JSON arrays: a thousand rows cost far more on their way to JavaScript than one.
    this.#counts = database
      .prepare<[object], [string, string]>(
        `SELECT json_group_array(bucket), json_group_array(count) FROM list_counters
         WHERE sort = @sort AND stage_type_id = @stage AND facet = @facet AND value = @value
           AND (@state = 3 OR list_state = @state)`,
      )
      .raw();
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

  #readCounters(plan: ListPlan): Counted {
    const counts = plan.selections.map(({ facet, values }) =>
      this.#count(plan, facet.facet, values),
    );
    if (counts.length === 1) return this.#inOrder(plan, counts[0] as FacetCount, []);
    const everything = this.#count(plan, everyFacet, [0]);
    const [narrowest = everything, ...others] = counts
      // A filter that every application passes is none.
      .filter(({ total }) => total < everything.total)
      .sort((a, b) => a.total - b.total);
    return this.#inOrder(plan, narrowest, others);
  }

  /** The buckets of the narrowest filter where every other has something too. */
  #inOrder({ sort }: ListPlan, narrowest: FacetCount, others: readonly FacetCount[]): Counted {
    const bounds = this.#bounds.read(sort);
    const shared = [...narrowest.byBucket.keys()].filter((bucket) =>
      others.every(({ byBucket }) => byBucket.has(bucket)),
    );
    const buckets = bounds.ascending(shared);
    return {
      total: others.length === 0 || narrowest.total === 0 ? narrowest.total : undefined,
      buckets: sort.direction === 'DESC' ? buckets.reverse() : buckets,
      counts: narrowest.byBucket,
      range: bounds.range,
    };
  }

  #count(
    { sort, stageTypeId, listType }: ListPlan,
    facet: number,
    values: readonly number[],
  ): FacetCount {
    const byBucket = new Map<number, number>();
    let total = 0;
    for (const value of values) {
      const parameters = { sort: sort.sort, stage: stageTypeId, facet, value, state: listType };
      const [buckets, counts] = (this.#counts.get(parameters) ?? ['[]', '[]']).map(
        (text) => JSON.parse(text) as number[],
      ) as [number[], number[]];
      buckets.forEach((bucket, index) => {
        const count = counts[index] as number;
        byBucket.set(bucket, (byBucket.get(bucket) ?? 0) + count);
        total += count;
      });
    }
    return { total, byBucket };
  }
}
