import type { Database } from '../../../database/database.ts';
import { nameSyllables } from '../../applications/name-sort.ts';

/**
 * What the search index holds of a candidate, column by column of `application_search`:
 * the name's characters one by one, its pinyin run together, the initials, the phone's digits, the
 * same digits backwards (so that last digits are a prefix), the e-mail address.
 */
export function searchTerms(part: string, text: string): string {
  switch (part) {
    case 'name':
      return spaced(text.normalize('NFKC'));
    case 'pinyin':
      return nameSyllables(text).join('').replace(/\s+/g, '');
    case 'initials':
      return nameSyllables(text)
        .flatMap((syllable) => syllable.split(/\s+/))
        .map((syllable) => syllable[0] ?? '')
        .join('');
    case 'phone':
      return text.replace(/\D/g, '');
    case 'phone_end':
      return reversed(text.replace(/\D/g, ''));
    case 'email':
      return text.toLowerCase();
    default:
      return '';
  }
}

/** A name as the index reads it: each Chinese character is a word, other words stay whole. */
export function spaced(text: string): string {
  return text.toLowerCase().replace(/(\p{Script=Han})/gu, ' $1 ');
}

export function reversed(text: string): string {
  return [...text].reverse().join('');
}

/**
 * Gives a connection the function that the search triggers call. A writer without it is refused by
 * SQLite ("no such function") instead of leaving the index behind.
 */
export function registerSearchTerms(database: Database): void {
  database.function('credo_search_terms', { deterministic: true }, (part: unknown, text: unknown) =>
    searchTerms(String(part), String(text ?? '')),
  );
}
