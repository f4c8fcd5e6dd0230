import { reversed, spaced } from './search-terms.ts';

/** Characters the index keeps the beginnings of words for: `prefix` of `application_search`. */
const indexedPrefix = 4;
/** Words that count; what follows them is left out. */
const maximalWords = 5;

/** A person as the check of a long word needs it. */
export interface Person {
  name_sort: string;
  name: string;
  phone: string;
  email: string;
}

/** A keyword as the search index understands it. All of it is text: no operator has a meaning. */
export interface KeywordQuery {
  /** The words; each must be found in the person or in the position. */
  words: readonly string[];
  /** The FTS5 expression for some of the words, by their numbers, all of them in the person. */
  expression(wordNumbers: readonly number[]): string;
  /**
   * Whether what the index finds must pass `matches` too: some word is longer than it keeps, or has
   * punctuation.
   */
  needsCheck: boolean;
  matches(person: Person, wordNumbers: readonly number[]): boolean;
}

/**
 * Reads a keyword. A word finds a name by its characters, its pinyin (`songhai`) or its initials
 * (`shy`), a phone by its first or last digits, an e-mail address by its beginning.
 * Pinyin may be typed with spaces (`song hai yang`).
 */
export function keywordQuery(keyword: string): KeywordQuery {
  const words = keyword
    .normalize('NFKC')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, maximalWords);
  const joined = words.length > 1 && words.every((word) => /^[a-z]+$/.test(word)) && words.join('');
  const isAll = (numbers: readonly number[]) => numbers.length === words.length;
  return {
    words,
    needsCheck: [...words, joined || ''].some((word) => needsCheck(word)),
    expression(numbers) {
      const all = numbers.map((number) => wordExpression(words[number] as string)).join(' AND ');
      return joined && isAll(numbers) ? `(${all}) OR ${pinyinExpression(joined)}` : all;
    },
    matches(person, numbers) {
      return (
        numbers.every((number) => wordMatches(words[number] as string, person)) ||
        (joined !== false && isAll(numbers) && pinyinMatches(joined, person))
      );
    },
  };
}

const han = /\p{Script=Han}/u;
const digits = /^\+?[\d-]+$/;

function needsCheck(word: string): boolean {
  // The index reads punctuation as a gap between words.
  if (han.test(word)) return /[^\p{L}\p{N}]/u.test(word);
  return [...word].length > indexedPrefix;
}

function wordExpression(word: string): string {
  if (han.test(word)) return `(name : ${quoted(spaced(word))})`;
  const alternatives = [`name : ${beginning(word)}`, `email : ${beginning(word)}`];
  if (digits.test(word)) {
    const number = word.replace(/\D/g, '');
    alternatives.push(`phone : ${beginning(number)}`, `phone_end : ${beginning(reversed(number))}`);
  } else {
    alternatives.push(`pinyin : ${beginning(word)}`, `initials : ${beginning(word)}`);
  }
  return `(${alternatives.join(' OR ')})`;
}

function pinyinExpression(word: string): string {
  return `(pinyin : ${beginning(word)})`;
}

/** What the index keeps of a word's beginning, as a prefix query. */
function beginning(word: string): string {
  return `${quoted([...word].slice(0, indexedPrefix).join(''))} *`;
}

/** A text as an FTS5 string: nothing in it is an operator. */
function quoted(text: string): string {
  return `"${text.replaceAll('"', '""').replaceAll('\0', '')}"`;
}

function wordMatches(word: string, person: Person): boolean {
  if (han.test(word)) return person.name.normalize('NFKC').toLowerCase().includes(word);
  if (person.email.toLowerCase().startsWith(word)) return true;
  const names = spaced(person.name.normalize('NFKC')).split(/\s+/);
  if (names.some((part) => part.startsWith(word))) return true;
  if (digits.test(word)) {
    const number = word.replace(/\D/g, '');
    const phone = person.phone.replace(/\D/g, '');
    return number !== '' && (phone.startsWith(number) || phone.endsWith(number));
  }
  return pinyinMatches(word, person) || initials(person).startsWith(word);
}

function pinyinMatches(word: string, person: Person): boolean {
  return syllables(person).join('').startsWith(word);
}

function initials(person: Person): string {
  return syllables(person)
    .map((syllable) => syllable[0] ?? '')
    .join('');
}

function syllables({ name_sort }: Person): string[] {
  return (name_sort.split('\t')[0] ?? '').split(/\s+/);
}
