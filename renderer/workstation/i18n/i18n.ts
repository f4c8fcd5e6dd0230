import i18next, { type TFunction } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import {
  type Language,
  type LocalizedText,
  languages,
  preferredLanguage,
} from '../../../shared/language.ts';
import { resources } from './resources.ts';

const storageKey = 'credo.language';

/** Starts i18next with both languages bundled; Chinese unless the user chose otherwise before. */
export async function startI18n(language: Language = storedLanguage()): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'zh',
    supportedLngs: languages,
    resources,
    defaultNS: 'app',
    // React escapes what it renders.
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  applyToDocument(language);
}

/** The language of the screen, and of `Accept-Language`. */
export function currentLanguage(): Language {
  return asLanguage(i18next.language);
}

/** What can be chosen: a language, or the one that the system prefers. */
export type LanguageChoice = Language | 'system';

/** What was chosen; Chinese where nothing was yet. */
export function languageChoice(): LanguageChoice {
  try {
    const stored = localStorage.getItem(storageKey);
    return stored === 'system' ? 'system' : asLanguage(stored);
  } catch {
    return 'zh';
  }
}

/** Switches the screen's language and remembers it. */
export async function setLanguage(choice: LanguageChoice): Promise<void> {
  const language = resolved(choice);
  try {
    localStorage.setItem(storageKey, choice);
  } catch {
    // Storage may be denied; the choice then holds until the window closes.
  }
  await i18next.changeLanguage(language);
  applyToDocument(language);
}

/** The screen's language, as a hook: re-renders when it changes. */
export function useLanguage(): Language {
  return asLanguage(useTranslation().i18n.language);
}

/** Picks the screen's language from a text of shared/catalogue, as a hook. */
export function useLocalized(): (text: LocalizedText) => string {
  const language = useLanguage();
  return (text) => text[language];
}

/** Translates outside components; keys are `namespace:path`. Components use `useTranslation`. */
export const translate: TFunction<['app', ...(keyof typeof resources.zh)[]]> = i18next.t;

function storedLanguage(): Language {
  return resolved(languageChoice());
}

function resolved(choice: LanguageChoice): Language {
  return choice === 'system' ? preferredLanguage(navigator.languages.join(',')) : choice;
}

function asLanguage(value: string | null | undefined): Language {
  return languages.find((language) => language === value) ?? 'zh';
}

function applyToDocument(language: Language): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
}
