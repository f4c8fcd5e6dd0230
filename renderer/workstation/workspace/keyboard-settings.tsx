import { Stack, Switch, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../app/preferences.ts';
import { ShortcutList } from '../palette/shortcut-list.tsx';
import { keyNames } from '../ui/key-names.ts';
import { isMac } from '../ui/platform.ts';
import { useRegisteredShortcuts } from '../ui/shortcut-registry.ts';
import { KeyEditor } from './key-editor.tsx';

/** Whether single keys do something, which they are, and the combined ones that stay as they are. */
export default function KeyboardSettings() {
  const { t } = useTranslation('workspace');
  const { singleKeys } = usePreferences();
  const shortcuts = useRegisteredShortcuts().filter(({ scope }) => scope !== 'dialog');
  const [mod = ''] = keyNames('mod+k', isMac());
  return (
    <Stack gap="md">
      <Switch
        label={t('keyboard.single')}
        description={t('keyboard.singleHint', { mod })}
        checked={singleKeys}
        onChange={(event) => usePreferences.setState({ singleKeys: event.currentTarget.checked })}
      />
      {singleKeys && (
        <div>
          <Title order={3} size="h4">
            {t('keyboard.list')}
          </Title>
          <Text size="xs" c="dimmed" mb="xs">
            {t('keyboard.listHint')}
          </Text>
          <KeyEditor />
        </div>
      )}
      <div>
        <Title order={3} size="h4">
          {t('keyboard.combined')}
        </Title>
        <ShortcutList
          shortcuts={shortcuts.filter(({ keys }) => keys.some((key) => key.startsWith('mod+')))}
        />
      </div>
    </Stack>
  );
}
