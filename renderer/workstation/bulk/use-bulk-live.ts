import { useQueryClient } from '@tanstack/react-query';
import { useEffectEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { getBulkJob } from '../../../shared/api/bulk.ts';
import { call } from '../api/client.ts';
import { useLiveEvents } from '../api/live-events.ts';
import { invalidateApplications } from '../applications/application-queries.ts';
import { notifyAction } from '../ui/notify.tsx';
import { bulkKeys, offersUndo, useUndoJob } from './bulk-queries.ts';
import { quietJobs, useBulk } from './bulk-store.ts';
import { useJobTitle } from './job-title.ts';

/** Keeps jobs on screen in step with the backend, and tells when one ends or stops by itself. */
export function useBulkLive(): void {
  const { t } = useTranslation('bulk');
  const client = useQueryClient();
  const title = useJobTitle();
  const undo = useUndoJob();
  const openResults = useBulk((state) => state.openResults);
  const running = useRef(new Set<number>());

  const tell = useEffectEvent(async (jobId: number) => {
    const job = await call(getBulkJob, { job_id: jobId });
    const { done, skipped, refused } = job.counts;
    const rest = skipped + refused;
    if (rest === 0 && quietJobs.has(jobId)) return;
    const id = `bulk-${jobId}`;
    const name = title(job);
    const show = { label: t('tray.results'), run: () => openResults(jobId) };
    if (job.state === 'paused' && job.message !== '') {
      notifyAction(t('done.paused', { job: name, reason: job.message }), show, { id });
    } else if (job.state === 'finished') {
      const message =
        rest > 0
          ? t('done.rest', { job: name, done, rest })
          : t('done.finished', { job: name, done });
      const back = { label: t('tray.undo'), run: () => undo(jobId) };
      notifyAction(message, offersUndo(job) && rest === 0 ? back : show, { id });
    }
  });

  useLiveEvents((notice) => {
    if (notice.type === 'reconnected') {
      void client.invalidateQueries({ queryKey: bulkKeys.all });
      return;
    }
    if (notice.type !== 'bulk') return;
    const { job_id, state } = notice;
    void client.invalidateQueries({ queryKey: bulkKeys.job(job_id) });
    if (state === 'checking' || state === 'ready') return;
    void client.invalidateQueries({ queryKey: bulkKeys.list });
    void client.invalidateQueries({ queryKey: ['bulk', 'items', job_id] });
    if (state === 'running') {
      running.current.add(job_id);
    } else if (running.current.delete(job_id)) {
      invalidateApplications(client);
      void tell(job_id).catch(() => {});
    }
  });
}
