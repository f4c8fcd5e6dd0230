import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { joinCompany } from '../../../shared/api/sync.ts';
import { Caution } from '../ui/caution.tsx';
import { notifyDone } from '../ui/notify.tsx';
import { useSyncCommand } from './sync-queries.ts';

/** Joins the company's central server; what was typed stays where it fails. */
export function JoinForm() {
  const { t } = useTranslation('sync');
  const [url, setUrl] = useState('');
  const [code, setCode] = useState('');
  const [device, setDevice] = useState('');
  const join = useSyncCommand(joinCompany, { silent: true });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        join.mutate(
          { url, code, device_name: device },
          {
            onSuccess: ({ membership }) =>
              notifyDone(t('join.done', { company: membership?.company_name ?? '' })),
          },
        );
      }}
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t('join.intro')}
        </Text>
        <TextInput
          label={t('join.url')}
          description={t('join.urlHint')}
          required
          maxLength={500}
          autoComplete="off"
          spellCheck={false}
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <Group gap="md" align="flex-end" grow>
          <TextInput
            label={t('join.code')}
            placeholder="XXXX-XXXX-XXXX"
            required
            maxLength={40}
            autoComplete="off"
            spellCheck={false}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <TextInput
            label={t('join.device')}
            description={t('join.deviceHint')}
            maxLength={60}
            autoComplete="off"
            value={device}
            onChange={(event) => setDevice(event.currentTarget.value)}
          />
        </Group>
        {join.error && <Caution tone="red">{join.error.message}</Caution>}
        <Group justify="flex-end">
          <Button
            type="submit"
            loading={join.isPending}
            disabled={url.trim() === '' || code.trim() === ''}
          >
            {t('join.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
