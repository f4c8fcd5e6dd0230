import { stageTypes } from '../../../../shared/catalogue/stages.ts';
import type { Database } from '../../../database/database.ts';
import { CounterTally, tallyRows } from './counter-tally.ts';
import {
  afterAll,
  bucketSize,
  everyFacet,
  type ListSort,
  listSorts,
  type OrderPlace,
  rangeCondition,
  rangeParameters,
} from './list-facets.ts';
import { TimeSlices } from './time-slices.ts';

interface Bucket {
  lower: OrderPlace;
  upper: OrderPlace;
}

/**
 * Splits buckets that grew too large, such as after an import of a hundred thousand rows with one
 * date. Correctness never waits for it: totals are right with any buckets, pages only slower.
 */
export class BucketSplitter {
  readonly #database: Database;
  readonly #overfull;
  readonly #bounds;
  readonly #insertBucket;
  readonly #raiseBucket;
  readonly #add;
  #running: Promise<void> | undefined;

  constructor(database: Database) {
    this.#database = database;
    this.#overfull = database.prepare<[object], { bucket: number }>(
      `SELECT bucket FROM list_counters
       WHERE sort = @sort AND facet = ${everyFacet} AND value = 0
         AND stage_type_id IN (${stageTypes.map(({ stageTypeId }) => stageTypeId).join(', ')})
       GROUP BY stage_type_id, bucket HAVING SUM(count) > ${2 * bucketSize} LIMIT 1`,
    );
    // The place where the bucket begins, then the place where the next one does.
    this.#bounds = database.prepare<[object], OrderPlace>(
      `SELECT lower AS key, lower_sequence AS sequence FROM list_buckets
       WHERE sort = @sort AND (lower, lower_sequence) >=
         (SELECT lower, lower_sequence FROM list_buckets WHERE sort = @sort AND bucket = @bucket)
       ORDER BY lower, lower_sequence LIMIT 2`,
    );
    this.#insertBucket = database.prepare(
      `INSERT INTO list_buckets(sort, lower, lower_sequence, bucket)
       VALUES (@sort, @key, @sequence, (SELECT MAX(bucket) + 1 FROM list_buckets WHERE sort = @sort))
       RETURNING bucket`,
    );
    this.#raiseBucket = database.prepare(
      `UPDATE list_buckets SET lower = @key, lower_sequence = @sequence WHERE sort = @sort AND bucket = @bucket`,
    );
    this.#add = database.prepare(
      `INSERT INTO list_counters(sort, stage_type_id, facet, value, bucket, list_state, count)
       VALUES (@sort, @stage, @facet, @value, @bucket, @state, @count)
       ON CONFLICT DO UPDATE SET count = count + excluded.count`,
    );
  }

  /** Splits until no bucket is too large; callers at the same time share one run. */
  async run(): Promise<void> {
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
    await this.#running;
  }

  async #run(): Promise<void> {
    const slices = new TimeSlices();
    for (const sort of listSorts.filter((entry) => entry.sort > 0)) {
      while (this.#database.open) {
        const found = this.#overfull.get({ sort: sort.sort });
        if (!found) break;
        while (this.#database.open && this.#cut(sort, found.bucket)) {
          if (slices.over) await slices.pause();
        }
      }
    }
  }

  /**
   * Cuts the beginning of a bucket off into a new one: as far as the first stage type that is too many has a bucket's worth.
   * Only what is cut off is counted, so the cost is the same however large the rest is.
   * @returns false where the bucket is small enough to be left alone
   */
  #cut(sort: ListSort, bucket: number): boolean {
    const here = this.#find(sort, bucket);
    const bound = this.#cutPoint(sort, here);
    if (bound === undefined) return false;
    this.#database
      .transaction(() => {
        this.#raiseBucket.run({ sort: sort.sort, bucket, ...bound });
        const created = this.#insertBucket.get({ sort: sort.sort, ...here.lower }) as {
          bucket: number;
        };
        for (const { stageTypeId: stage } of stageTypes) {
          const tally = new CounterTally();
          const range = { lower: here.lower, upper: bound };
          for (const row of tallyRows(this.#database, sort, stage, range)) tally.add(0, row);
          for (const { facet, value, counts } of tally.lines()) {
            for (const state of [1, 2] as const) {
              const count = counts[state];
              if (count === 0) continue;
              const line = { sort: sort.sort, stage, facet, value, state };
              this.#add.run({ ...line, bucket: created.bucket, count });
              this.#add.run({ ...line, bucket, count: -count });
            }
          }
        }
      })
      .immediate();
    return true;
  }

  #find({ sort }: ListSort, bucket: number): Bucket {
    const [lower, upper = afterAll[sort] as OrderPlace] = this.#bounds.all({ sort, bucket });
    if (!lower) throw new Error(`no bucket ${bucket} of order ${sort}`);
    return { lower, upper };
  }

  /** The first place, over the stage types, that leaves a bucket's worth before it, and some after. */
  #cutPoint(sort: ListSort, { lower, upper }: Bucket): OrderPlace | undefined {
    const { column, index } = sort;
    const nth = this.#database.prepare<[object], OrderPlace>(
      `SELECT ${column} AS key, applied_sequence AS sequence FROM applications INDEXED BY ${index}
       WHERE stage_type_id = @stage AND ${rangeCondition(sort)}
       ORDER BY ${column}, applied_sequence LIMIT 1 OFFSET @offset`,
    );
    const range = rangeParameters(lower, upper);
    const placeAt = (stage: number, offset: number) => nth.get({ stage, ...range, offset });
    for (const { stageTypeId } of stageTypes) {
      if (!placeAt(stageTypeId, bucketSize * 1.5)) continue;
      return placeAt(stageTypeId, bucketSize);
    }
    return undefined;
  }
}
