import { Button, Group, Loader, SegmentedControl, Text, TextInput } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDelayed } from '../../ui/use-delayed.ts';
import type { Draft, FormProblems } from './draft.ts';
import { MailPreview } from './mail-preview.tsx';
import classes from './send.module.css';

const BodyEditor = lazy(() =>
  import('./body-editor.tsx').then((module) => ({ default: module.BodyEditor })),
);

interface MessagePanelProps {
  /** As written, with variables; undefined while the template is on its way. */
  draft: Draft | undefined;
  /** As the candidate will read it. */
  rendered: { email_subject: string; email_content: string } | undefined;
  problems: FormProblems;
  /** Why template or preview could not be had. */
  error: Error | null;
  onRetry: () => void;
  onEdit: (fields: Partial<Draft>) => void;
  /** The mail is only looked at. */
  readOnly?: boolean;
}

/** The mail: as the candidate will read it, or as it is written. */
export function MessagePanel(props: MessagePanelProps) {
  const { draft, rendered, problems, error, onRetry, onEdit, readOnly = false } = props;
  const { t } = useTranslation('certificates');
  const [chosenMode, setMode] = useState<'preview' | 'edit'>('preview');
  const mode = readOnly ? 'preview' : chosenMode;
  const slow = useDelayed(!error && (!draft || !rendered));
  return (
    <section className={classes.message} aria-label={t('send.mail')}>
      <Group justify="space-between" wrap="nowrap" className={classes.messageBar}>
        <Text fw={600}>{t('send.mail')}</Text>
        {!readOnly && (
          <SegmentedControl
            aria-label={t('send.mode')}
            value={mode}
            onChange={(value) => setMode(value as typeof mode)}
            data={[
              { value: 'preview', label: t('send.preview') },
              { value: 'edit', label: t('send.edit') },
            ]}
          />
        )}
      </Group>
      {error && !rendered && (
        <div className={classes.messageNotice} role="alert">
          <Text fw={600}>{t('send.previewFailed')}</Text>
          <Text c="dimmed">{error.message}</Text>
          <Button variant="default" onClick={onRetry}>
            {t('preview.retry')}
          </Button>
        </div>
      )}
      {slow && (
        <div className={classes.messageNotice}>
          <Loader size="sm" aria-label={t('send.loading')} />
        </div>
      )}
      {mode === 'preview' && rendered && (
        <div className={classes.letter}>
          <MailPreview
            subject={rendered.email_subject}
            html={rendered.email_content}
            title={t('send.previewTitle')}
          />
        </div>
      )}
      {mode === 'edit' && draft && (
        <div className={classes.editing}>
          <TextInput
            label={t('send.subject')}
            value={draft.subject}
            maxLength={500}
            error={problems.subject && t('send.problems.subject')}
            onChange={(event) => onEdit({ subject: event.currentTarget.value })}
          />
          <Suspense fallback={null}>
            <BodyEditor
              initialContent={draft.content}
              onChange={(content) => onEdit({ content })}
            />
          </Suspense>
        </div>
      )}
    </section>
  );
}
