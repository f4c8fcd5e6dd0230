import { ActionIcon, Anchor, Group, Text, Tooltip } from '@mantine/core';
import { IconRefresh, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../shared/api/outbox.ts';
import { messageStages } from '../../../shared/catalogue/message-stages.ts';
import { useLocalized } from '../i18n/i18n.ts';
import { ToneBadge } from '../ui/status-badge.tsx';
import { messageActions } from './message-state.ts';
import { useMessageActions } from './outbox-queries.ts';

/** The state of a message as a badge. */
export function MessageBadge({ message }: { message: Message }) {
  const { label, tone } = messageStages[message.stage];
  return <ToneBadge tone={tone}>{useLocalized()(label)}</ToneBadge>;
}

/** Why a message has not left and when it will, what the server said, or when the link was opened. */
export function MessageTrouble({ message }: { message: Message }) {
  const { t } = useTranslation('outbox');
  const { stage, waits_for, bounce_kind } = message;
  const time = (text: string | null) => text?.slice(0, 16) ?? '';
  const open = stage === 'queued' || stage === 'sending';
  const lines = [
    waits_for && t(`waits.${waits_for}`, { time: time(message.next_attempt_at) }),
    stage === 'bounced' && t(`bounces.${bounce_kind ?? 'hard'}`),
    (open || stage === 'failed' || stage === 'bounced') &&
      message.last_error &&
      t('serverWords', { words: message.last_error }),
    stage === 'opened' && t('openedAt', { time: time(message.opened_at) }),
    stage === 'submitted' && t('submittedAt', { time: time(message.submitted_at) }),
  ].filter(Boolean);
  if (lines.length === 0) return null;
  const failed = message.state === 'failed';
  return <LongText text={lines.join(' · ')} tone={failed ? 'red' : undefined} />;
}

/** Servers write letters: more than three lines are shown when asked for. */
const longText = 160;

function LongText({ text, tone }: { text: string; tone: 'red' | undefined }) {
  const { t } = useTranslation('outbox');
  const [whole, setWhole] = useState(false);
  const long = text.length > longText;
  return (
    <>
      <Text
        size="xs"
        style={{ overflowWrap: 'anywhere', color: tone && 'var(--tone-red-text)' }}
        c={tone ? undefined : 'dimmed'}
        lineClamp={long && !whole ? 3 : undefined}
      >
        {text}
      </Text>
      {long && (
        <Anchor
          component="button"
          type="button"
          size="xs"
          aria-expanded={whole}
          onClick={() => setWhole(!whole)}
        >
          {whole ? t('less') : t('more')}
        </Anchor>
      )}
    </>
  );
}

/** Buttons for what can be done with a message now. */
export function MessageButtons({ message }: { message: Message }) {
  const { t } = useTranslation('outbox');
  const { retry, cancel } = useMessageActions();
  const offered = messageActions(message.state);
  const gone = message.state === 'cancelled' || message.stage === 'bounced';
  const held = message.waits_for !== null && message.waits_for !== 'retry';
  const retryText = gone ? t('resend') : held ? t('sendNow') : t('retry');
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
