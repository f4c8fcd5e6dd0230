import i18next, { type TFunction } from 'i18next';
import type { Language, LocalizedText } from '../../../../shared/language.ts';
import { currentLanguage } from '../../i18n/i18n.ts';

/** The texts of cells in one language. */
export interface CellTexts {
  readonly t: TFunction<'pipeline'>;
  localized(text: LocalizedText): string;
}

const known = new Map<Language, CellTexts>();

/**
 * The texts of cells in the screen's language. Not a hook: hundreds of cells come into sight at once
 * while the list scrolls, and a subscription in each costs more than what the cell draws. Whoever
 * draws cells is drawn anew when the language changes, and its cells with it.
 */
export function cellTexts(): CellTexts {
  const language = currentLanguage();
  let texts = known.get(language);
  if (!texts) {
    texts = { t: i18next.getFixedT(language, 'pipeline'), localized: (text) => text[language] };
    known.set(language, texts);
  }
  return texts;
}
