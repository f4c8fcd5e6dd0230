import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { leaveCompany } from '../../../shared/api/sync.ts';
import { Caution } from '../ui/caution.tsx';
import { useSyncCommand } from './sync-queries.ts';

interface LeaveDialogProps {
  opened: boolean;
  company: string;
  /** Changes that were not sent. */
  pending: number;
  onClose: () => void;
}

/** Says what leaving means before it is done. */
export function LeaveDialog({ opened, company, pending, onClose }: LeaveDialogProps) {
  const { t } = useTranslation(['sync', 'app']);
  const leave = useSyncCommand(leaveCompany);
  return (
    <Modal opened={opened} onClose={onClose} title={t('leaveDialog.title', { company })} size={440}>
      <Stack gap="md">
        <Text size="sm">{t('leaveDialog.text')}</Text>
        {pending > 0 && (
          <Caution tone="orange">{t('leaveDialog.pending', { count: pending })}</Caution>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" data-autofocus onClick={onClose}>
            {t('app:actions.cancel')}
          </Button>
          <Button
            color="red"
            loading={leave.isPending}
            onClick={() => leave.mutate({}, { onSuccess: onClose })}
          >
            {t('leaveDialog.confirm')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
