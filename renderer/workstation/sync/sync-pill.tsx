import { Tooltip, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SyncStatusAnswer } from '../../../shared/api/sync.ts';
import { useUi } from '../app/ui-store.ts';
import { type Tone, ToneBadge } from '../ui/status-badge.tsx';
import { useConnectionReport } from './connection-report.ts';
import classes from './sync-pill.module.css';
import { useSyncLiveUpdates, useSyncStatus } from './sync-queries.ts';

/** The colour family of each state. */
export const syncTones: Readonly<Record<SyncStatusAnswer['state'], Tone>> = {
  alone: 'gray',
  paused: 'gray',
  offline: 'orange',
  syncing: 'blue',
  current: 'green',
  attention: 'red',
};

/**
 * What the pill says: how syncing goes, or that somebody has to settle something.
 * @returns the state shown, and how many things wait for the user
 */
export function shownState(status: SyncStatusAnswer): {
  state: SyncStatusAnswer['state'];
  open: number;
} {
  const copies = status.copy_text === '' ? 0 : 1;
  const open = status.parked + status.conflicts + status.disputed + copies;
  return { state: status.state === 'current' && open > 0 ? 'attention' : status.state, open };
}

/** In the top bar, once the workspace has joined a company: how syncing goes; opens its page. */
export function SyncPill() {
  const { t } = useTranslation('sync');
  const { data: status } = useSyncStatus();
  const openSettingsSection = useUi((state) => state.openSettingsSection);
  useSyncLiveUpdates();
  useConnectionReport(status !== undefined && status.state !== 'alone');
  if (!status || status.state === 'alone') return null;
  const { state, open } = shownState(status);
  const counts = [
    status.pending > 0 && t('pill.waiting', { count: status.pending }),
    open > 0 && t('pill.open', { count: open }),
  ].filter(Boolean);
  const name = t(`state.${state}`);
  const number = state === 'attention' ? open : status.pending;
  const shown = number > 0 ? `${name} ${number}` : name;
  const paused = status.paused_by === 'metered' && t('metered.paused');
  const hint = [status.reason_text, paused, ...counts].filter(Boolean).join(' · ') || name;
  return (
    <Tooltip label={hint} multiline maw={320}>
      <UnstyledButton
        className={classes.pill}
        // Begins with what is read on it, for those who say what they click.
        aria-label={[t('pill.label', { state: shown }), ...counts].join(' · ')}
        onClick={() => openSettingsSection('sync')}
      >
        <ToneBadge tone={syncTones[state]}>{shown}</ToneBadge>
      </UnstyledButton>
    </Tooltip>
  );
}
