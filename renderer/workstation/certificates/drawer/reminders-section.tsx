import { Group, Switch, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CertificateRequest } from '../../../../shared/api/certificates.ts';
import { listReminders, type Reminders, setReminders } from '../../../../shared/api/reminders.ts';
import { call } from '../../api/client.ts';
import { notifyError } from '../../ui/notify.tsx';
import { certificateKeys } from './certificate-queries.ts';
import { certificateState } from './certificate-state.ts';
import classes from './drawer.module.css';
import { DrawerSection } from './section.tsx';
import { shortTime } from './short-time.ts';

/** The reminders of a request: sent, to come, or why not; and the switch for those to come. */
export function RemindersSection({ request }: { request: CertificateRequest }) {
  const { t } = useTranslation('certificates');
  const client = useQueryClient();
  const { certificate_id } = request;
  const queryKey = [...certificateKeys.all(certificate_id), 'reminders'];
  const { data } = useQuery({
    queryKey,
    queryFn: ({ signal }) => call(listReminders, { certificate_id }, { signal }),
    staleTime: 0,
  });
  const change = useMutation({
    mutationFn: (enabled: boolean) =>
      call(setReminders, { certificate_id, enabled: enabled ? 1 : 0 }),
    onSuccess: (reminders) => client.setQueryData(queryKey, reminders),
    onError: (error) => notifyError(error, { title: t('drawer.reminders.failed') }),
  });
  const awaiting = certificateState(request) === 'awaiting';
  if (!data || (data.reminders.length === 0 && !awaiting)) return null;
  return (
    <DrawerSection title={t('drawer.reminders.title')}>
      {awaiting && (
        <Switch
          label={t('drawer.reminders.enabled')}
          checked={change.isPending ? change.variables : data.enabled}
          onChange={(event) => change.mutate(event.currentTarget.checked)}
        />
      )}
      {data.reminders.length > 0 && (
        <ul className={classes.reminders}>
          {data.reminders.map((reminder) => (
            <li key={reminder.reminder_id}>
              <Group gap={8} justify="space-between" wrap="nowrap">
                <Text size="sm">{t('drawer.reminders.day', { count: reminder.day })}</Text>
                <Text size="xs" c="dimmed">
                  <ReminderState reminder={reminder} />
                </Text>
              </Group>
            </li>
          ))}
        </ul>
      )}
    </DrawerSection>
  );
}

function ReminderState({ reminder }: { reminder: Reminders['reminders'][number] }) {
  const { t } = useTranslation('certificates');
  const { state, due_at, settled_at, reason } = reminder;
  if (state === 'waiting') return t('drawer.reminders.waiting', { time: shortTime(due_at) });
  if (state === 'sent') {
    return t('drawer.reminders.sent', { time: shortTime(settled_at ?? due_at) });
  }
  if (state === 'collapsed') return t('drawer.reminders.collapsed');
  return t(`drawer.reminders.stopped.${reason ?? 'off'}`);
}
