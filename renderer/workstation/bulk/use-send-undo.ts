import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type BulkJob, undoBulkJob } from '../../../shared/api/bulk.ts';
import { call } from '../api/client.ts';
import { useUndoable } from '../certificates/send/undo-store.ts';
import { notifyDone } from '../ui/notify.tsx';
import { takeJob } from './bulk-queries.ts';
import { type BulkTarget, quietJobs, useBulk } from './bulk-store.ts';

/**
 * Offers to take a send to many back, once it is started or tried again.
 * @param target what its dialog opens with again, where it has one: nothing that was written is lost
 */
export function useSendUndo(target?: Extract<BulkTarget, { action: 'send' }>) {
  const { t } = useTranslation(['bulk', 'certificates']);
  const client = useQueryClient();
  const { openBulk } = useBulk();
  const add = useUndoable((state) => state.add);
  return (
    started: BulkJob,
    count = started.counts.waiting + started.counts.done,
    seconds?: number,
  ) => {
    const undoable = {
      id: `bulk-${started.job_id}`,
      text: t('undoSend', { count }),
      undo: async () => {
        const { job_id } = started;
        const undone = await call(undoBulkJob, { job_id, client_key: crypto.randomUUID() });
        for (const id of [job_id, undone.job_id]) {
          quietJobs.add(id);
          notifications.hide(`bulk-${id}`);
        }
        takeJob(client, undone);
        if (target && !useBulk.getState().target) openBulk(target);
        notifyDone(t('certificates:send.undo.done'));
      },
    };
    add(undoable, seconds);
  };
}
