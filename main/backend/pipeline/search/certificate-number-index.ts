import { reversed } from './search-table.ts';
import { SortedTexts } from './sorted-texts.ts';

/** Letters and digits of a certificate's number, lower case: how it is typed does not matter. */
export function plainCertificateNumber(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Certificates' numbers, found by their first or their last characters. */
export class CertificateNumberIndex {
  readonly #texts: string[] = [];
  readonly #rows: number[] = [];
  readonly #entriesOfRow = new Map<number, number[]>();
  readonly #order = new SortedTexts((entry) => this.#texts[entry] as string);
  readonly #endOrder = new SortedTexts((entry) => reversed(this.#texts[entry] as string));

  add(row: number, number: string): void {
    const entry = this.#texts.push(plainCertificateNumber(number)) - 1;
    this.#rows.push(row);
    const entries = this.#entriesOfRow.get(row);
    if (entries) entries.push(entry);
    else this.#entriesOfRow.set(row, [entry]);
    this.#order.grow(entry + 1);
    this.#endOrder.grow(entry + 1);
  }

  /** Takes a row's numbers away. */
  forget(row: number): void {
    for (const entry of this.#entriesOfRow.get(row) ?? []) {
      this.#texts[entry] = '';
      this.#order.change(entry);
      this.#endOrder.change(entry);
    }
    this.#entriesOfRow.delete(row);
  }

  /** Sets a bit of every row with a number that begins or ends with a text. */
  mark(word: string, marks: Uint8Array, bit: number): void {
    const plain = plainCertificateNumber(word);
    if (plain === '' || this.#entriesOfRow.size === 0) return;
    for (const found of [
      this.#order.withPrefix(plain),
      this.#endOrder.withPrefix(reversed(plain)),
    ]) {
      for (const entry of found) {
        const row = this.#rows[entry] as number;
        marks[row] = (marks[row] as number) | bit;
      }
    }
  }
}
