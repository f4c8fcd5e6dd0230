import { ActionIcon, Indicator, Tooltip } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useUi } from '../app/ui-store.ts';
import { useMessageCount, useOutboxLiveUpdates } from './outbox-queries.ts';

/** In the top bar: how many messages wait, or, more urgent, how many failed. Opens the outbox. */
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
  const label = texts.join(' · ') || t('indicator.quiet');
  return (
    <Tooltip label={label}>
      <Indicator
        label={failed || queued}
        disabled={failed + queued === 0}
        color={failed > 0 ? 'red.8' : 'orange.9'}
        size={15}
        offset={5}
        maxValue={99}
        styles={{ indicator: { fontSize: 10, padding: '0 4px' } }}
      >
        <ActionIcon aria-label={label} onClick={() => showView('outbox')}>
          <IconSend size={18} stroke={1.6} />
        </ActionIcon>
      </Indicator>
    </Tooltip>
  );
}
