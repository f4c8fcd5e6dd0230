/** Words that count; what follows them is left out. */
const maximalWords = 5;

/** A keyword as words, each of which must be found in the person or in the position. */
export interface KeywordWords {
  /** Lower case, NFKC. */
  words: readonly string[];
  /** The words run together where they may be one name's pinyin typed with spaces, else empty. */
  joined: string;
}

/** Reads a keyword. All of it is text: no operator has a meaning. */
export function keywordWords(keyword: string): KeywordWords {
  const words = keyword
    .normalize('NFKC')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, maximalWords);
  const pinyin = words.length > 1 && words.every((word) => /^[a-z]+$/.test(word));
  return { words, joined: pinyin ? words.join('') : '' };
}

/** The digits of a word that is a part of a telephone number, else empty. */
export function phoneDigits(word: string): string {
  return /^\+?[\d-]+$/.test(word) ? word.replace(/\D/g, '') : '';
}
