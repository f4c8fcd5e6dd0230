import { Button, Group, Popover, Stack, Text, Textarea } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CertificateRequest } from '../../../../shared/api/certificates.ts';
import { call } from '../../api/client.ts';
import { notifyDone, notifyError } from '../../ui/notify.tsx';
import { certificateKeys, endpointsOf } from './certificate-queries.ts';

/** Lets the candidate upload again through the same link, with words they will read. */
export function NewUploadButton({ request }: { request: CertificateRequest }) {
  const { t } = useTranslation(['certificates', 'app']);
  const client = useQueryClient();
  const [opened, setOpened] = useState(false);
  const [remark, setRemark] = useState('');
  const { certificate_id } = request;
  const ask = useMutation({
    mutationFn: () => call(endpointsOf(request.kind).requestNewUpload, { certificate_id, remark }),
    onSuccess: () => {
      setOpened(false);
      setRemark('');
      notifyDone(t('drawer.newUpload.done'));
    },
    onError: (error) => notifyError(error, { title: t('drawer.newUpload.failed') }),
    onSettled: () => client.invalidateQueries({ queryKey: certificateKeys.all(certificate_id) }),
  });
  return (
    <Popover opened={opened} onChange={setOpened} width={320} trapFocus withinPortal>
      <Popover.Target>
        <Button
          variant="default"
          onClick={() => setOpened(!opened)}
          leftSection={<IconUpload size={15} aria-hidden />}
        >
          {t('drawer.newUpload.button')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('drawer.newUpload.title')}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            ask.mutate();
          }}
        >
          <Stack gap="xs">
            <Text size="xs" c="dimmed">
              {t('drawer.newUpload.hint')}
            </Text>
            <Textarea
              data-autofocus
              value={remark}
              onChange={(event) => setRemark(event.currentTarget.value)}
              label={t('drawer.newUpload.remark')}
              placeholder={t('drawer.newUpload.placeholder')}
              maxLength={500}
              autosize
              minRows={2}
              maxRows={6}
            />
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={() => setOpened(false)}>
                {t('app:actions.cancel')}
              </Button>
              <Button type="submit" loading={ask.isPending}>
                {t('drawer.newUpload.confirm')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
