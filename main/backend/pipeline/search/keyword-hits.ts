import type { CertificateNumberIndex } from './certificate-number-index.ts';
import { keywordWords, phoneDigits } from './keyword-words.ts';
import { reversed, type SearchTable } from './search-table.ts';

/**
 * Tells which rows a keyword finds. A word finds a name by its characters, its pinyin (`songhai`), its
 * initials (`shy`) or a word's beginning, a phone by its first or last digits, an e-mail address by
 * its beginning, a certificate by its number's beginning or end, and a position by any part of its name.
 */
export class KeywordHits {
  readonly #table: SearchTable;
  /** Bits of the words found: by row, by name, by position. */
  readonly #rowMarks: Uint8Array;
  readonly #nameMarks: Uint8Array;
  readonly #positionMarks: Uint8Array;
  /** The bits of every word. */
  readonly #all: number;

  constructor(table: SearchTable, numbers: CertificateNumberIndex, keyword: string) {
    this.#table = table;
    this.#rowMarks = new Uint8Array(table.size);
    this.#nameMarks = new Uint8Array(table.names.size);
    this.#positionMarks = new Uint8Array(table.positions.texts.length);
    const { words, joined } = keywordWords(keyword);
    this.#all = 2 ** words.length - 1;
    words.forEach((word, index) => {
      this.#mark(word, 1 << index, numbers);
    });
    if (joined !== '') table.names.markPinyin(joined, this.#nameMarks, this.#all);
  }

  /** Whether every word is found; a keyword without words finds nothing. */
  has(row: number): boolean {
    const { name, position } = this.#table;
    const marks =
      (this.#rowMarks[row] as number) |
      (this.#nameMarks[name[row] as number] as number) |
      (this.#positionMarks[position[row] as number] as number);
    return marks === this.#all && this.#all !== 0;
  }

  #mark(word: string, bit: number, numbers: CertificateNumberIndex): void {
    const { names, emailOrder, phoneOrder, phoneEndOrder, positions } = this.#table;
    names.mark(word, this.#nameMarks, bit);
    this.#markRows(emailOrder.withPrefix(word), bit);
    const digits = phoneDigits(word);
    if (digits !== '') {
      this.#markRows(phoneOrder.withPrefix(digits), bit);
      this.#markRows(phoneEndOrder.withPrefix(reversed(digits)), bit);
    }
    numbers.mark(word, this.#rowMarks, bit);
    positions.texts.forEach((text, entry) => {
      if (text.normalize('NFKC').toLowerCase().includes(word)) {
        this.#positionMarks[entry] = (this.#positionMarks[entry] as number) | bit;
      }
    });
  }

  #markRows(rows: Uint32Array, bit: number): void {
    const marks = this.#rowMarks;
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at] as number;
      marks[row] = (marks[row] as number) | bit;
    }
  }
}
