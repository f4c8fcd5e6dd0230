import { Alert, Button, Group, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createPosition } from '../../../shared/api/candidates.ts';
import { call } from '../api/client.ts';
import { notifyDone } from '../ui/notify.tsx';

/** Creates one position. */
export function PositionForm({ onClose }: { onClose(): void }) {
  const { t } = useTranslation(['imports', 'app']);
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [department, setDepartment] = useState('');
  const [error, setError] = useState<Error>();
  const [busy, setBusy] = useState(false);

  async function submit() {
    setBusy(true);
    setError(undefined);
    try {
      await call(createPosition, { position_name: name, department });
      await queryClient.invalidateQueries({ queryKey: ['positions'] });
      notifyDone(t('position.created', { name: name.trim() }));
      onClose();
    } catch (failure) {
      setError(failure as Error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack gap="sm">
        <TextInput
          label={t('fields.position_name')}
          required
          data-autofocus
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t('fields.department')}
          maxLength={200}
          value={department}
          onChange={(event) => setDepartment(event.currentTarget.value)}
        />
        {error && <Alert color="red" role="alert" title={error.message} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('app:actions.cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {t('create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
