/**
 * A map over another: what one transaction of a batch changes, taken over whole or dropped whole.
 */
export class LayeredMap<Value> {
  readonly #own = new Map<string, Value>();
  readonly #changed = new Set<string>();
  readonly #below: LayeredMap<Value> | undefined;

  constructor(below?: LayeredMap<Value>) {
    this.#below = below;
  }

  get(key: string): Value | undefined {
    return this.#own.get(key) ?? this.#below?.get(key);
  }

  /** Notes what the database has. */
  load(key: string, value: Value): void {
    this.#own.set(key, value);
  }

  set(key: string, value: Value): void {
    this.#own.set(key, value);
    this.#changed.add(key);
  }

  /** Hands the changes down. */
  commit(): void {
    for (const [key, value] of this.changed()) this.#below?.set(key, value);
  }

  /** What was set. */
  *changed(): Iterable<[string, Value]> {
    for (const key of this.#changed) yield [key, this.#own.get(key) as Value];
  }
}
