/**
 * A map over another: what one transaction of a batch changes, taken over whole or dropped whole.
 */
export class LayeredMap<Value> {
  readonly #below: LayeredMap<Value> | undefined;
  // Made when they are needed: a layer for each of many small transactions mostly has neither.
  #loaded: Map<string, Value> | undefined;
  #changed: Map<string, Value> | undefined;

  constructor(below?: LayeredMap<Value>) {
    this.#below = below;
  }

  get isEmpty(): boolean {
    return !this.#changed && !this.#loaded && (this.#below?.isEmpty ?? true);
  }

  get(key: string): Value | undefined {
    return this.#changed?.get(key) ?? this.#loaded?.get(key) ?? this.#below?.get(key);
  }

  /** Notes what the database has. */
  load(key: string, value: Value): void {
    this.#loaded ??= new Map();
    this.#loaded.set(key, value);
  }

  /** Whether the database has it. */
  isLoaded(key: string): boolean {
    return this.#loaded?.has(key) ?? false;
  }

  set(key: string, value: Value): void {
    this.#changed ??= new Map();
    this.#changed.set(key, value);
  }

  /** Hands the changes down. */
  commit(): void {
    for (const [key, value] of this.changed()) this.#below?.set(key, value);
  }

  /** What was set. */
  changed(): Iterable<[string, Value]> {
    return this.#changed ?? [];
  }
}
