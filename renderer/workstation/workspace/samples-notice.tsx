import { Alert, Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { removeSamples } from '../../../shared/api/setup.ts';
import { call } from '../api/client.ts';
import { workspaceQueryKey } from '../app/use-workspace.ts';
import { notifyDone, notifyError } from '../ui/notify.tsx';

/** Says that samples are in the workspace, and removes them once it was asked twice. */
export function SamplesNotice() {
  const { t } = useTranslation(['workspace', 'app']);
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => call(removeSamples, {}),
    onSuccess: (workspace) => {
      client.setQueryData(workspaceQueryKey, workspace);
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'workspace' });
      notifyDone(t('samples.removed'));
    },
    onError: (error) => notifyError(error, { title: t('samples.failed') }),
  });
  return (
    <Alert mb="lg" py={10} title={t('samples.title')}>
      <Text size="sm" mb="xs">
        {asking ? t('samples.sure') : t('samples.text')}
      </Text>
      <Group gap="xs">
        {asking ? (
          <>
            <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
              {t('samples.confirm')}
            </Button>
            <Button variant="default" disabled={remove.isPending} onClick={() => setAsking(false)}>
              {t('app:actions.cancel')}
            </Button>
          </>
        ) : (
          <Button variant="default" onClick={() => setAsking(true)}>
            {t('samples.remove')}
          </Button>
        )}
      </Group>
    </Alert>
  );
}
