import { ActionIcon, Group, Text, Tooltip } from '@mantine/core';
import { IconRefresh, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../shared/api/outbox.ts';
import { ToneBadge } from '../ui/status-badge.tsx';
import { isBackingOff, messageActions, messageTone } from './message-state.ts';
import { useMessageActions } from './outbox-queries.ts';

/** The state of a message as a badge. */
export function MessageBadge({ message }: { message: Message }) {
  const { t } = useTranslation('outbox');
  return <ToneBadge tone={messageTone[message.state]}>{t(`states.${message.state}`)}</ToneBadge>;
}

/** Why a message has not left, in the server's own words, and when it is tried again. */
export function MessageTrouble({ message }: { message: Message }) {
  const { t } = useTranslation('outbox');
  const over = message.state === 'accepted' || message.state === 'cancelled';
  if (over) return null;
  const lines = [
    message.last_error && t('serverWords', { words: message.last_error }),
    isBackingOff(message) &&
      t('nextAttempt', { time: message.next_attempt_at?.slice(0, 16) ?? '' }),
  ].filter(Boolean);
  if (lines.length === 0) return null;
  const failed = message.state === 'failed';
  return (
    <Text
      size="xs"
      style={{ overflowWrap: 'anywhere', color: failed ? 'var(--tone-red-text)' : undefined }}
      c={failed ? undefined : 'dimmed'}
    >
      {lines.join(' · ')}
    </Text>
  );
}

/** Buttons for what can be done with a message now. */
export function MessageButtons({ message }: { message: Message }) {
  const { t } = useTranslation('outbox');
  const { retry, cancel } = useMessageActions();
  const offered = messageActions(message.state);
  const retryText = message.state === 'cancelled' ? t('resend') : t('retry');
  return (
    <Group gap={2} wrap="nowrap">
      {offered.includes('retry') && (
        <Tooltip label={retryText}>
          <ActionIcon
            aria-label={retryText}
            loading={retry.isPending}
            onClick={() => retry.mutate(message.message_id)}
          >
            <IconRefresh size={16} />
          </ActionIcon>
        </Tooltip>
      )}
      {offered.includes('cancel') && (
        <Tooltip label={t('cancel')}>
          <ActionIcon
            aria-label={t('cancel')}
            loading={cancel.isPending}
            onClick={() => cancel.mutate(message.message_id)}
          >
            <IconX size={16} />
          </ActionIcon>
        </Tooltip>
      )}
    </Group>
  );
}
