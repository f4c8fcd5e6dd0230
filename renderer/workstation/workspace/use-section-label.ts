import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { languages } from '../../../shared/language.ts';
import { translate } from '../i18n/i18n.ts';
import type { SettingsSection } from './settings-sections.ts';

/** The name of a section in the screen's language, as a hook. */
export function useSectionLabel(): (section: SettingsSection) => string {
  useTranslation();
  return ({ label }) => label(translate);
}

/** What the search finds a section by: its name and its further words in both languages. */
export function sectionText({ label, words }: SettingsSection): string {
  return languages
    .map((language): typeof translate => i18next.getFixedT(language))
    .flatMap((t) => [label(t), words(t)])
    .join(' ');
}
