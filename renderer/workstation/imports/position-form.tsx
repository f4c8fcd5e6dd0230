import { Alert, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createPosition } from '../../../shared/api/candidates.ts';
import { call } from '../api/client.ts';
import { notifyDone } from '../ui/notify.tsx';
import { CreateActions } from './create-actions.tsx';

/** Creates one position. */
export function PositionForm({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('imports');
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
        <CreateActions busy={busy} onCancel={onClose} />
      </Stack>
    </form>
  );
}
