import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import {
  type BulkChangeInput,
  type BulkJob,
  cancelBulkJob,
  preflight,
  startBulkJob,
} from '../../../shared/api/bulk.ts';
import { call } from '../api/client.ts';
import { takeJob, useBulkJob } from './bulk-queries.ts';
import { type BulkTarget, useBulk } from './bulk-store.ts';

/**
 * A check of a selection, for as long as its dialog is open: one that is not started is forgotten.
 * @param onStart called with the job that was started
 */
export function usePreflight(target: BulkTarget, onStart?: (job: BulkJob) => void) {
  const client = useQueryClient();
  const { closeBulk, setTray } = useBulk();
  const [jobId, setJobId] = useState<number>();
  const own = useRef<number>(undefined);
  const asked = useRef(0);

  const forget = () => {
    if (own.current === undefined) return;
    void call(cancelBulkJob, { job_id: own.current }).catch(() => {});
    own.current = undefined;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the dialog goes.
  useEffect(
    () => () => {
      asked.current += 1;
      forget();
    },
    [],
  );

  const check = useMutation({
    mutationFn: (change: BulkChangeInput) =>
      call(preflight, {
        client_key: crypto.randomUUID(),
        selection: target.selection,
        change,
      }),
    onMutate: () => {
      forget();
      setJobId(undefined);
      asked.current += 1;
      return asked.current;
    },
    onSuccess: (job, _change, number) => {
      own.current = job.job_id;
      // Another check was asked for since, or the dialog is gone.
      if (number !== asked.current) return forget();
      takeJob(client, job);
      setJobId(job.job_id);
    },
  });
  const start = useMutation({
    mutationFn: (remark: string | undefined) =>
      call(startBulkJob, { job_id: jobId ?? 0, ...(remark !== undefined && { remark }) }),
    onSuccess: (job) => {
      own.current = undefined;
      takeJob(client, job);
      target.onStarted();
      onStart?.(job);
      closeBulk();
      setTray(true);
    },
  });
  const job = useBulkJob(jobId);
  return {
    jobId,
    job: jobId === undefined ? undefined : job.data,
    error: check.error ?? job.error,
    checking: check.isPending || job.data?.state === 'checking',
    check: check.mutate,
    start,
    /** Back to before the check. */
    reset: () => {
      asked.current += 1;
      forget();
      setJobId(undefined);
      check.reset();
      start.reset();
    },
  };
}
export type Preflight = ReturnType<typeof usePreflight>;
