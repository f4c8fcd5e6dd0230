import { createContext, useContext } from 'react';
import type { Language } from '../../../shared/language.ts';
import { english } from './en.ts';
import { chinese, type Texts } from './zh.ts';

/** Every text of the page, by language. A plain table: a translation library would be a fifth of the page. */
export const texts: Readonly<Record<Language, Texts>> = { zh: chinese, en: english };

/** The language in use and how to change it. */
export interface LanguageChoice {
  language: Language;
  choose: (language: Language) => void;
}

export const LanguageContext = createContext<LanguageChoice>({ language: 'zh', choose: () => {} });

/** The texts in the language in use. */
export function useTexts(): Texts {
  return texts[useContext(LanguageContext).language];
}

const storageKey = 'credo.language';

/** What the candidate chose before, else English on an English phone, else Chinese. */
export function initialLanguage(phoneLanguage: string): Language {
  try {
    const chosen = localStorage.getItem(storageKey);
    if (chosen === 'zh' || chosen === 'en') return chosen;
  } catch {
    // Storage may be off; then the choice lasts as long as the page.
  }
  return phoneLanguage.toLowerCase().indexOf('en') === 0 ? 'en' : 'zh';
}

/** Remembers the candidate's choice. */
export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // As above.
  }
}
