import { Input, SegmentedControl, Stack, Text, useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languages } from '../../../shared/language.ts';
import { type LanguageChoice, languageChoice, setLanguage } from '../i18n/i18n.ts';

const schemes = ['light', 'dark', 'auto'] as const;

/** Language and colours of this screen. */
export function ScreenSettings() {
  const { t } = useTranslation(['workspace', 'app']);
  const [language, setChoice] = useState(languageChoice);
  const queryClient = useQueryClient();
  async function choose(choice: LanguageChoice) {
    setChoice(choice);
    await setLanguage(choice);
    // Some answers carry sentences, in the language that was asked for them.
    await queryClient.invalidateQueries();
  }
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Stack gap="md">
      <Text size="xs" c="dimmed">
        {t('screen.hint')}
      </Text>
      <Input.Wrapper
        label={t('app:language.label')}
        labelElement="div"
        labelProps={{ display: 'block' }}
      >
        <SegmentedControl
          aria-label={t('app:language.label')}
          value={language}
          onChange={(value) => void choose(value as LanguageChoice)}
          data={[...languages, 'system' as const].map((value) => ({
            value,
            label: t(`app:language.${value}`),
          }))}
        />
      </Input.Wrapper>
      <Input.Wrapper
        label={t('app:theme.label')}
        labelElement="div"
        labelProps={{ display: 'block' }}
      >
        <SegmentedControl
          aria-label={t('app:theme.label')}
          value={colorScheme}
          onChange={(value) => setColorScheme(value as (typeof schemes)[number])}
          data={schemes.map((value) => ({ value, label: t(`app:theme.${value}`) }))}
        />
      </Input.Wrapper>
    </Stack>
  );
}
