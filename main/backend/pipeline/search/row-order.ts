import type { ListOrder } from '../../../../shared/api/list-filter.ts';
import { certificateKinds } from '../../../../shared/catalogue/certificate-kinds.ts';
import { filterField } from '../../../../shared/catalogue/filter-fields.ts';
import { fieldSource } from './field-source.ts';
import type { SearchTable } from './search-table.ts';
import type { SortedTexts } from './sorted-texts.ts';

/** What rows are ordered by, row by row of those given: the smaller first. */
type Key = Float64Array;

/** Places of texts in their order; equal texts have the same. Made anew after a change. */
export class TextRanks {
  readonly #kept = new Map<SortedTexts, { order: Uint32Array; ranks: Uint32Array }>();

  /** By entry; 0 where there is no text. */
  of(sorted: SortedTexts, text: (entry: number) => string, size: number): Uint32Array {
    const order = sorted.sorted();
    const kept = this.#kept.get(sorted);
    if (kept?.order === order) return kept.ranks;
    const ranks = new Uint32Array(size);
    let rank = 0;
    let before = '';
    for (const entry of order) {
      const own = text(entry);
      if (own !== before) rank += 1;
      before = own;
      ranks[entry] = rank;
    }
    this.#kept.set(sorted, { order, ranks });
    return ranks;
  }
}

/**
 * The page of some rows in an order.
 * @param sort as in `process/list`, where `order` has no key
 * @returns rows, at most `size`
 */
export function orderedPage(
  table: SearchTable,
  ranks: TextRanks,
  rows: Uint32Array,
  { order, sort, offset, size }: { order: ListOrder; sort: number; offset: number; size: number },
): Uint32Array {
  if (offset >= rows.length) return new Uint32Array();
  const keys =
    order.length > 0 ? orderKeys(table, ranks, rows, order) : sortKeys(table, ranks, rows, sort);
  const page = pagePlaces(keys, rows.length, offset, Math.min(rows.length, offset + size));
  return page.map((place) => rows[place] as number);
}

/** Places from `from` on and before `to` in the order of the keys, of `count` places. */
function pagePlaces(keys: readonly Key[], count: number, from: number, to: number): Uint32Array {
  const compare = (a: number, b: number): number => {
    for (const key of keys) {
      const difference = (key[a] as number) - (key[b] as number);
      // Two that have nothing here are alike: the difference of infinities is no number.
      if (difference < 0 || difference > 0) return difference;
    }
    return 0;
  };
  let places = new Uint32Array(count);
  for (let place = 0; place < count; place += 1) places[place] = place;
  let skip = from;
  const wanted = to - from;
  // The strongest key alone leaves few candidates as a rule, and comparing plain numbers is cheap.
  for (const key of keys) {
    if (places.length <= wanted) break;
    const narrowed = narrow(places, key, skip, skip + wanted);
    places = narrowed.places;
    skip -= narrowed.before;
    if (!narrowed.alike) break;
  }
  const end = skip + wanted;
  if (end < places.length) selectFirst(places, end, compare);
  if (skip > 0) selectFirst(places.subarray(0, end), skip, compare);
  return places.slice(skip, end).sort(compare);
}

/**
 * The places that can be from `from` to `to` in the order of one key.
 * @returns them, how many come before them, and whether all have the same value
 */
function narrow(
  places: Uint32Array,
  key: Key,
  from: number,
  to: number,
): { places: Uint32Array<ArrayBuffer>; before: number; alike: boolean } {
  const values = new Float64Array(places.length);
  for (let at = 0; at < places.length; at += 1) values[at] = key[places[at] as number] as number;
  const first = smallest(values, from);
  const last = smallest(values, to - 1);
  const kept = new Uint32Array(places.length);
  let count = 0;
  let before = 0;
  for (let at = 0; at < places.length; at += 1) {
    const place = places[at] as number;
    const value = key[place] as number;
    if (value < first) before += 1;
    else if (value <= last) kept[count++] = place;
  }
  return { places: kept.slice(0, count), before, alike: first === last };
}

/** The value at a place of the order, values moved about (quickselect). */
function smallest(values: Float64Array, place: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const a = values[low] as number;
    const b = values[(low + high) >>> 1] as number;
    const c = values[high] as number;
    const pivot = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    let left = low;
    let right = high;
    while (left <= right) {
      while ((values[left] as number) < pivot) left += 1;
      while ((values[right] as number) > pivot) right -= 1;
      if (left > right) break;
      const swapped = values[left] as number;
      values[left] = values[right] as number;
      values[right] = swapped;
      left += 1;
      right -= 1;
    }
    if (place <= right) high = right;
    else if (place >= left) low = left;
    else return pivot;
  }
  return values[place] as number;
}

/** Moves the `count` smallest to the front, in no order (quickselect). */
function selectFirst(
  places: Uint32Array,
  count: number,
  compare: (a: number, b: number) => number,
): void {
  let low = 0;
  let high = places.length - 1;
  while (low < high) {
    const pivot = median(
      places[low] as number,
      places[(low + high) >>> 1] as number,
      places[high] as number,
      compare,
    );
    let left = low;
    let right = high;
    while (left <= right) {
      while (compare(places[left] as number, pivot) < 0) left += 1;
      while (compare(places[right] as number, pivot) > 0) right -= 1;
      if (left > right) break;
      const swapped = places[left] as number;
      places[left] = places[right] as number;
      places[right] = swapped;
      left += 1;
      right -= 1;
    }
    if (count - 1 <= right) high = right;
    else if (count - 1 >= left) low = left;
    else return;
  }
}

function median(
  a: number,
  b: number,
  c: number,
  compare: (a: number, b: number) => number,
): number {
  if (compare(a, b) > 0) return median(b, a, c, compare);
  if (compare(b, c) <= 0) return b;
  return compare(a, c) <= 0 ? c : a;
}

/** `sort` of `process/list`, as the counters' own orders have it. */
function sortKeys(table: SearchTable, ranks: TextRanks, rows: Uint32Array, sort: number): Key[] {
  const appliedSequence = table.numberColumn('applied_sequence');
  switch (sort) {
    case 1: {
      const appliedAt = table.numberColumn('applied_at');
      return [descending(rows, appliedAt), descending(rows, appliedSequence)];
    }
    case 2:
      return [nameKey(table, ranks, rows), keyOf(rows, (row) => appliedSequence[row] as number)];
    default:
      return [descending(rows, table.numberColumn('changed_sequence'))];
  }
}

function keyOf(rows: Uint32Array, value: (row: number) => number): Key {
  const key = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at += 1) key[at] = value(rows[at] as number);
  return key;
}

function descending(rows: Uint32Array, column: Float64Array): Key {
  return keyOf(rows, (row) => -(column[row] as number));
}

function nameKey(table: SearchTable, ranks: TextRanks, rows: Uint32Array): Key {
  const places = ranks.of(table.names.order, (id) => table.names.sortText(id), table.names.size);
  return keyOf(rows, (row) => places[table.name[row] as number] as number);
}

/** The order's keys, then the newest change first. */
function orderKeys(
  table: SearchTable,
  ranks: TextRanks,
  rows: Uint32Array,
  order: ListOrder,
): Key[] {
  const keys = order.map(({ key, direction }) => {
    const values = fieldKey(table, ranks, rows, key);
    const sign = direction === 'desc' ? -1 : 1;
    for (let at = 0; at < values.length; at += 1) {
      const value = values[at] as number;
      // Nothing comes last in either direction.
      values[at] = Number.isNaN(value) ? Number.POSITIVE_INFINITY : sign * value;
    }
    return values;
  });
  return [...keys, descending(rows, table.numberColumn('changed_sequence'))];
}

/** A field's values as numbers that compare as the values do; NaN for none. */
function fieldKey(table: SearchTable, ranks: TextRanks, rows: Uint32Array, name: string): Key {
  const source = fieldSource(name);
  const map = (value: (row: number) => number): Key => keyOf(rows, value);
  const orNone = (rank: number) => (rank === 0 ? Number.NaN : rank);
  switch (source.kind) {
    case 'number':
    case 'day': {
      const column = table.numberColumn(source.column);
      return map((row) => column[row] as number);
    }
    case 'code': {
      const column = table.byteColumn(source.column);
      const places = codePlaces(name, source.column);
      return map((row) => places[column[row] as number] as number);
    }
    case 'text':
      switch (source.column) {
        case 'name':
          return nameKey(table, ranks, rows);
        case 'phone': {
          const { phoneOrder: sorted, phoneDigits: texts } = table;
          const places = ranks.of(sorted, (row) => texts[row] as string, table.size);
          return map((row) => orNone(places[row] as number));
        }
        case 'email': {
          const { emailOrder: sorted, plainEmails: texts } = table;
          const places = ranks.of(sorted, (row) => texts[row] as string, table.size);
          return map((row) => orNone(places[row] as number));
        }
        case 'position':
          return map((row) => table.positions.ranks[table.position[row] as number] as number);
        case 'stage':
          return map((row) => table.stages.ranks[table.stage[row] as number] as number);
        case 'step':
          return map((row) => table.steps.ranks[table.step[row] as number] as number);
      }
  }
}

/** Codes by the order of the field's options; NaN for none. */
function codePlaces(name: string, column: string): Float64Array {
  const places = new Float64Array(256).fill(Number.NaN);
  const field = filterField(name);
  const isProgress = certificateKinds.some(({ kind }) => column === `${kind}_progress`);
  field?.options.forEach(({ value }, place) => {
    if (isProgress) places[place] = place;
    else places[typeof value === 'number' ? value : place + 1] = place;
  });
  return places;
}
