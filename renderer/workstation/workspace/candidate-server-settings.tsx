import { Button, Divider, Loader, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import {
  type CandidateServerState,
  getCandidateServer,
} from '../../../shared/api/candidate-server.ts';
import { call } from '../api/client.ts';
import { useDelayed } from '../ui/use-delayed.ts';
import { CandidateAddresses } from './candidate-addresses.tsx';
import { CandidateServerForm } from './candidate-server-form.tsx';
import { candidateServerKey } from './candidate-server-key.ts';

/** Where candidates upload: the server's switch, network and port, its addresses and their networks. */
export default function CandidateServerSettings() {
  const { t } = useTranslation('workspace');
  const { data, error, isPending, refetch } = useQuery({
    queryKey: candidateServerKey,
    queryFn: ({ signal }) => call(getCandidateServer, {}, { signal }),
  });
  const slow = useDelayed(isPending);
  if (!data) {
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
  return (
    <Stack gap="lg">
      <CandidateServerForm server={data} />
      <Divider />
      <CandidateAddresses urls={data.urls} />
      {data.running && <Networks server={data} />}
    </Stack>
  );
}

/** On which networks a phone reaches the server, in words. */
function Networks({ server }: { server: CandidateServerState }) {
  const { t } = useTranslation('workspace');
  const reached = server.networks.filter(
    ({ address, kind }) =>
      kind === 'office' && (server.host === '0.0.0.0' || server.host === address),
  );
  return (
    <div>
      <Title order={3} size="h4" mb={4}>
        {t('server.works')}
      </Title>
      {reached.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('server.nowhere')}
        </Text>
      )}
      {reached.map(({ name, address, range }) => (
        <Text key={address} size="sm">
          {t('server.reached', { name, range: range || address })}
        </Text>
      ))}
      <Text size="xs" c="dimmed" mt={6}>
        {t('server.firewall', { port: server.bound_port })}
      </Text>
    </div>
  );
}
