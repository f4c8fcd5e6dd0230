/**
 * The sections whose texts have every word of a query. Chinese needs no spaces: each word is looked
 * for anywhere in the text.
 * @param textOf a section's name and its further words, in every language that may be typed
 */
export function findSections<Section>(
  sections: readonly Section[],
  textOf: (section: Section) => string,
  query: string,
): Section[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  return sections.filter((section) => {
    const text = plain(textOf(section));
    return words.every((word) => text.includes(word));
  });
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
