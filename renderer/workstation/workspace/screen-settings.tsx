import { Input, SegmentedControl, Stack, Text, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Language, languages } from '../../../shared/language.ts';
import { setLanguage, useLanguage } from '../i18n/i18n.ts';

const schemes = ['light', 'dark', 'auto'] as const;

/** Language and colours of this screen. */
export function ScreenSettings() {
  const { t } = useTranslation(['workspace', 'app']);
  const language = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Stack gap="md">
      <Text size="xs" c="dimmed">
        {t('screen.hint')}
      </Text>
      <Input.Wrapper label={t('app:language.label')} labelElement="div">
        <SegmentedControl
          mt={4}
          aria-label={t('app:language.label')}
          value={language}
          onChange={(value) => void setLanguage(value as Language)}
          data={languages.map((value) => ({ value, label: t(`app:language.${value}`) }))}
        />
      </Input.Wrapper>
      <Input.Wrapper label={t('app:theme.label')} labelElement="div">
        <SegmentedControl
          mt={4}
          aria-label={t('app:theme.label')}
          value={colorScheme}
          onChange={(value) => setColorScheme(value as (typeof schemes)[number])}
          data={schemes.map((value) => ({ value, label: t(`app:theme.${value}`) }))}
        />
      </Input.Wrapper>
    </Stack>
  );
}
