import { Button, Group, Kbd, Paper, Text } from '@mantine/core';
import { IconArrowBackUp, IconQrcode } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { undoRequest } from '../../../../shared/api/certificates.ts';
import { call } from '../../api/client.ts';
import { useUi } from '../../app/ui-store.ts';
import { notifyDone, notifyError } from '../../ui/notify.tsx';
import { useShortcut } from '../../ui/use-shortcut.ts';
import { certificateKeys } from '../drawer/certificate-queries.ts';
import { LinkDialog } from '../link/link-dialog.tsx';
import { useLinkDialog } from '../link/link-store.ts';
import classes from './undo-notices.module.css';
import { type UndoableRequest, useUndoable } from './undo-store.ts';
import { keepUnsent } from './unsent-forms.ts';

/**
 * A request that was just sent, for as long as it can be taken back: with the seconds left, on every
 * page and over every dialog. `Z` takes the newest back.
 */
export function UndoNotices() {
  const { t } = useTranslation('certificates');
  const requests = useUndoable((state) => state.requests);
  return (
    <>
      <section className={classes.stack} aria-label={t('send.undo.region')} aria-live="polite">
        {requests.map((request, index) => (
          <UndoNotice
            key={request.token}
            request={request}
            newest={index === requests.length - 1}
          />
        ))}
      </section>
      <LinkDialog />
    </>
  );
}

function UndoNotice({ request, newest }: { request: UndoableRequest; newest: boolean }) {
  const { t } = useTranslation('certificates');
  const { token, target, form } = request;
  const remove = useUndoable((state) => state.remove);
  const openLink = useLinkDialog((state) => state.open);
  const left = useSecondsLeft(request.until);
  const undo = useUndo(request);
  const idle = !undo.isPending;
  useEffect(() => {
    if (left <= 0 && idle) remove(token);
  }, [left, idle, remove, token]);
  return (
    <Paper className={classes.notice} shadow="md" withBorder role="status">
      {newest && <UndoKey undo={() => undo.mutate()} />}
      <div className={classes.row}>
        <Text size="sm" className={classes.text}>
          {t('send.undo.sent', { name: form.name })}
        </Text>
        <Group gap={6} wrap="nowrap">
          <Button
            variant="default"
            leftSection={<IconQrcode size={15} aria-hidden />}
            onClick={() => openLink({ token, name: form.name, kind: target.kind })}
          >
            {t('link.show')}
          </Button>
          <Button
            loading={undo.isPending}
            leftSection={<IconArrowBackUp size={15} aria-hidden />}
            rightSection={newest ? <Kbd size="xs">Z</Kbd> : undefined}
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
  useShortcut('z', t('send.undo.key'), undo);
  return null;
}

function useUndo({ token, target, form }: UndoableRequest) {
  const { t } = useTranslation('certificates');
  const client = useQueryClient();
  const remove = useUndoable((state) => state.remove);
  const { openSendDialog } = useUi();
  return useMutation({
    mutationFn: () => call(undoRequest, { token }),
    onSuccess: () => {
      // What was written is not lost with the request: the dialog opens with it again.
      keepUnsent(target, form);
      useLinkDialog.getState().close();
      if (!useUi.getState().sending) openSendDialog(target);
      notifyDone(t('send.undo.done'));
    },
    onError: (error) => notifyError(error, { title: t('send.undo.failed') }),
    onSettled: () => {
      remove(token);
      void client.invalidateQueries({
        queryKey: certificateKeys.ofApplication(target.application.application_id),
      });
    },
  });
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
