import { pinyin } from 'pinyin-pro';

/**
 * What sorting by name compares, `name_sort` of candidates and applications: the name's pinyin
 * without tones, syllable by syllable, then the name itself, so that people of the same name stand
 * together. A surname's own reading counts (单 is shan, 曾 is zeng); Latin letters are lower case.
 *
 * `nameSort('宋海洋')` is `song hai yang\t宋海洋`.
 */
export function nameSort(name: string): string {
  return `${nameSyllables(name).join(' ')}\t${name}`;
}

/** Readings in use again and again: the search index asks for the same name twice, imports repeat. */
const known = new Map<string, readonly string[]>();
const keptReadings = 10_000;

/** The pinyin syllables of a name without tones, ü as v; a run of other characters is one part. */
export function nameSyllables(name: string): readonly string[] {
  const reading = known.get(name);
  if (reading) return reading;
  const syllables = pinyin(name, {
    toneType: 'none',
    type: 'array',
    surname: 'head',
    nonZh: 'consecutive',
    v: true,
  })
    .map((part) => part.trim().toLowerCase())
    .filter((part) => part !== '');
  if (known.size >= keptReadings) known.clear();
  known.set(name, syllables);
  return syllables;
}
