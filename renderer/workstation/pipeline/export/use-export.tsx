import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type ExportFormat, exportApplications } from '../../../../shared/api/export.ts';
import { download, isCancelled } from '../../api/client.ts';
import { notifyDone, notifyError } from '../../ui/notify.tsx';
import { type PipelineView, viewRequest } from '../pipeline-view.ts';
import { columnsOnScreen } from './columns-on-screen.ts';
import { saveFile } from './save-file.ts';

const noticeId = 'pipeline-export';
/** An export that is done by then shows no progress. */
const patienceMilliseconds = 200;

/** Exports a view; a notice shows what has come so far and cancels, another says how it ended. */
export function useExport() {
  const { t } = useTranslation('pipeline');
  const client = useQueryClient();
  const run = useMutation({
    mutationFn: async ({ view, format }: { view: PipelineView; format: ExportFormat }) => {
      const cancel = new AbortController();
      const notice = (bytes: number) => ({
        id: noticeId,
        title: t('export.running', { name: format.toUpperCase() }),
        message: <Progress bytes={bytes} onCancel={() => cancel.abort()} />,
        loading: true,
        autoClose: false as const,
        withCloseButton: false,
      });
      let received = 0;
      const timer = setTimeout(() => notifications.show(notice(received)), patienceMilliseconds);
      try {
        const file = await download(
          exportApplications,
          { ...viewRequest(view), format, columns: columnsOnScreen(client, view) },
          {
            signal: cancel.signal,
            onProgress(bytes) {
              received = bytes;
              notifications.update(notice(bytes));
            },
          },
        );
        saveFile(file);
        return file.name;
      } finally {
        clearTimeout(timer);
        notifications.hide(noticeId);
      }
    },
    onSuccess: (name) => notifyDone(t('export.done', { name })),
    onError: (error, request) => {
      if (isCancelled(error)) return;
      notifyError(error, { title: t('export.failed'), retry: () => run.mutate(request) });
    },
  });
  return run;
}

function Progress({ bytes, onCancel }: { bytes: number; onCancel(): void }) {
  const { t } = useTranslation('pipeline');
  return (
    <Group justify="space-between" gap="sm" wrap="nowrap">
      <Text size="sm" c="dimmed">
        {t('export.received', { size: (bytes / 1024 / 1024).toFixed(1) })}
      </Text>
      <Button variant="default" onClick={onCancel}>
        {t('export.cancel')}
      </Button>
    </Group>
  );
}
