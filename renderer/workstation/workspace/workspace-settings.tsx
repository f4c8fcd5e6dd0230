import { Button, Loader, Stack, Tabs, Text, Title } from '@mantine/core';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorBoundary } from '../app/error-boundary.tsx';
import { useUi } from '../app/ui-store.ts';
import { useWorkspace } from '../app/use-workspace.ts';
import { GuardedModal } from '../ui/guarded-modal.tsx';
import frame from '../ui/tall-dialog.module.css';
import { useDelayed } from '../ui/use-delayed.ts';
import { SectionList } from './section-list.tsx';
import { settingsSections } from './settings-sections.ts';
import { useSectionLabel } from './use-section-label.ts';
import classes from './workspace.module.css';

/**
 * Everything about the workspace that a recruiter can set, over the whole window. It lies above the
 * pages, so that what is being written under it is still there afterwards.
 */
export default function WorkspaceSettings() {
  const { t } = useTranslation(['workspace', 'app']);
  const { workspaceSettings, closeWorkspaceSettings } = useUi();
  return (
    <GuardedModal
      opened={workspaceSettings}
      onClose={closeWorkspaceSettings}
      title={t('title')}
      fullScreen
      radius={0}
      transitionProps={{ transition: 'fade', duration: 120 }}
      closeButtonProps={{ 'aria-label': t('app:actions.close') }}
      classNames={{ body: frame.body, header: frame.header, content: frame.content }}
      padding={0}
    >
      <Sections />
    </GuardedModal>
  );
}

function Sections() {
  const { t } = useTranslation('workspace');
  const label = useSectionLabel();
  const { data: workspace, error, isPending, refetch } = useWorkspace();
  const slow = useDelayed(isPending);
  const { settingsSection, showSettingsSection } = useUi();
  const current =
    settingsSections.find(({ key }) => key === settingsSection) ?? settingsSections[0];
  // A section once seen stays, with what was typed in it.
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  if (current && !seen.has(current.key)) setSeen(new Set([...seen, current.key]));
  if (!workspace || !current) {
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
      value={current.key}
      onChange={(key) => key && showSettingsSection(key)}
      orientation="vertical"
      keepMounted
      classNames={{
        root: classes.tabs,
        list: classes.list,
        panel: classes.panel,
        tabLabel: classes.tabLabel,
      }}
    >
      <SectionList
        version={workspace.version}
        current={current.key}
        onChoose={showSettingsSection}
      />
      {settingsSections.map((section) => (
        <Tabs.Panel key={section.key} value={section.key}>
          {seen.has(section.key) && (
            <div className={classes.section} data-wide={section.wide || undefined}>
              <Title order={2} mb="md">
                {label(section)}
              </Title>
              <ErrorBoundary>
                <Suspense fallback={<Waiting />}>
                  <section.component workspace={workspace} />
                </Suspense>
              </ErrorBoundary>
            </div>
          )}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

/** A section whose code is not here yet. */
function Waiting() {
  const { t } = useTranslation('workspace');
  return useDelayed(true) ? <Loader size="sm" aria-label={t('loading')} /> : null;
}
