import { ActionIcon, Group, Text, UnstyledButton } from '@mantine/core';
import { IconSettings } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { BulkTray } from '../bulk/bulk-tray.tsx';
import { PaletteButtons } from '../palette/palette-buttons.tsx';
import { SyncPill } from '../sync/sync-pill.tsx';
import { ConnectionNotice } from './connection-notice.tsx';
import { LanguageMenu } from './language-menu.tsx';
import logo from './logo.svg';
import { views } from './slots.tsx';
import { ThemeMenu } from './theme-menu.tsx';
import classes from './top-bar.module.css';
import { useUi } from './ui-store.ts';
import { useCompanyName } from './use-workspace.ts';

/** Logo and company, the main navigation with its counts, and the menus. */
export function TopBar() {
  const { t } = useTranslation();
  const view = useUi((state) => state.view);
  const { showView, openWorkspaceSettings } = useUi.getState();
  const company = useCompanyName();
  return (
    <header className={classes.bar}>
      <img src={logo} alt="" width={22} height={22} />
      <Text className={classes.name}>Credo</Text>
      <Text className={classes.company} title={company}>
        {company}
      </Text>
      <nav aria-label={t('nav.main')} className={classes.nav}>
        {views.map(({ key, icon: Icon, badge: Badge }) => (
          <UnstyledButton
            key={key}
            className={classes.link}
            aria-current={view === key ? 'page' : undefined}
            onClick={() => showView(key)}
          >
            <Icon size={16} stroke={1.7} />
            {t(`nav.${key}`)}
            {Badge && <Badge />}
          </UnstyledButton>
        ))}
      </nav>
      <Group gap={4} ml="auto" wrap="nowrap">
        <ConnectionNotice />
        <SyncPill />
        <BulkTray />
        <PaletteButtons />
        <LanguageMenu />
        <ThemeMenu />
        <ActionIcon
          aria-label={t('nav.settings')}
          title={t('nav.settings')}
          onClick={openWorkspaceSettings}
        >
          <IconSettings size={18} stroke={1.6} />
        </ActionIcon>
      </Group>
    </header>
  );
}
