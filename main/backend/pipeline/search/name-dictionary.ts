import { SortedTexts } from './sorted-texts.ts';

const han = /\p{Script=Han}/u;
const hanCharacters = /\p{Script=Han}/gu;

/**
 * Every name once, with what finds it: its characters, its pinyin, its initials, its words. Names are
 * added and never taken away; one that nobody has any more finds nobody.
 */
export class NameDictionary {
  readonly #ids = new Map<string, number>();
  readonly #names: string[] = [];
  readonly #sortTexts: string[] = [];
  readonly #plain: string[] = [];
  readonly #pinyin: string[] = [];
  readonly #initials: string[] = [];
  /** Names by each of their Chinese characters. */
  readonly #byCharacter = new Map<string, number[]>();
  /** Words of names that are not Chinese characters, each with its name. */
  readonly #words: string[] = [];
  readonly #wordNames: number[] = [];
  readonly #interned = new Map<string, string>();
  /** Names by `sortText`. */
  readonly order = new SortedTexts((id) => this.sortText(id));
  readonly #pinyinOrder = new SortedTexts((id) => this.#pinyin[id] as string);
  readonly #initialsOrder = new SortedTexts((id) => this.#initials[id] as string);
  readonly #wordOrder = new SortedTexts((word) => this.#words[word] as string);

  /** How many names there are; ids are below it. */
  get size(): number {
    return this.#names.length;
  }

  /** The name of an id, as it is written. */
  name(id: number): string {
    return this.#names[id] as string;
  }

  /** The name of an id as searches see it: NFKC, lower case. */
  plainName(id: number): string {
    return this.#plain[id] as string;
  }

  /** What a name is ordered by: its pinyin, then itself. */
  sortText(id: number): string {
    return this.#sortTexts[id] as string;
  }

  /** The id of a name. @param sortText `name_sort` of the candidate */
  add(name: string, sortText: string): number {
    const own = sortText.endsWith(`\t${name}`);
    const key = own ? sortText : `${sortText}\t${name}`;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.#names.length;
    const syllables = key.slice(0, -name.length - 1).split(' ');
    const plain = name.normalize('NFKC').toLowerCase();
    this.#ids.set(key, id);
    this.#names.push(name);
    this.#sortTexts.push(key);
    this.#plain.push(plain === name ? name : plain);
    this.#pinyin.push(this.#intern(syllables.join('')));
    this.#initials.push(this.#intern(syllables.map((syllable) => syllable[0] ?? '').join('')));
    for (const character of new Set(plain.match(hanCharacters))) {
      const names = this.#byCharacter.get(character);
      if (names) names.push(id);
      else this.#byCharacter.set(character, [id]);
    }
    for (const word of wordsOf(plain)) {
      if (word === '') continue;
      this.#words.push(word);
      this.#wordNames.push(id);
    }
    for (const order of [this.order, this.#pinyinOrder, this.#initialsOrder]) {
      order.grow(id + 1);
    }
    this.#wordOrder.grow(this.#words.length);
    return id;
  }

  /** Sets a bit of every name that a word of a keyword finds. @param word lower case, NFKC */
  mark(word: string, marks: Uint8Array, bit: number): void {
    if (han.test(word)) {
      this.#markWithin(word, marks, bit);
      return;
    }
    for (const entry of this.#wordOrder.withPrefix(word)) {
      set(marks, this.#wordNames[entry] as number, bit);
    }
    this.markPinyin(word, marks, bit);
    for (const id of this.#initialsOrder.withPrefix(word)) set(marks, id, bit);
  }

  /** Sets bits of every name whose pinyin, run together, begins with a text. */
  markPinyin(text: string, marks: Uint8Array, bits: number): void {
    for (const id of this.#pinyinOrder.withPrefix(text)) set(marks, id, bits);
  }

  /** Sorts what words are looked up in. */
  warm(): void {
    for (const order of [this.#pinyinOrder, this.#initialsOrder, this.#wordOrder]) order.sorted();
  }

  #markWithin(word: string, marks: Uint8Array, bit: number): void {
    const lists = [...new Set(word.match(hanCharacters))].map((character) =>
      this.#byCharacter.get(character),
    );
    if (lists.includes(undefined)) return;
    const [rarest] = (lists as number[][]).sort((a, b) => a.length - b.length);
    for (const id of rarest as number[]) {
      if ((this.#plain[id] as string).includes(word)) set(marks, id, bit);
    }
  }

  #intern(text: string): string {
    const known = this.#interned.get(text);
    if (known !== undefined) return known;
    this.#interned.set(text, text);
    return text;
  }
}

/** A name's words that are not Chinese characters. */
function wordsOf(plainName: string): string[] {
  return plainName.replace(hanCharacters, ' ').split(/\s+/);
}

function set(marks: Uint8Array, at: number, bits: number): void {
  marks[at] = (marks[at] as number) | bits;
}
