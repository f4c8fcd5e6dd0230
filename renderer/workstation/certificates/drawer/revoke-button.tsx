import { Button, Group, Popover, Stack, Text } from '@mantine/core';
import { IconLinkOff } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CertificateRequest } from '../../../../shared/api/certificates.ts';
import { call } from '../../api/client.ts';
import { notifyDone, notifyError } from '../../ui/notify.tsx';
import { certificateKeys, endpointsOf } from './certificate-queries.ts';

/** Ends the candidate's link for good, once the recruiter has confirmed it. */
export function RevokeButton({ request }: { request: CertificateRequest }) {
  const { t } = useTranslation(['certificates', 'app']);
  const client = useQueryClient();
  const [opened, setOpened] = useState(false);
  const { certificate_id } = request;
  const revoke = useMutation({
    mutationFn: () => call(endpointsOf(request.kind).revokeToken, { certificate_id }),
    onSuccess: () => {
      setOpened(false);
      notifyDone(t('drawer.revoke.done'));
    },
    onError: (error) => notifyError(error, { title: t('drawer.revoke.failed') }),
    onSettled: () => client.invalidateQueries({ queryKey: certificateKeys.all(certificate_id) }),
  });
  return (
    <Popover opened={opened} onChange={setOpened} width={300} trapFocus withinPortal>
      <Popover.Target>
        <Button
          variant="default"
          onClick={() => setOpened(!opened)}
          leftSection={<IconLinkOff size={15} aria-hidden />}
        >
          {t('drawer.revoke.button')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('drawer.revoke.title')}>
        <Stack gap="xs">
          <Text fw={600}>{t('drawer.revoke.title')}</Text>
          <Text size="xs" c="dimmed">
            {t('drawer.revoke.hint')}
          </Text>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" data-autofocus onClick={() => setOpened(false)}>
              {t('app:actions.cancel')}
            </Button>
            <Button color="red.9" loading={revoke.isPending} onClick={() => revoke.mutate()}>
              {t('drawer.revoke.confirm')}
            </Button>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
