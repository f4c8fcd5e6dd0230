import { Alert, Button, Group, NumberInput, Select, Stack, Switch, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type CandidateServerState,
  saveCandidateServer,
} from '../../../shared/api/candidate-server.ts';
import { call } from '../api/client.ts';
import { workspaceQueryKey } from '../app/use-workspace.ts';
import { useUnsaved } from '../ui/guarded-modal.tsx';
import { notifyDone } from '../ui/notify.tsx';
import { candidateServerKey } from './candidate-server-key.ts';
import { SaveBar } from './save-bar.tsx';

const everywhere = '0.0.0.0';

/** Whether candidates can reach this machine, on which network and port. Saving applies it at once. */
export function CandidateServerForm({ server }: { server: CandidateServerState }) {
  const { t } = useTranslation('workspace');
  const client = useQueryClient();
  const saved = { enabled: server.enabled, host: server.host, port: server.port };
  const [fields, setFields] = useState<{ enabled: boolean; host: string; port: number | string }>(
    saved,
  );
  const save = useMutation({
    mutationFn: (settings: typeof saved) => call(saveCandidateServer, settings),
    onSuccess: (state) => {
      client.setQueryData(candidateServerKey, state);
      void client.invalidateQueries({ queryKey: workspaceQueryKey, exact: true });
      setFields({ enabled: state.enabled, host: state.host, port: state.port });
      notifyDone(t(state.enabled ? 'server.on' : 'server.offNow'));
    },
  });
  const port = Number(fields.port);
  const wrongPort = fields.port === '' || !Number.isInteger(port) || port < 0 || port > 65_535;
  const dirty =
    fields.enabled !== saved.enabled || fields.host !== saved.host || fields.port !== saved.port;
  useUnsaved(dirty);
  const known = server.networks.some(({ address }) => address === fields.host);
  const hosts = [
    { value: everywhere, label: t('server.everywhere') },
    ...server.networks.map(({ name, address, kind }) => ({
      value: address,
      label: t(`server.kinds.${kind}`, { name, address }),
    })),
    ...(known || fields.host === everywhere
      ? []
      : [{ value: fields.host, label: t('server.gone', { address: fields.host }) }]),
  ];
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrongPort) save.mutate({ ...fields, port });
      }}
    >
      <Stack gap="md">
        {server.problem !== '' && (
          <Alert color="red" role="alert" icon={<IconAlertTriangle size={18} />} py={8}>
            <Text size="sm" mb={6}>
              {t('server.problem', { reason: server.problem })}
            </Text>
            <Button variant="default" loading={save.isPending} onClick={() => save.mutate(saved)}>
              {t('server.again')}
            </Button>
          </Alert>
        )}
        <Switch
          label={t('server.enabled')}
          description={t('server.enabledHint')}
          checked={fields.enabled}
          onChange={(event) => setFields({ ...fields, enabled: event.currentTarget.checked })}
        />
        <Group gap="md" align="flex-start" wrap="nowrap">
          <Select
            flex={1}
            label={t('server.network')}
            description={t('server.networkHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            allowDeselect={false}
            disabled={!fields.enabled}
            data={hosts}
            value={fields.host}
            onChange={(host) => host && setFields({ ...fields, host })}
          />
          <NumberInput
            w={150}
            label={t('server.port')}
            description={t('server.portHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            disabled={!fields.enabled}
            min={0}
            max={65_535}
            allowDecimal={false}
            allowNegative={false}
            clampBehavior="none"
            error={wrongPort && t('candidates.range', { min: 0, max: 65_535 })}
            value={fields.port}
            onChange={(value) => setFields({ ...fields, port: value })}
          />
        </Group>
        {server.from_command_line && (
          <Text size="xs" c="dimmed">
            {t('server.fromCommandLine')}
          </Text>
        )}
        {save.error && <Alert color="red" role="alert" title={save.error.message} />}
        <SaveBar dirty={dirty && !wrongPort} saving={save.isPending} />
      </Stack>
    </form>
  );
}
