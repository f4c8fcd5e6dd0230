import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** The end of a settings form: whether something is unsaved, and the button. */
export function SaveBar({ dirty, saving }: { dirty: boolean; saving: boolean }) {
  const { t } = useTranslation('workspace');
  return (
    <Group justify="flex-end" gap="sm">
      {dirty && (
        <Text size="xs" c="dimmed">
          {t('unsaved')}
        </Text>
      )}
      <Button type="submit" size="sm" disabled={!dirty} loading={saving}>
        {t('save')}
      </Button>
    </Group>
  );
}
