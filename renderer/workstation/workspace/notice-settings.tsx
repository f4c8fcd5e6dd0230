import { Button, Group, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../app/preferences.ts';
import { useWorkspace } from '../app/use-workspace.ts';
import { useSaveWorkspace } from './use-save-workspace.ts';

/** What this computer tells besides the window: notifications, badges, and where downloads go. */
export default function NoticeSettings() {
  const { t } = useTranslation('workspace');
  const { badges } = usePreferences();
  const [folder, setFolder] = useState('');
  const desktop = window.credo;
  return (
    <Stack gap="md">
      {desktop ? <DesktopNotices /> : <BrowserNotices />}
      <Switch
        label={t('notices.badges')}
        description={t('notices.badgesHint')}
        checked={badges}
        onChange={(event) => usePreferences.setState({ badges: event.currentTarget.checked })}
      />
      {desktop && (
        <Group gap="sm">
          <Button
            variant="default"
            onClick={() =>
              void desktop.chooseDownloadFolder().then((chosen) => chosen && setFolder(chosen))
            }
          >
            {t('notices.folder')}
          </Button>
          {folder && <Text size="sm">{folder}</Text>}
        </Group>
      )}
    </Stack>
  );
}

/** The desktop shows its own notifications, from the main process, which asks the workspace. */
function DesktopNotices() {
  const { t } = useTranslation('workspace');
  const { data: workspace } = useWorkspace();
  const save = useSaveWorkspace();
  const saved = workspace?.submission_notices ?? true;
  return (
    <Switch
      label={t('notices.submissions')}
      description={t('notices.submissionsHint')}
      disabled={!workspace}
      checked={save.isPending ? save.variables.submission_notices === true : saved}
      onChange={(event) => save.mutate({ submission_notices: event.currentTarget.checked })}
    />
  );
}

/** A browser's own notifications: on where they are wanted here and the browser lets them. */
function BrowserNotices() {
  const { t } = useTranslation('workspace');
  const { submissionNotices } = usePreferences();
  const known = typeof Notification !== 'undefined';
  const [permission, setPermission] = useState(known ? Notification.permission : 'denied');
  const change = async (enabled: boolean) => {
    usePreferences.setState({ submissionNotices: enabled });
    if (enabled && permission === 'default') setPermission(await Notification.requestPermission());
  };
  const refused = permission === 'denied';
  return (
    <Switch
      label={t('notices.submissions')}
      description={t(refused ? 'notices.submissionsRefused' : 'notices.submissionsHint')}
      disabled={refused}
      checked={submissionNotices && permission === 'granted'}
      onChange={(event) => void change(event.currentTarget.checked)}
    />
  );
}
