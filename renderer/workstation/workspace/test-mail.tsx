import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendTestMail } from '../../../shared/api/workspace.ts';
import { call } from '../api/client.ts';

interface TestMailProps {
  /** Why no test can be sent now. */
  blocked: 'unsaved' | 'none' | undefined;
  suggestion: string;
}

/** Sends a mail through the account in use and shows what the server said. */
export function TestMail({ blocked, suggestion }: TestMailProps) {
  const { t } = useTranslation('workspace');
  const [recipient, setRecipient] = useState(suggestion);
  const test = useMutation({ mutationFn: () => call(sendTestMail, { recipient }) });
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
            type="email"
            label={t('mail.test.recipient')}
            value={recipient}
            maxLength={320}
            onChange={(event) => setRecipient(event.currentTarget.value)}
          />
          <Button
            type="submit"
            variant="default"
            disabled={blocked !== undefined || recipient.trim() === ''}
            loading={test.isPending}
          >
            {t('mail.test.send')}
          </Button>
        </Group>
        {blocked && (
          <Text size="xs" c="dimmed">
            {t(`mail.test.${blocked}`)}
          </Text>
        )}
        <div aria-live="polite">
          {test.isSuccess && (
            <Alert color="green" icon={<IconCheck size={18} />} py={8}>
              {t('mail.test.done', { response: test.data.response })}
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
