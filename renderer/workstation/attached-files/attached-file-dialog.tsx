import { Modal } from '@mantine/core';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useInnerDialog } from '../certificates/checking/inner-dialogs.ts';
import { useLast } from '../ui/use-last.ts';
import { useAttachedFile } from './attached-file-store.ts';
import classes from './attached-files.module.css';

const AttachmentViewer = lazy(() =>
  import('../certificates/preview/attachment-viewer.tsx').then((module) => ({
    default: module.AttachmentViewer,
  })),
);

/** A file that goes out with a mail, over the dialog that names it. */
export function AttachedFileDialog() {
  const { t } = useTranslation(['app', 'templates']);
  const { shown, close } = useAttachedFile();
  const file = useLast(shown);
  useInnerDialog(shown !== undefined);
  useOwnEscape();
  return (
    <Modal
      opened={shown !== undefined}
      onClose={close}
      closeOnEscape={false}
      size="calc(min(1000px, 100vw - 48px))"
      zIndex={330}
      padding={0}
      title={t('templates:files.title')}
      classNames={{ content: classes.dialog, body: classes.body, header: classes.header }}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <Suspense fallback={null}>
        {file && (
          <AttachmentViewer
            files={[{ ...file, dfs_file_name: file.address, dfs_group_name: '' }]}
            index={0}
            onIndexChange={() => {}}
          />
        )}
      </Suspense>
    </Modal>
  );
}

/**
 * Escape closes this dialog and not the one below as well. It is listened to from the start of the
 * workstation, so that it comes before every dialog that opens later.
 */
function useOwnEscape(): void {
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      const { shown, close } = useAttachedFile.getState();
      if (event.key !== 'Escape' || !shown) return;
      event.stopImmediatePropagation();
      event.preventDefault();
      close();
    };
    window.addEventListener('keydown', listener, { capture: true });
    return () => window.removeEventListener('keydown', listener, { capture: true });
  }, []);
}
