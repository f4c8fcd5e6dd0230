import { Button, Group, Popover, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Verification } from '../../../../shared/api/verifications.ts';
import { notifyError } from '../../ui/notify.tsx';
import { useWithdrawVerification } from './verification-queries.ts';

/** Withdraws a verification once the recruiter has confirmed it. */
export function WithdrawVerification({ verification }: { verification: Verification }) {
  const { t } = useTranslation(['checking', 'app']);
  const [opened, setOpened] = useState(false);
  const [remark, setRemark] = useState('');
  const { verification_id, certificate_id } = verification;
  const withdraw = useWithdrawVerification(certificate_id, () => setOpened(false));
  const confirm = () =>
    withdraw.mutate(
      { verification_id, remark },
      { onError: (error) => notifyError(error, { title: t('verification.withdrawFailed') }) },
    );
  return (
    <Popover opened={opened} onChange={setOpened} width={300} trapFocus withinPortal>
      <Popover.Target>
        <Button variant="subtle" size="compact-xs" onClick={() => setOpened(!opened)}>
          {t('verification.withdraw')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('verification.withdrawTitle')}>
        <Stack gap="xs">
          <Text fw={600}>{t('verification.withdrawTitle')}</Text>
          <Text size="xs" c="dimmed">
            {t('verification.withdrawHint')}
          </Text>
          <Textarea
            label={t('verification.withdrawRemark')}
            value={remark}
            maxLength={500}
            autosize
            minRows={1}
            onChange={(event) => setRemark(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" data-autofocus onClick={() => setOpened(false)}>
              {t('app:actions.cancel')}
            </Button>
            <Button color="red.9" loading={withdraw.isPending} onClick={confirm}>
              {t('verification.withdraw')}
            </Button>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
