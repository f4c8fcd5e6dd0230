import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { eraseCandidate } from '../../../shared/api/privacy.ts';
import type { ApplicationRow } from '../../../shared/api/process.ts';
import { call } from '../api/client.ts';
import { useUi } from '../app/ui-store.ts';
import { notifyDone } from '../ui/notify.tsx';
import { useLast } from '../ui/use-last.ts';
import { privacyKey } from './privacy-queries.ts';

/** Erases a candidate once their name was typed. */
export function EraseDialog({
  row,
  onClose,
}: {
  row: ApplicationRow | undefined;
  onClose: () => void;
}) {
  const { t } = useTranslation('privacy');
  const shown = useLast(row);
  return (
    <Modal
      opened={row !== undefined}
      onClose={onClose}
      title={t('candidates.eraseTitle', { name: shown?.resume_name ?? '' })}
      size={480}
    >
      {shown && <EraseForm key={shown.tob_resume_id} row={shown} onClose={onClose} />}
    </Modal>
  );
}

function EraseForm({ row, onClose }: { row: ApplicationRow; onClose: () => void }) {
  const { t } = useTranslation(['privacy', 'app']);
  const client = useQueryClient();
  const closeApplication = useUi((state) => state.closeApplication);
  const [name, setName] = useState('');
  const erase = useMutation({
    mutationFn: () =>
      call(eraseCandidate, { tob_resume_id: row.tob_resume_id, confirm_name: name }),
    onSuccess: () => {
      closeApplication();
      void client.invalidateQueries({ queryKey: privacyKey });
      void client.invalidateQueries({ queryKey: ['applications'] });
      notifyDone(t('candidates.erased'));
      onClose();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        erase.mutate();
      }}
    >
      <Stack gap="md">
        <Text size="sm">{t('candidates.eraseText')}</Text>
        <TextInput
          label={t('candidates.confirmName')}
          placeholder={row.resume_name}
          data-autofocus
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {erase.error && <Alert color="red" role="alert" title={erase.error.message} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('app:actions.cancel')}
          </Button>
          <Button
            type="submit"
            color="red"
            disabled={name.trim() !== row.resume_name.trim()}
            loading={erase.isPending}
          >
            {t('candidates.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
