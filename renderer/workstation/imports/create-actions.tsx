import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** The end of a form that creates something. */
export function CreateActions({ busy, onCancel }: { busy: boolean; onCancel(): void }) {
  const { t } = useTranslation(['imports', 'app']);
  return (
    <Group justify="flex-end" gap="xs">
      <Button variant="default" onClick={onCancel}>
        {t('app:actions.cancel')}
      </Button>
      <Button type="submit" loading={busy}>
        {t('create')}
      </Button>
    </Group>
  );
}
