import { Modal } from '@mantine/core';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useUi } from '../app/ui-store.ts';
import { notifyAction } from '../ui/notify.tsx';
import { ImportForm } from './import-form.tsx';
import classes from './imports.module.css';
import { hasEnded, useImport } from './use-import.ts';

/**
 * Imports candidates or positions from a file: choose, check, run. A running import goes on when the
 * dialog is closed, and tells when it is done.
 */
export default function ImportDialog() {
  const { t } = useTranslation('imports');
  const { adding, openAdding, closeAdding } = useUi();
  const following = useImport();
  const { status, running, reset } = following;
  const opened = adding === 'import';
  const done = status !== undefined && hasEnded(status) && !status.dry_run;

  const tell = useEffectEvent(() => {
    if (opened || !status) return;
    notifyAction(t('import.doneNotice', { file: status.file_name, count: status.created }), {
      label: t('import.showResult'),
      run: () => openAdding('import'),
    });
  });
  useEffect(() => {
    if (done) tell();
  }, [done]);

  function close() {
    // What was only checked, or has been read, starts afresh the next time.
    if (!running) reset();
    closeAdding();
  }

  return (
    <Modal
      opened={opened}
      onClose={close}
      closeOnClickOutside={false}
      title={t('import.title')}
      size={680}
      classNames={{ body: classes.body }}
    >
      <ImportForm following={following} onClose={close} />
    </Modal>
  );
}
