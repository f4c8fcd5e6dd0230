import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { listBulkJobs } from '../../../../shared/api/bulk.ts';
import { listUndoableRequests, undoRequest } from '../../../../shared/api/certificates.ts';
import { call } from '../../api/client.ts';
import { invalidateApplications } from '../../applications/application-queries.ts';
import { useSendUndo } from '../../bulk/use-send-undo.ts';
import { notifyDone } from '../../ui/notify.tsx';
import { useUndoable } from './undo-store.ts';

/**
 * Offers again what was sent before the window was loaded and can still be taken back: the server keeps
 * the seconds, whatever happens to the window.
 */
export function useKeptUndo(): void {
  const { t } = useTranslation('certificates');
  const client = useQueryClient();
  const add = useUndoable((state) => state.add);
  const offerJob = useSendUndo();

  const restore = useEffectEvent(async (signal: AbortSignal) => {
    const [requests, jobs] = await Promise.all([
      call(listUndoableRequests, {}, { signal }),
      call(listBulkJobs, { size: 20 }, { signal }),
    ]);
    for (const { token, kind, resume_name: name, seconds_left } of requests) {
      const undo = async () => {
        await call(undoRequest, { token });
        invalidateApplications(client);
        notifyDone(t('send.undo.done'));
      };
      const text = t('send.undo.sent', { name });
      add({ id: token, text, link: { token, name, kind }, undo }, seconds_left);
    }
    for (const job of jobs.dataList) {
      if (job.undo_seconds_left > 0) offerJob(job, undefined, job.undo_seconds_left);
    }
  });
  useEffect(() => {
    const cancel = new AbortController();
    // Not being able to ask takes nothing away: the outbox says what waits, and cancels it.
    restore(cancel.signal).catch(() => {});
    return () => cancel.abort();
  }, []);
}
