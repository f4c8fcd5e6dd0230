import { Button, Divider, Loader, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { getSmsGateway } from '../../../shared/api/sms-gateway.ts';
import { call } from '../api/client.ts';
import { useDelayed } from '../ui/use-delayed.ts';
import { SmsForm } from './sms-form.tsx';
import { smsGatewayKey } from './sms-gateway-key.ts';
import { TestSms } from './test-sms.tsx';

/** The gateway that text messages go through, and a test of it. */
export function SmsSettings() {
  const { t } = useTranslation('workspace');
  const { data, error, isPending, refetch } = useQuery({
    queryKey: smsGatewayKey,
    queryFn: () => call(getSmsGateway, {}),
  });
  const slow = useDelayed(isPending);
  if (data) {
    return (
      <Stack gap="md">
        <SmsForm gateway={data} />
        <Divider />
        <TestSms configured={data.url !== ''} />
      </Stack>
    );
  }
  return (
    <Stack align="flex-start" gap="xs" role="status">
      {error && <Text c="red">{error.message}</Text>}
      {error && (
        <Button variant="default" onClick={() => refetch()}>
          {t('retry')}
        </Button>
      )}
      {slow && <Loader size="sm" aria-label={t('loading')} />}
    </Stack>
  );
}
