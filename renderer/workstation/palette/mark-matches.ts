import { match } from 'pinyin-pro';

/** A piece of a text, found or not. */
export interface Piece {
  readonly text: string;
  readonly found: boolean;
}

/**
 * Cuts a text into what the words of a query found and the rest: the words themselves whatever their
 * case, digits of a phone number, and pinyin or initials of Chinese characters (`songhy` in 宋海洋).
 */
export function markMatches(text: string, query: string): Piece[] {
  const characters = [...text];
  const found = characters.map(() => false);
  for (const word of query.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean)) {
    for (const index of positions(characters, text, word)) found[index] = true;
  }
  const pieces: { text: string; found: boolean }[] = [];
  characters.forEach((character, index) => {
    const last = pieces.at(-1);
    const own = found[index] ?? false;
    if (last?.found === own) last.text += character;
    else pieces.push({ text: character, found: own });
  });
  return pieces;
}

/** Where a word is found, as positions of characters. */
function positions(characters: readonly string[], text: string, word: string): number[] {
  const length = [...word].length;
  const start = characters.findIndex(
    (_character, index) =>
      characters
        .slice(index, index + length)
        .join('')
        .toLowerCase() === word,
  );
  if (start >= 0) return Array.from({ length }, (_, index) => start + index);
  if (!/^[a-zü']+$/.test(word) || !/\p{Script=Han}/u.test(text)) return [];
  return match(text, word.replaceAll("'", ''), { continuous: true }) ?? [];
}
