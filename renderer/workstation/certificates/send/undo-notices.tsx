import { Button, Group, Kbd, Paper, Text } from '@mantine/core';
import { IconArrowBackUp, IconQrcode } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { notifyError } from '../../ui/notify.tsx';
import { useOwnKey } from '../../ui/own-keys.ts';
import { useShortcut } from '../../ui/use-shortcut.ts';
import { LinkDialog } from '../link/link-dialog.tsx';
import { useLinkDialog } from '../link/link-store.ts';
import classes from './undo-notices.module.css';
import { type Undoable, useUndoable } from './undo-store.ts';
import { useKeptUndo } from './use-kept-undo.ts';

/**
 * What was just sent, to one or to many, for as long as it can be taken back: with the seconds left, on every
 * page and over every dialog. `Z` takes the newest back.
 */
export function UndoNotices() {
  const { t } = useTranslation('certificates');
  const sent = useUndoable((state) => state.sent);
  useKeptUndo();
  return (
    <>
      <section
        className={classes.stack}
        data-undo-notices
        aria-label={t('send.undo.region')}
        aria-live="polite"
      >
        {sent.map((undoable, index) => (
          <UndoNotice key={undoable.id} undoable={undoable} newest={index === sent.length - 1} />
        ))}
      </section>
      <LinkDialog />
    </>
  );
}

function UndoNotice({ undoable, newest }: { undoable: Undoable; newest: boolean }) {
  const { t } = useTranslation('certificates');
  const pressed = useOwnKey();
  const { id, text, link, until } = undoable;
  const remove = useUndoable((state) => state.remove);
  const openLink = useLinkDialog((state) => state.open);
  const left = useSecondsLeft(until);
  const undo = useMutation({
    mutationFn: () => undoable.undo(),
    onError: (error) => notifyError(error, { title: t('send.undo.failed') }),
    onSettled: () => remove(id),
  });
  const idle = !undo.isPending;
  useEffect(() => {
    if (left <= 0 && idle) remove(id);
  }, [left, idle, remove, id]);
  return (
    <Paper className={classes.notice} shadow="md" withBorder role="status">
      {newest && <UndoKey undo={() => undo.mutate()} />}
      <div className={classes.row}>
        <Text size="sm" className={classes.text}>
          {text}
        </Text>
        <Group gap={6} wrap="nowrap">
          {link && (
            <Button
              variant="default"
              leftSection={<IconQrcode size={15} aria-hidden />}
              onClick={() => openLink(link)}
            >
              {t('link.show')}
            </Button>
          )}
          <Button
            loading={undo.isPending}
            leftSection={<IconArrowBackUp size={15} aria-hidden />}
            rightSection={newest ? <Kbd size="xs">{pressed('z').toUpperCase()}</Kbd> : undefined}
            onClick={() => undo.mutate()}
          >
            {t('send.undo.button')}
            <span className={classes.seconds} aria-hidden>
              {Math.max(left, 0)}
            </span>
          </Button>
        </Group>
      </div>
    </Paper>
  );
}

/** Only while there is something to take back, so that the sheet of keys does not promise it. */
function UndoKey({ undo }: { undo: () => void }) {
  const { t } = useTranslation('certificates');
  useShortcut('z', t('send.undo.key'), undo, 'everywhere');
  return null;
}

/** Whole seconds until a moment of `performance.now()`. */
function useSecondsLeft(until: number): number {
  const read = () => Math.ceil((until - performance.now()) / 1_000);
  const [left, setLeft] = useState(read);
  useEffect(() => {
    const timer = setInterval(() => setLeft(Math.ceil((until - performance.now()) / 1_000)), 250);
    return () => clearInterval(timer);
  }, [until]);
  return left;
}
