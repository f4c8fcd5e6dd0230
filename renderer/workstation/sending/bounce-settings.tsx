import {
  Button,
  Divider,
  Group,
  Loader,
  NumberInput,
  PasswordInput,
  Stack,
  Switch,
  Text,
  TextInput,
} from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  getBounceMailbox,
  saveBounceMailbox,
  testBounceMailbox,
} from '../../../shared/api/bounces.ts';
import type { RequestOf, ResultsOf } from '../../../shared/api/endpoint.ts';
import { call } from '../api/client.ts';
import { useUnsaved } from '../ui/guarded-modal.tsx';
import { notifyDone, notifyError } from '../ui/notify.tsx';
import { useDelayed } from '../ui/use-delayed.ts';
import { SaveBar } from '../workspace/save-bar.tsx';
import { TestForm } from '../workspace/test-form.tsx';

type Mailbox = ResultsOf<typeof getBounceMailbox>;
type Fields = Omit<RequestOf<typeof saveBounceMailbox>, 'password'>;

const mailboxKey = ['bounce-mailbox'] as const;

/** The mailbox that delivery reports are read from, how reading goes, and a test of it. */
export default function BounceSettings() {
  const { t } = useTranslation(['sending', 'workspace']);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: mailboxKey,
    queryFn: ({ signal }) => call(getBounceMailbox, {}, { signal }),
    // Reading goes on by itself; there is no event for it.
    refetchInterval: 5_000,
  });
  const slow = useDelayed(isPending);
  if (!data) {
    return (
      <Stack align="flex-start" gap="xs" role="status">
        {error && <Text c="var(--tone-red-text)">{error.message}</Text>}
        {error && (
          <Button variant="default" onClick={() => refetch()}>
            {t('workspace:retry')}
          </Button>
        )}
        {slow && <Loader size="sm" aria-label={t('workspace:loading')} />}
      </Stack>
    );
  }
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('bounces.intro')}
      </Text>
      <BounceForm key={data.host} mailbox={data} />
      <Divider />
      <TestForm
        button={t('bounces.test.send')}
        hint={t(data.host === '' ? 'bounces.test.none' : 'bounces.test.saved')}
        disabled={data.host === ''}
        run={async () => {
          const { messages } = await call(testBounceMailbox, {});
          return t('bounces.test.done', { count: messages });
        }}
      />
    </Stack>
  );
}

function BounceForm({ mailbox: saved }: { mailbox: Mailbox }) {
  const { t } = useTranslation('sending');
  const { host, port, secure, user, mailbox } = saved;
  const [fields, setFields] = useState<Fields>({ host, port, secure, user, mailbox });
  const [password, setPassword] = useState('');
  const save = useSave(() => setPassword(''));
  const change = (changed: Partial<Fields>) => setFields({ ...fields, ...changed });
  const dirty =
    password !== '' ||
    (Object.keys(fields) as (keyof Fields)[]).some((key) => fields[key] !== saved[key]);
  useUnsaved(dirty);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ ...fields, ...(password !== '' && { password }) });
      }}
    >
      <Stack gap="md">
        <Group gap="md" align="flex-start" wrap="nowrap">
          <TextInput
            flex={1}
            label={t('bounces.host')}
            placeholder="imap.example.com"
            value={fields.host}
            maxLength={255}
            onChange={({ currentTarget: { value } }) => change({ host: value.trim() })}
          />
          <NumberInput
            w={110}
            label={t('bounces.port')}
            value={Number(fields.port)}
            min={1}
            max={65_535}
            allowDecimal={false}
            clampBehavior="strict"
            onChange={(value) => change({ port: Number(value) || port })}
          />
        </Group>
        <Switch
          label={t('bounces.secure')}
          checked={fields.secure}
          onChange={({ currentTarget: { checked } }) =>
            change({ secure: checked, port: checked ? 993 : 143 })
          }
        />
        <Group gap="md" align="flex-start" grow>
          <TextInput
            label={t('bounces.user')}
            value={fields.user}
            maxLength={320}
            autoComplete="off"
            onChange={({ currentTarget: { value } }) => change({ user: value.trim() })}
          />
          <PasswordInput
            label={t('bounces.password')}
            value={password}
            maxLength={500}
            autoComplete="new-password"
            placeholder={saved.password_set ? t('bounces.passwordKept') : undefined}
            onChange={({ currentTarget: { value } }) => setPassword(value)}
          />
          <TextInput
            label={t('bounces.mailbox')}
            value={fields.mailbox}
            maxLength={200}
            required
            onChange={({ currentTarget: { value } }) => change({ mailbox: value })}
          />
        </Group>
        <Group justify="space-between">
          <Text
            size="sm"
            role="status"
            c={saved.state === 'failed' ? 'var(--tone-red-text)' : 'dimmed'}
            style={{ overflowWrap: 'anywhere' }}
          >
            {t(
              `bounces.state.${saved.state === 'watching' && saved.listening ? 'listening' : saved.state}`,
              {
                time: saved.checked_at?.slice(0, 16) ?? '',
                words: saved.words,
              },
            )}
          </Text>
          {saved.host !== '' && (
            <Button
              variant="default"
              onClick={() => save.mutate({ ...fields, host: '' })}
              disabled={save.isPending}
            >
              {t('bounces.remove')}
            </Button>
          )}
        </Group>
        <SaveBar dirty={dirty && fields.mailbox !== ''} saving={save.isPending} />
      </Stack>
    </form>
  );
}

function useSave(onSaved: () => void) {
  const { t } = useTranslation('workspace');
  const client = useQueryClient();
  return useMutation({
    mutationFn: (fields: RequestOf<typeof saveBounceMailbox>) => call(saveBounceMailbox, fields),
    onSuccess: (mailbox) => {
      client.setQueryData(mailboxKey, mailbox);
      onSaved();
      notifyDone(t('saved'));
    },
    onError: (error) => notifyError(error, { title: t('saveFailed') }),
  });
}
