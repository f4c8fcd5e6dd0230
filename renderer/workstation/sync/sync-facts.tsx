import { Button, Group, Progress, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  dismissCopy,
  pauseSync,
  type SyncStatusAnswer,
  setMeteredPause,
  syncNow,
} from '../../../shared/api/sync.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { Caution } from '../ui/caution.tsx';
import { ToneBadge } from '../ui/status-badge.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import classes from './sync.module.css';
import { shownState, syncTones } from './sync-pill.tsx';
import { useSyncCommand } from './sync-queries.ts';

interface SyncFactsProps {
  status: SyncStatusAnswer;
  membership: NonNullable<SyncStatusAnswer['membership']>;
}

/** Where the workspace belongs, how syncing goes, and what can be done about it. */
export function SyncFacts({ status, membership }: SyncFactsProps) {
  const { t } = useTranslation('sync');
  const pause = useSyncCommand(pauseSync);
  const now = useSyncCommand(syncNow);
  const metered = useSyncCommand(setMeteredPause);
  const dismiss = useSyncCommand(dismissCopy);
  const [leaving, setLeaving] = useState(false);
  const { state } = shownState(status);
  const { snapshot, files } = status;
  const language = useLanguage();
  const received =
    snapshot &&
    t('snapshot', {
      written: snapshot.written.toLocaleString(language),
      total: snapshot.total.toLocaleString(language),
    });
  const paused = status.paused_by === 'user';
  const role = t(`role.${membership.role as 'administrator' | 'recruiter' | 'reviewer'}`);
  const facts = [
    [t('facts.company'), membership.company_name],
    [t('facts.user'), `${membership.uname} · ${role}`],
    [t('facts.device'), membership.device_name],
    [t('facts.server'), membership.url],
    [t('facts.synced'), status.last_synced_at ?? t('facts.never')],
    [t('facts.tried'), status.last_tried_at ?? t('facts.never')],
    [t('facts.pending'), t('facts.operations', { count: status.pending })],
    [t('facts.files'), t('facts.filesValue', files)],
  ];
  return (
    <Stack gap="md">
      <Group gap="xs" role="status">
        <ToneBadge tone={syncTones[state]}>{t(`state.${state}`)}</ToneBadge>
      </Group>
      {status.copy_text !== '' && (
        <Caution tone="orange">
          <Group justify="space-between" wrap="nowrap" gap="md">
            {status.copy_text}
            <Button
              variant="default"
              size="compact-sm"
              style={{ flexShrink: 0 }}
              loading={dismiss.isPending}
              onClick={() => dismiss.mutate({})}
            >
              {t('actions.dismiss')}
            </Button>
          </Group>
        </Caution>
      )}
      {status.clock_text !== '' && <Caution tone="orange">{status.clock_text}</Caution>}
      {status.paused_by === 'metered' && <Caution tone="orange">{t('metered.paused')}</Caution>}
      {status.reason_text !== '' && (
        <Caution tone={status.state === 'attention' ? 'red' : 'orange'}>
          {status.reason_text}
        </Caution>
      )}
      {snapshot && (
        <div>
          <Text size="sm" mb={4}>
            {received}
          </Text>
          <Progress
            aria-label={received ?? ''}
            value={
              snapshot.total > 0 ? Math.min(100, (100 * snapshot.written) / snapshot.total) : 0
            }
          />
        </div>
      )}
      <dl className={classes.facts}>
        {facts.map(([name, value]) => [
          <dt key={`${name}:`}>{name}</dt>,
          <dd key={name}>{value}</dd>,
        ])}
      </dl>
      <Group gap="xs">
        <Button
          variant="default"
          disabled={status.paused_by !== null}
          loading={now.isPending}
          onClick={() => now.mutate({})}
        >
          {t('actions.now')}
        </Button>
        <Button
          variant="default"
          loading={pause.isPending}
          onClick={() => pause.mutate({ paused: !paused })}
        >
          {t(paused ? 'actions.resume' : 'actions.pause')}
        </Button>
        <Button variant="subtle" color="red" ml="auto" onClick={() => setLeaving(true)}>
          {t('actions.leave')}
        </Button>
      </Group>
      <Switch
        label={t('metered.switch')}
        description={t('metered.hint')}
        checked={status.pauses_on_metered}
        disabled={metered.isPending}
        onChange={(event) => metered.mutate({ pauses: event.currentTarget.checked })}
      />
      <LeaveDialog
        opened={leaving}
        company={membership.company_name}
        pending={status.pending}
        onClose={() => setLeaving(false)}
      />
    </Stack>
  );
}
