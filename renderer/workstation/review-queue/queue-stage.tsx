import { ActionIcon, Text, Tooltip } from '@mantine/core';
import { IconArrowsMaximize, IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueItem } from '../../../shared/api/review-queue.ts';
import { certificateKind } from '../../../shared/catalogue/certificate-kinds.ts';
import { useLocalized } from '../i18n/i18n.ts';
import { useOwnKey } from '../ui/own-keys.ts';
import { useShortcut } from '../ui/use-shortcut.ts';
import classes from './review-queue.module.css';

interface QueueStageProps {
  item: QueueItem;
  index: number;
  total: number;
  /** How many items are at hand to go to. */
  count: number;
  onGo: (index: number) => void;
  children: ReactNode;
}

/**
 * Whose certificate is looked at, the way to its neighbours, and full screen, which outlives the step
 * to the next item.
 */
export function QueueStage({ item, index, total, count, onGo, children }: QueueStageProps) {
  const { t } = useTranslation('reviewQueue');
  const localized = useLocalized();
  const stage = useRef<HTMLElement>(null);
  const previous = () => index > 0 && onGo(index - 1);
  const next = () => index < count - 1 && onGo(index + 1);
  const toggleFullScreen = () => {
    // Refused in a frame without the right to it: then the page stays as it is.
    if (document.fullscreenElement) void document.exitFullscreen().catch(() => {});
    else void stage.current?.requestFullscreen().catch(() => {});
  };
  useShortcut('j', t('next'), next);
  useShortcut('k', t('previous'), previous);
  useShortcut('f', t('fullScreen'), toggleFullScreen);
  const pressed = useOwnKey();
  const button = (label: string, key: string, act: () => void, icon: ReactNode, off = false) => (
    <Tooltip label={`${label} (${pressed(key).toUpperCase()})`}>
      <ActionIcon aria-label={label} aria-keyshortcuts={pressed(key)} onClick={act} disabled={off}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
  return (
    <section ref={stage} className={classes.stage} aria-label={item.resume_name}>
      <header className={classes.header}>
        <Text component="h2" fw={600} truncate>
          {item.resume_name}
        </Text>
        <Text c="dimmed" size="sm" truncate flex={1}>
          {localized(certificateKind(item.kind).label)} · {item.position_name}
        </Text>
        <Text c="dimmed" size="xs" truncate className={classes.keys}>
          {t('hint')}
        </Text>
        <Text c="dimmed" size="xs" className={classes.place}>
          {t('position', { index: index + 1, total })}
        </Text>
        {button(t('previous'), 'k', previous, <IconChevronUp size={18} />, index === 0)}
        {button(t('next'), 'j', next, <IconChevronDown size={18} />, index >= count - 1)}
        {button(t('fullScreen'), 'f', toggleFullScreen, <IconArrowsMaximize size={17} />)}
      </header>
      <div className={classes.review}>{children}</div>
    </section>
  );
}
