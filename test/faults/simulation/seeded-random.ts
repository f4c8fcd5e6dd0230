import { createHash } from 'node:crypto';

/** Bytes that follow from a name alone: the same name draws the same, in every run. */
export class SeededRandom {
  readonly #name: string;
  #drawn = 0;

  constructor(name: string) {
    this.#name = name;
  }

  bytes = (size: number): Uint8Array => {
    const bytes = new Uint8Array(size);
    for (let filled = 0; filled < size; ) {
      this.#drawn += 1;
      const digest = createHash('sha256').update(`${this.#name}/${this.#drawn}`).digest();
      bytes.set(digest.subarray(0, size - filled), filled);
      filled += Math.min(digest.length, size - filled);
    }
    return bytes;
  };

  /** From 0 to below `end`, which is small. */
  below(end: number): number {
    const [high = 0, low = 0] = this.bytes(2);
    return (high * 256 + low) % end;
  }
}
