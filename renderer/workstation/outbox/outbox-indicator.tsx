import { ActionIcon, Indicator, Tooltip } from '@mantine/core';
import { IconMailExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useUi } from '../app/ui-store.ts';
import { useMessageCount, useOutboxLiveUpdates } from './outbox-queries.ts';

/**
 * In the top bar, while there is something to tell: how many messages wait or, more urgent, how many
 * failed. Opens the outbox.
 */
export function OutboxIndicator() {
  const { t } = useTranslation('outbox');
  const { showView } = useUi();
  useOutboxLiveUpdates();
  const queued = useMessageCount('queued').data ?? 0;
  const failed = useMessageCount('failed').data ?? 0;
  const texts = [
    failed > 0 && t('indicator.failed', { count: failed }),
    queued > 0 && t('indicator.queued', { count: queued }),
  ].filter(Boolean);
  if (texts.length === 0) return null;
  const label = texts.join(' · ');
  return (
    <Tooltip label={label}>
      <Indicator
        label={failed || queued}
        color={failed > 0 ? 'red.8' : 'orange.9'}
        size={15}
        offset={5}
        maxValue={99}
        styles={{ indicator: { fontSize: 10, padding: '0 4px' } }}
      >
        <ActionIcon aria-label={label} onClick={() => showView('outbox')}>
          <IconMailExclamation size={18} stroke={1.6} />
        </ActionIcon>
      </Indicator>
    </Tooltip>
  );
}
