import { searchKeys } from '../../../../shared/catalogue/search-keys.ts';

/** A filter of the list that is counted: a column of `applications` by its values, 0 left out. */
export interface Facet {
  /** Its number in `list_counters`. */
  readonly facet: number;
  /** The request's field. */
  readonly name: string;
  readonly column: string;
}

/** The facet that counts every application, under value 0. */
export const everyFacet = 0;

/** Every filter of `process/list`; the search keys come from the catalogue. */
export const facets: readonly Facet[] = [
  { name: 'process_id', column: 'process_id' },
  { name: 'position_id', column: 'tob_position_id' },
  ...searchKeys.map((entry) => ({
    name: entry.key,
    column: 'applicationColumn' in entry ? entry.applicationColumn : 'entry_window',
  })),
].map((entry, index) => ({ ...entry, facet: index + 1 }));

/** One order of the list: its number is `sort` of `process/list`. */
export interface ListSort {
  readonly sort: number;
  /** The column of `applications` that orders; `applied_sequence` decides between equals. */
  readonly column: string;
  readonly direction: 'ASC' | 'DESC';
  /** The index that answers a filtered range of the order by itself. */
  readonly index: string;
}

/** Orders by their number. Order 0 is cut into buckets by number, the others by content. */
export const listSorts: readonly ListSort[] = [
  { sort: 0, column: 'changed_sequence', direction: 'DESC', index: 'list_by_change' },
  { sort: 1, column: 'applied_at', direction: 'DESC', index: 'list_by_application' },
  { sort: 2, column: 'name_sort', direction: 'ASC', index: 'list_by_name' },
];

/** A bucket of order 0 holds 2^10 numbers of the order. */
export const changeBucketBits = 10;

/** Applications a bucket of the other orders starts with. */
export const bucketSize = 1024;

/** The bucket of a row of `applications` in an order, as SQL. @param row a table's name, or NEW, OLD */
export function bucketExpression({ sort, column }: ListSort, row: string): string {
  return sort === 0
    ? `${row}.${column} >> ${changeBucketBits}`
    : `(SELECT bucket FROM list_buckets WHERE sort = ${sort} 
        AND (lower, lower_sequence) <= (${row}.${column}, ${row}.applied_sequence)
        ORDER BY lower DESC, lower_sequence DESC LIMIT 1)`;
}

/** A place in an order: the column's value, and the application's sequence among equals. */
export interface OrderPlace {
  key: number | string;
  sequence: number;
}

/** Places before and after every application, by order. */
export const beforeAll: readonly OrderPlace[] = [
  { key: Number.MIN_SAFE_INTEGER, sequence: 0 },
  { key: Number.MIN_SAFE_INTEGER, sequence: 0 },
  { key: '', sequence: 0 },
];
export const afterAll: readonly OrderPlace[] = [
  { key: Number.MAX_SAFE_INTEGER, sequence: 0 },
  { key: Number.MAX_SAFE_INTEGER, sequence: 0 },
  { key: '\u{10ffff}', sequence: 0 },
];

/** From one place on and before another, as SQL; `rangeParameters` are its parameters. */
export function rangeCondition({ column }: ListSort): string {
  return `(${column}, applied_sequence) >= (@lower, @lower_sequence)
    AND (${column}, applied_sequence) < (@upper, @upper_sequence)`;
}

export function rangeParameters(lower: OrderPlace, upper: OrderPlace) {
  return {
    lower: lower.key,
    lower_sequence: lower.sequence,
    upper: upper.key,
    upper_sequence: upper.sequence,
  };
}
