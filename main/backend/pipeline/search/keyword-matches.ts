import type { ApplicationRow, KeywordMatches } from '../../../../shared/api/process.ts';
import { nameSyllables } from '../../applications/name-sort.ts';
import { plainCertificateNumber } from './certificate-number-index.ts';
import { type KeywordWords, phoneDigits } from './keyword-words.ts';

type Range = [from: number, to: number];

const han = /\p{Script=Han}/u;

/**
 * Where a keyword was found in a row, to be highlighted: what `KeywordHits` decides by, looked up in
 * the texts of one row.
 * @param certificateNumbers of the application's certificates
 */
export function keywordMatches(
  { words, joined }: KeywordWords,
  row: Pick<ApplicationRow, 'resume_name' | 'resume_phone' | 'resume_email' | 'position_name'>,
  certificateNumbers: readonly string[],
): KeywordMatches {
  const all = (find: (word: string) => Range[]) => united(words.flatMap(find));
  const name = all((word) => inName(word, row.resume_name));
  const matches: Record<string, Range[]> = {
    resume_name: united([...name, ...(joined ? byPinyin(joined, row.resume_name) : [])]),
    resume_phone: all((word) => inPhone(word, row.resume_phone)),
    resume_email: all((word) => atStart(word, row.resume_email)),
    position_name: all((word) => within(word, row.position_name)),
  };
  const number = certificateNumbers
    .map((certificate_number) => ({
      certificate_number,
      ranges: all((word) => inNumber(word, certificate_number)),
    }))
    .find(({ ranges }) => ranges.length > 0);
  return {
    ...Object.fromEntries(Object.entries(matches).filter(([, ranges]) => ranges.length > 0)),
    ...(number && { certificate_number: number }),
  };
}

function inName(word: string, name: string): Range[] {
  if (han.test(word)) return within(word, name);
  const starts = [...plain(name).matchAll(/[^\p{Script=Han}\s]+/gu)]
    .filter(([part]) => part.startsWith(word))
    .map(({ index }): Range => [index, index + word.length]);
  return [...starts, ...byPinyin(word, name), ...byInitials(word, name)];
}

/** Every place of a word in a text. */
function within(word: string, text: string): Range[] {
  const ranges: Range[] = [];
  const searched = plain(text);
  for (let at = searched.indexOf(word); at >= 0; at = searched.indexOf(word, at + word.length)) {
    ranges.push([at, at + word.length]);
  }
  return ranges;
}

function atStart(word: string, text: string): Range[] {
  return text.toLowerCase().startsWith(word) ? [[0, word.length]] : [];
}

function inPhone(word: string, phone: string): Range[] {
  const digits = phoneDigits(word);
  const places = [...phone.matchAll(/\d/g)].map(({ index }) => index);
  return inPlaces(digits, phone.replace(/\D/g, ''), places);
}

function inNumber(word: string, number: string): Range[] {
  const places = [...number.matchAll(/[\p{L}\p{N}]/gu)].map(({ index }) => index);
  return inPlaces(plainCertificateNumber(word), plainCertificateNumber(number), places);
}

/** The beginning and the end of characters that stand at some places of a text. */
function inPlaces(wanted: string, characters: string, places: readonly number[]): Range[] {
  if (wanted === '' || characters.length !== places.length) return [];
  const range = (first: number): Range => [
    places[first] as number,
    (places[first + wanted.length - 1] as number) + 1,
  ];
  const ranges: Range[] = [];
  if (characters.startsWith(wanted)) ranges.push(range(0));
  if (characters.endsWith(wanted)) ranges.push(range(characters.length - wanted.length));
  return ranges;
}

/** The characters that a beginning of the name's pinyin stands for, the last maybe in part. */
function byPinyin(word: string, name: string): Range[] {
  const parts = readName(name);
  let read = '';
  for (const { reading, end } of parts) {
    read += reading;
    if (read.startsWith(word)) return [[0, end]];
    if (!word.startsWith(read)) return [];
  }
  return [];
}

function byInitials(word: string, name: string): Range[] {
  const parts = readName(name);
  const initials = parts.map(({ reading }) => reading[0] ?? '').join('');
  const last = parts[word.length - 1];
  return initials.startsWith(word) && last ? [[0, last.end]] : [];
}

/** A name's parts in order: how each is read, and where it ends in the name. */
function readName(name: string): { reading: string; end: number }[] {
  const parts: { reading: string; end: number }[] = [];
  let from = 0;
  const searched = name.toLowerCase();
  for (const reading of nameSyllables(name).flatMap((syllable) => syllable.split(/\s+/))) {
    while (/\s/.test(name[from] ?? '')) from += 1;
    // A run of other characters reads as itself; a Chinese character is one code point.
    const length = searched.startsWith(reading, from)
      ? reading.length
      : String.fromCodePoint(name.codePointAt(from) ?? 32).length;
    from += length;
    parts.push({ reading, end: Math.min(from, name.length) });
  }
  return parts;
}

/** As searches see a text, where that leaves every place where it is. */
function plain(text: string): string {
  const normal = text.normalize('NFKC').toLowerCase();
  return normal.length === text.length ? normal : text.toLowerCase();
}

/** Ranges in order, those that touch made one. */
function united(ranges: readonly Range[]): Range[] {
  const ordered = [...ranges].sort(([a], [b]) => a - b);
  const result: Range[] = [];
  for (const [from, to] of ordered) {
    const last = result.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}
