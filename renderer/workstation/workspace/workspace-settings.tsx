import { Button, Loader, Stack, Tabs, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useUi } from '../app/ui-store.ts';
import { useWorkspace } from '../app/use-workspace.ts';
import { GuardedModal } from '../ui/guarded-modal.tsx';
import frame from '../ui/tall-dialog.module.css';
import { useDelayed } from '../ui/use-delayed.ts';
import { CandidateSettings } from './candidate-settings.tsx';
import { CompanySettings } from './company-settings.tsx';
import { MailSettings } from './mail-settings.tsx';
import { ScreenSettings } from './screen-settings.tsx';
import { settingsSections } from './settings-sections.ts';
import { SmsSettings } from './sms-settings.tsx';
import classes from './workspace.module.css';

/** Everything about the workspace that a recruiter can set. */
export default function WorkspaceSettings() {
  const { t } = useTranslation(['workspace', 'app']);
  const { workspaceSettings, closeWorkspaceSettings } = useUi();
  return (
    <GuardedModal
      opened={workspaceSettings}
      onClose={closeWorkspaceSettings}
      title={t('title')}
      size={820}
      closeButtonProps={{ 'aria-label': t('app:actions.close') }}
      closeOnClickOutside={false}
      classNames={{
        body: frame.body,
        header: frame.header,
        content: `${frame.content} ${classes.content}`,
      }}
      padding={0}
    >
      <Sections />
    </GuardedModal>
  );
}

function Sections() {
  const { t } = useTranslation('workspace');
  const { data: workspace, error, isPending, refetch } = useWorkspace();
  const slow = useDelayed(isPending);
  if (!workspace) {
    return (
      <Stack align="center" m="auto" gap="xs" role="status">
        {error && <Text fw={600}>{t('failed')}</Text>}
        {error && <Text c="dimmed">{error.message}</Text>}
        {error && (
          <Button variant="default" onClick={() => refetch()}>
            {t('retry')}
          </Button>
        )}
        {slow && <Loader size="sm" aria-label={t('loading')} />}
      </Stack>
    );
  }
  return (
    <Tabs
      defaultValue={useUi.getState().settingsSection ?? 'company'}
      orientation="vertical"
      keepMounted
      classNames={{
        root: classes.tabs,
        list: classes.list,
        panel: classes.panel,
        tabLabel: classes.tabLabel,
      }}
    >
      <Tabs.List>
        {settingsSections.map(({ key, icon: Icon }) => (
          <Tabs.Tab key={key} value={key} leftSection={<Icon size={17} stroke={1.6} />}>
            {t(`tabs.${key}`)}
          </Tabs.Tab>
        ))}
        <Text size="xs" c="dimmed" mt="auto" p="sm">
          {t('version', { version: workspace.version })}
        </Text>
      </Tabs.List>
      <Tabs.Panel value="company">
        <CompanySettings workspace={workspace} />
      </Tabs.Panel>
      <Tabs.Panel value="mail">
        <MailSettings workspace={workspace} />
      </Tabs.Panel>
      <Tabs.Panel value="sms">
        <SmsSettings />
      </Tabs.Panel>
      <Tabs.Panel value="candidates">
        <CandidateSettings workspace={workspace} />
      </Tabs.Panel>
      <Tabs.Panel value="screen">
        <ScreenSettings />
      </Tabs.Panel>
    </Tabs>
  );
}
