import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendTestSms } from '../../../shared/api/sms-gateway.ts';
import { call } from '../api/client.ts';

/** Sends a text message through the saved gateway and shows what the gateway answered. */
export function TestSms({ configured }: { configured: boolean }) {
  const { t } = useTranslation('workspace');
  const [recipient, setRecipient] = useState('');
  const test = useMutation({ mutationFn: () => call(sendTestSms, { recipient }) });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        test.mutate();
      }}
    >
      <Stack gap="xs">
        <Group align="flex-end" gap="sm" wrap="nowrap">
          <TextInput
            flex={1}
            type="tel"
            label={t('sms.test.recipient')}
            value={recipient}
            maxLength={40}
            onChange={(event) => setRecipient(event.currentTarget.value)}
          />
          <Button
            type="submit"
            variant="default"
            disabled={!configured || recipient.trim() === ''}
            loading={test.isPending}
          >
            {t('sms.test.send')}
          </Button>
        </Group>
        <Text size="xs" c="dimmed">
          {t(configured ? 'sms.test.saved' : 'sms.test.none')}
        </Text>
        <div aria-live="polite">
          {test.isSuccess && (
            <Alert color="green" icon={<IconCheck size={18} />} py={8}>
              {t('sms.test.done', { response: test.data.response })}
            </Alert>
          )}
          {test.isError && (
            <Alert color="red" icon={<IconAlertTriangle size={18} />} py={8}>
              {test.error.message}
            </Alert>
          )}
        </div>
      </Stack>
    </form>
  );
}
