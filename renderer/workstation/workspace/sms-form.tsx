import { Group, NumberInput, Select, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type SmsGateway,
  saveSmsGateway,
  smsGatewayVariables,
} from '../../../shared/api/sms-gateway.ts';
import { call } from '../api/client.ts';
import { workspaceQueryKey } from '../app/use-workspace.ts';
import { useUnsaved } from '../ui/guarded-modal.tsx';
import { notifyDone, notifyError } from '../ui/notify.tsx';
import { SaveBar } from './save-bar.tsx';
import { smsGatewayKey } from './sms-gateway-key.ts';
import { type HeaderDraft, SmsHeaders } from './sms-headers.tsx';

type Fields = Omit<SmsGateway, 'headers'>;

function headerDrafts(gateway: SmsGateway): HeaderDraft[] {
  return gateway.headers.map(({ name, secret, value, value_set }, id) => ({
    id,
    name,
    secret,
    value: secret ? undefined : value,
    valueSet: value_set,
  }));
}

/** The fields of the gateway; what was typed stays where saving fails. */
export function SmsForm({ gateway }: { gateway: SmsGateway }) {
  const { t } = useTranslation('workspace');
  const client = useQueryClient();
  const { headers: _, ...saved } = gateway;
  const [fields, setFields] = useState<Fields>(saved);
  const [headers, setHeaders] = useState(() => headerDrafts(gateway));
  const save = useMutation({
    mutationFn: () =>
      call(saveSmsGateway, {
        ...fields,
        headers: headers.map(({ name, secret, value }) => ({
          name,
          secret,
          ...(value !== undefined && { value }),
        })),
      }),
    onSuccess: (results) => {
      client.setQueryData(smsGatewayKey, results);
      void client.invalidateQueries({ queryKey: workspaceQueryKey, exact: true });
      const { headers: _headers, ...kept } = results;
      setFields(kept);
      setHeaders(headerDrafts(results));
      notifyDone(t('saved'));
    },
    onError: (error) => notifyError(error, { title: t('saveFailed') }),
  });
  const change = (changed: Partial<Fields>) => setFields({ ...fields, ...changed });
  const dirty =
    JSON.stringify(headers) !== JSON.stringify(headerDrafts(gateway)) ||
    Object.entries(saved).some(([key, value]) => fields[key as keyof Fields] !== value);
  useUnsaved(dirty);
  const text = (key: 'success_path' | 'success_value' | 'success_text' | 'retry_text') => ({
    label: t(`sms.${key}`),
    value: fields[key],
    maxLength: 200,
    onChange: (event: { currentTarget: { value: string } }) =>
      change({ [key]: event.currentTarget.value }),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t('sms.intro')}
        </Text>
        <Group gap="sm" align="flex-start" wrap="nowrap">
          <Select
            w={100}
            label={t('sms.method')}
            data={['POST', 'PUT', 'GET']}
            value={fields.method}
            allowDeselect={false}
            onChange={(value) => value && change({ method: value as Fields['method'] })}
          />
          <TextInput
            flex={1}
            label={t('sms.url')}
            placeholder="https://sms.example.com/send"
            value={fields.url}
            maxLength={2000}
            onChange={(event) => change({ url: event.currentTarget.value })}
          />
        </Group>
        <SmsHeaders headers={headers} onChange={setHeaders} />
        {fields.method !== 'GET' && (
          <Group gap="sm" align="flex-start" wrap="nowrap">
            <Select
              w={100}
              label={t('sms.bodyType')}
              data={(['json', 'form', 'text'] as const).map((value) => ({
                value,
                label: t(`sms.bodyTypes.${value}`),
              }))}
              value={fields.body_type}
              allowDeselect={false}
              onChange={(value) => value && change({ body_type: value as Fields['body_type'] })}
            />
            <Textarea
              flex={1}
              label={t('sms.body')}
              autosize
              minRows={2}
              maxRows={8}
              value={fields.body}
              maxLength={10_000}
              spellCheck={false}
              onChange={(event) => change({ body: event.currentTarget.value })}
            />
          </Group>
        )}
        <Text size="xs" c="dimmed">
          {t('sms.variables', {
            names: smsGatewayVariables.map((name) => `{{${name}}}`).join(' '),
          })}
        </Text>
        <Title order={3} size="h4">
          {t('sms.success')}
        </Title>
        <Group grow align="flex-start" gap="sm">
          <NumberInput
            label={t('sms.success_status')}
            placeholder="200–299"
            value={fields.success_status || ''}
            min={100}
            max={599}
            allowDecimal={false}
            onChange={(value) => change({ success_status: Number(value) || 0 })}
          />
          <TextInput {...text('success_path')} placeholder="data.code" />
          <TextInput {...text('success_value')} placeholder="0" />
        </Group>
        <Group grow align="flex-start" gap="sm">
          <TextInput {...text('success_text')} />
          <TextInput {...text('retry_text')} />
        </Group>
        <Group grow align="flex-start" gap="sm">
          <NumberInput
            label={t('sms.timeout')}
            value={fields.timeout_seconds}
            min={1}
            max={60}
            allowDecimal={false}
            clampBehavior="strict"
            onChange={(value) => change({ timeout_seconds: Number(value) || 15 })}
          />
          <NumberInput
            label={t('sms.rate')}
            value={fields.messages_per_minute}
            min={1}
            max={600}
            allowDecimal={false}
            clampBehavior="strict"
            onChange={(value) => change({ messages_per_minute: Number(value) || 60 })}
          />
        </Group>
        <SaveBar dirty={dirty} saving={save.isPending} />
      </Stack>
    </form>
  );
}
