import { ActionIcon, Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** A header while it is edited; an untouched secret has no value. */
export interface HeaderDraft {
  readonly id: number;
  readonly name: string;
  readonly secret: boolean;
  readonly value: string | undefined;
  readonly valueSet: boolean;
}

interface SmsHeadersProps {
  headers: readonly HeaderDraft[];
  onChange: (headers: HeaderDraft[]) => void;
}

/** The headers a gateway wants; a secret one is not shown once it is saved. */
export function SmsHeaders({ headers, onChange }: SmsHeadersProps) {
  const { t } = useTranslation('workspace');
  const change = (id: number, fields: Partial<HeaderDraft>) =>
    onChange(headers.map((header) => (header.id === id ? { ...header, ...fields } : header)));
  const next = Math.max(0, ...headers.map(({ id }) => id)) + 1;
  return (
    <Stack gap={6}>
      <Text size="sm" fw={500}>
        {t('sms.headers')}
      </Text>
      {headers.map(({ id, name, secret, value, valueSet }) => (
        <Group key={id} gap="xs" wrap="nowrap">
          <TextInput
            w={170}
            aria-label={t('sms.headerName')}
            placeholder="Authorization"
            value={name}
            maxLength={100}
            onChange={(event) => change(id, { name: event.currentTarget.value })}
          />
          <TextInput
            flex={1}
            type={secret ? 'password' : 'text'}
            aria-label={t('sms.headerValue')}
            placeholder={valueSet && secret ? t('sms.secretSet') : undefined}
            value={value ?? ''}
            maxLength={2000}
            autoComplete="new-password"
            onChange={(event) => change(id, { value: event.currentTarget.value })}
          />
          <Checkbox
            label={t('sms.secret')}
            checked={secret}
            onChange={(event) => {
              const { checked } = event.currentTarget;
              // What was kept secret is not known here: it has to be typed to be shown.
              change(id, { secret: checked, value: value ?? (checked ? undefined : '') });
            }}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('sms.removeHeader', { name })}
            onClick={() => onChange(headers.filter((header) => header.id !== id))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} />}
        style={{ alignSelf: 'flex-start' }}
        onClick={() =>
          onChange([...headers, { id: next, name: '', secret: true, value: '', valueSet: false }])
        }
      >
        {t('sms.addHeader')}
      </Button>
    </Stack>
  );
}
