/** Texts by their entry's number; what `SortedTexts` keeps in order. */
export type TextOf = (entry: number) => string;

/** Groups smaller than this are sorted by comparing. */
const smallGroup = 48;
/** Characters a step of the sort looks at: 3 of 8 bits, beside an index of 29 bits. */
const step = 3;
const indexFactor = 2 ** 29;

/**
 * Entries in the order of their texts, so that a prefix is a range: sorted when first asked for, and
 * kept in order by merging in what changed since. Texts compare by UTF-16 units.
 */
export class SortedTexts {
  readonly #text: TextOf;
  #order: Uint32Array<ArrayBuffer> | undefined;
  #size = 0;
  #changed = new Set<number>();

  /** @param text of an entry; the empty text is left out */
  constructor(text: TextOf) {
    this.#text = text;
  }

  /** Takes notice of entries up to `size` (not included). */
  grow(size: number): void {
    for (let entry = this.#size; this.#order && entry < size; entry += 1) this.#changed.add(entry);
    this.#size = size;
  }

  /** Takes notice that an entry's text is another now. */
  change(entry: number): void {
    if (this.#order && entry < this.#size) this.#changed.add(entry);
  }

  /** Entries with a text, in its order. */
  sorted(): Uint32Array {
    if (!this.#order) {
      const entries = new Uint32Array(this.#size);
      let count = 0;
      for (let entry = 0; entry < this.#size; entry += 1) {
        if (this.#text(entry) !== '') entries[count++] = entry;
      }
      this.#order = entries.slice(0, count);
      sortByText(this.#order, 0, count, 0, this.#text);
    } else if (this.#changed.size > 0) {
      this.#order = this.#merged(this.#order);
    }
    this.#changed.clear();
    return this.#order;
  }

  /** The entries whose texts begin with a prefix. */
  withPrefix(prefix: string): Uint32Array {
    const order = this.sorted();
    return order.subarray(this.#bound(order, prefix, false), this.#bound(order, prefix, true));
  }

  /** The first place at or after the prefix; with `after`, behind everything that begins with it. */
  #bound(order: Uint32Array, prefix: string, after: boolean): number {
    let low = 0;
    let high = order.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const text = this.#text(order[middle] as number);
      const before = text < prefix || (after && text.startsWith(prefix));
      if (before) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #merged(order: Uint32Array): Uint32Array<ArrayBuffer> {
    const kept = order.filter((entry) => !this.#changed.has(entry));
    const added = Uint32Array.from(
      [...this.#changed].filter((entry) => entry < this.#size && this.#text(entry) !== ''),
    );
    sortByText(added, 0, added.length, 0, this.#text);
    const merged = new Uint32Array(kept.length + added.length);
    let from = 0;
    for (const [index, entry] of added.entries()) {
      const place = this.#placeOf(kept, this.#text(entry), from);
      merged.set(kept.subarray(from, place), from + index);
      merged[place + index] = entry;
      from = place;
    }
    merged.set(kept.subarray(from), from + added.length);
    return merged;
  }

  #placeOf(order: Uint32Array, text: string, from: number): number {
    let low = from;
    let high = order.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#text(order[middle] as number) <= text) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/**
 * Sorts entries of `order` from `start` to `end` whose texts agree up to `depth`. A step packs the
 * next three characters and the place into one number, since numbers sort without calling back.
 */
function sortByText(
  order: Uint32Array,
  start: number,
  end: number,
  depth: number,
  text: TextOf,
): void {
  if (end - start < smallGroup) {
    sortSmall(order, start, end, text);
    return;
  }
  const entries = order.slice(start, end);
  const keys = new Float64Array(entries.length);
  for (let index = 0; index < entries.length; index += 1) {
    const key = packed(text(entries[index] as number), depth);
    // A character beyond 8 bits does not fit a key.
    if (key < 0) {
      sortSmall(order, start, end, text);
      return;
    }
    keys[index] = key * indexFactor + index;
  }
  keys.sort();
  let group = start;
  let groupKey = -1;
  for (let index = 0; index < keys.length; index += 1) {
    const key = Math.floor((keys[index] as number) / indexFactor);
    order[start + index] = entries[(keys[index] as number) - key * indexFactor] as number;
    if (key === groupKey) continue;
    sortGroup(order, group, start + index, groupKey, depth, text);
    group = start + index;
    groupKey = key;
  }
  sortGroup(order, group, end, groupKey, depth, text);
}

function sortGroup(
  order: Uint32Array,
  start: number,
  end: number,
  key: number,
  depth: number,
  text: TextOf,
): void {
  // A key that ends in 0 is of texts that ended: all the same.
  if (end - start > 1 && key % 256 !== 0) sortByText(order, start, end, depth + step, text);
}

function sortSmall(order: Uint32Array, start: number, end: number, text: TextOf): void {
  order.subarray(start, end).sort((a, b) => {
    const left = text(a);
    const right = text(b);
    return left < right ? -1 : left > right ? 1 : 0;
  });
}

/** Three characters from a place on, 0 behind the end; -1 where one takes more than 8 bits. */
function packed(text: string, depth: number): number {
  let key = 0;
  for (let index = depth; index < depth + step; index += 1) {
    const code = index < text.length ? text.charCodeAt(index) : 0;
    if (code > 255) return -1;
    key = key * 256 + code;
  }
  return key;
}
