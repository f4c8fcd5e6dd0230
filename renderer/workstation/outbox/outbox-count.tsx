import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './outbox-count.module.css';
import { useMessageCount, useOutboxLiveUpdates } from './outbox-queries.ts';

const most = 99;

/**
 * Beside the outbox in the main navigation, while there is something to tell: how many messages failed
 * or, where none did, how many wait.
 */
export function OutboxCount() {
  const { t } = useTranslation('outbox');
  useOutboxLiveUpdates();
  const queued = useMessageCount('queued').data ?? 0;
  const failed = useMessageCount('failed').data ?? 0;
  const texts = [
    failed > 0 && t('indicator.failed', { count: failed }),
    queued > 0 && t('indicator.queued', { count: queued }),
  ].filter(Boolean);
  if (texts.length === 0) return null;
  const label = texts.join(' · ');
  const count = failed || queued;
  return (
    <Tooltip label={label}>
      <span className={classes.count} data-tone={failed > 0 ? 'red' : 'orange'}>
        <span aria-hidden>{count > most ? `${most}+` : count}</span>
        <span className="visually-hidden">{label}</span>
      </span>
    </Tooltip>
  );
}
