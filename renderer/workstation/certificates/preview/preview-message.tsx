import { Button, Group, Text } from '@mantine/core';
import { IconDownload, IconFileOff, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './preview.module.css';
import type { FailureReason } from './preview-failure.ts';

interface PreviewFailedProps {
  reason: FailureReason;
  downloadUrl: string;
  onRetry: () => void;
}

/** A file that cannot be shown: why, in plain words, and what can be done instead. */
export function PreviewFailed({ reason, downloadUrl, onRetry }: PreviewFailedProps) {
  const { t } = useTranslation('certificates');
  return (
    <PreviewMessage
      icon={<IconFileOff size={36} stroke={1.4} aria-hidden />}
      title={t(`preview.failures.${reason}.title`)}
      hint={t(`preview.failures.${reason}.hint`)}
    >
      <Group justify="center" gap="xs">
        {reason !== 'missing' && reason !== 'purged' && (
          <Button
            component="a"
            href={downloadUrl}
            download
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {t('preview.download')}
          </Button>
        )}
        {reason !== 'purged' && (
          <Button
            variant="default"
            onClick={onRetry}
            leftSection={<IconRefresh size={16} aria-hidden />}
          >
            {t('preview.retry')}
          </Button>
        )}
      </Group>
    </PreviewMessage>
  );
}

/** A file whose time was over: when it went, and what is left of it. */
export function PreviewPurged({ date }: { date: string }) {
  const { t } = useTranslation('certificates');
  return (
    <PreviewMessage
      icon={<IconFileOff size={36} stroke={1.4} aria-hidden />}
      title={t('preview.purgedOn', { date })}
      hint={t('preview.failures.purged.hint')}
    />
  );
}

interface PreviewMessageProps {
  icon: ReactNode;
  title: string;
  hint?: string;
  children?: ReactNode;
}

/** A sentence in the middle of the preview. */
export function PreviewMessage({ icon, title, hint, children }: PreviewMessageProps) {
  return (
    <div className={classes.message} role="status">
      {icon}
      <div>
        <Text fw={600}>{title}</Text>
        {hint && (
          <Text c="dimmed" maw={420}>
            {hint}
          </Text>
        )}
      </div>
      {children}
    </div>
  );
}
