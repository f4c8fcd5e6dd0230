import { Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Workspace } from '../../../shared/api/workspace.ts';
import { LanguageMenu } from '../app/language-menu.tsx';
import logo from '../app/logo.svg';
import { ThemeMenu } from '../app/theme-menu.tsx';
import { CompanyStep } from './company-step.tsx';
import { DataStep } from './data-step.tsx';
import classes from './first-start.module.css';

/** What a new workspace asks before anything else: who works here, then where the data comes from. */
export default function FirstStart({ workspace }: { workspace: Workspace }) {
  const { t } = useTranslation('firstStart');
  const step = workspace.first_start === 'company' ? 'company' : 'data';
  return (
    <div className={classes.screen}>
      <Group className={classes.menus} gap={4}>
        <LanguageMenu />
        <ThemeMenu />
      </Group>
      <main className={classes.card}>
        <Group gap={10} mb={4}>
          <img src={logo} alt="" width={32} height={32} />
          <Title order={1}>{t('title')}</Title>
        </Group>
        <Text c="dimmed" mb="lg">
          {t('intro')}
        </Text>
        <Stack gap={2} mb="md">
          <Text size="xs" c="dimmed">
            {t('step', { number: step === 'company' ? 1 : 2 })}
          </Text>
          <Title order={2}>{t(`steps.${step}`)}</Title>
        </Stack>
        {step === 'company' ? <CompanyStep workspace={workspace} /> : <DataStep />}
      </main>
    </div>
  );
}
