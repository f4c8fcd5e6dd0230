/** Reproducible pseudo-random choices (mulberry32): the same seed makes the same demo workspace. */
export class SeededRandom {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** A number in [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** An integer from `least` to `most`, both included. */
  integer(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** One of the items. */
  pick<Item>(items: readonly Item[]): Item {
    return items[this.integer(0, items.length - 1)] as Item;
  }

  /** The items in another order. */
  shuffled<Item>(items: readonly Item[]): Item[] {
    const result = [...items];
    for (let last = result.length - 1; last > 0; last--) {
      const other = this.integer(0, last);
      [result[last], result[other]] = [result[other] as Item, result[last] as Item];
    }
    return result;
  }

  /**
   * `size` values in random order: every value at least `least` times, the rest mostly `usual`.
   * @param share how often the rest is `usual`, 0 to 1
   */
  deck<Value>(
    size: number,
    values: readonly Value[],
    usual: Value,
    { least = 3, share = 0.6 } = {},
  ): Value[] {
    const cards = values.flatMap((value) => Array<Value>(least).fill(value)).slice(0, size);
    while (cards.length < size) cards.push(this.next() < share ? usual : this.pick(values));
    return this.shuffled(cards);
  }
}
