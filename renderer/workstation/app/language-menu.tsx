import { ActionIcon, Menu } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Language, languages } from '../../../shared/language.ts';
import { setLanguage, useLanguage } from '../i18n/i18n.ts';
import { OnFirstUse } from '../ui/on-first-use.tsx';

/** The languages of the product, each by its own name. */
export function LanguageMenu() {
  const { t } = useTranslation();
  const current = useLanguage();
  const queryClient = useQueryClient();

  async function choose(language: Language): Promise<void> {
    await setLanguage(language);
    // Some answers carry sentences, in the language that was asked for them.
    await queryClient.invalidateQueries();
  }

  return (
    <OnFirstUse
      opens="menu"
      button={
        <ActionIcon aria-label={t('language.label')} title={t('language.label')}>
          <IconLanguage size={18} stroke={1.6} />
        </ActionIcon>
      }
      control={(button) => (
        <Menu>
          <Menu.Target>{button}</Menu.Target>
          <Menu.Dropdown>
            {languages.map((language) => (
              <Menu.Item
                key={language}
                lang={language}
                aria-current={language === current}
                fw={language === current ? 600 : undefined}
                onClick={() => void choose(language)}
              >
                {t(`language.${language}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    />
  );
}
