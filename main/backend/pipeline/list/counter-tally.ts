import type { Database } from '../../../database/database.ts';
import {
  bucketExpression,
  everyFacet,
  facets,
  type ListSort,
  type OrderPlace,
  rangeCondition,
  rangeParameters,
} from './list-facets.ts';

/** How many applications in each list state (index 1 and 2) have a facet's value, in a bucket. */
export interface TallyLine {
  facet: number;
  value: number;
  bucket: number;
  counts: readonly [number, number, number];
}

/** Counts applications of one stage type as the triggers do, for many rows at once. */
export class CounterTally {
  readonly #lines = new Map<number, Map<number, Map<number, [number, number, number]>>>();

  /**
   * Counts an application.
   * @param row of `tallyRows`: its list state second, its values in facet order from the third on
   */
  add(bucket: number, row: readonly number[]): void {
    const listState = row[1] as number;
    this.#count(everyFacet, 0, bucket, listState);
    for (let index = 0; index < facets.length; index += 1) {
      const value = row[index + 2] as number;
      if (value !== 0) this.#count(index + 1, value, bucket, listState);
    }
  }

  /** Every line, in the order of the table's key. */
  lines(): TallyLine[] {
    return sorted(this.#lines).flatMap(([facet, values]) =>
      sorted(values).flatMap(([value, buckets]) =>
        sorted(buckets).map(([bucket, counts]) => ({ facet, value, bucket, counts })),
      ),
    );
  }

  #count(facet: number, value: number, bucket: number, listState: number): void {
    const values = obtain(this.#lines, facet, () => new Map());
    const buckets = obtain(values, value, () => new Map());
    const counts = obtain<[number, number, number]>(buckets, bucket, () => [0, 0, 0]);
    counts[listState === 2 ? 2 : 1] += 1;
  }
}

/**
 * Reads what a tally counts along an order, from its covering index alone: bucket, list state, values
 * in facet order. Without bounds, the whole stage type.
 */
export function tallyRows(
  database: Database,
  sort: ListSort,
  stage: number,
  range?: { lower: OrderPlace; upper: OrderPlace },
): IterableIterator<number[]> {
  const { column, index } = sort;
  return database
    .prepare<[object], number[]>(
      `SELECT ${bucketExpression(sort, 'applications')}, list_state,
         ${facets.map((facet) => facet.column).join(', ')}
       FROM applications INDEXED BY ${index} WHERE stage_type_id = @stage
         ${range ? `AND ${rangeCondition(sort)}` : ''}
       ORDER BY ${column}, applied_sequence`,
    )
    .raw()
    .iterate({ stage, ...(range && rangeParameters(range.lower, range.upper)) });
}

function sorted<Value>(map: ReadonlyMap<number, Value>): [number, Value][] {
  return [...map].sort(([a], [b]) => a - b);
}

function obtain<Value>(map: Map<number, Value>, key: number, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
