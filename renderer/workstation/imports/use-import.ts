import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  cancelImport,
  type ImportKind,
  type ImportStatus,
  importCandidates,
  importPositions,
  importStatus,
} from '../../../shared/api/candidates.ts';
import { call, upload } from '../api/client.ts';
import { useLiveEvents } from '../api/live-events.ts';

export interface ImportRequest {
  kind: ImportKind;
  file: File;
  /** For rows that name no position; 0 is none. */
  positionId: number;
  /** Header of the file → field, or null to leave the column out; absent headers are guessed. */
  mapping: Record<string, string | null>;
  dryRun: boolean;
}

const key = (importId: number | undefined) => ['import', importId] as const;
const endStates: readonly ImportStatus['state'][] = ['finished', 'failed', 'interrupted'];

export function hasEnded(status: ImportStatus | undefined): boolean {
  return status !== undefined && endStates.includes(status.state);
}

/** An import that is followed: see `useImport`. */
export type Import = ReturnType<typeof useImport>;

/**
 * Runs an import, dry or real, and follows it: live events bring the progress, and a slow poll stands
 * in for events that were missed.
 */
export function useImport() {
  const queryClient = useQueryClient();
  const [importId, setImportId] = useState<number>();
  const [request, setRequest] = useState<ImportRequest>();
  const [uploaded, setUploaded] = useState<number>();
  const [error, setError] = useState<Error>();

  const { data: status, error: statusError } = useQuery({
    queryKey: key(importId),
    queryFn: ({ signal }) => call(importStatus, { import_id: importId ?? 0 }, { signal }),
    enabled: importId !== undefined,
    refetchInterval: ({ state }) => (hasEnded(state.data) ? false : 1_000),
  });

  useLiveEvents((notice) => {
    if (notice.type === 'reconnected')
      void queryClient.invalidateQueries({ queryKey: key(importId) });
    if (notice.type !== 'import' || notice.import_id !== importId) return;
    if (endStates.some((state) => state === notice.state)) {
      void queryClient.invalidateQueries({ queryKey: key(importId) });
      // A file may bring positions along.
      void queryClient.invalidateQueries({ queryKey: ['positions'] });
      return;
    }
    queryClient.setQueryData<ImportStatus>(
      key(importId),
      (before) => before && { ...before, processed: notice.processed, total: notice.total },
    );
  });

  async function start(next: ImportRequest): Promise<void> {
    setError(undefined);
    setImportId(undefined);
    setRequest(next);
    setUploaded(0);
    const form = new FormData();
    form.set('dry_run', next.dryRun ? '1' : '0');
    if (next.positionId !== 0) form.set('tob_position_id', String(next.positionId));
    form.set('mapping', JSON.stringify(next.mapping));
    // The file last: the fields are known before its bytes arrive.
    form.set('file', next.file);
    try {
      const endpoint = next.kind === 'candidate' ? importCandidates : importPositions;
      const { import_id } = await upload(endpoint, form, { onProgress: setUploaded });
      setImportId(import_id);
    } catch (failure) {
      setError(failure as Error);
    } finally {
      setUploaded(undefined);
    }
  }

  /** Stops it; rows that were taken until then stay. */
  async function cancel(): Promise<void> {
    if (importId === undefined) return;
    try {
      const stopped = await call(cancelImport, { import_id: importId });
      queryClient.setQueryData(key(importId), stopped);
    } catch (failure) {
      setError(failure as Error);
    }
  }

  function reset(): void {
    setImportId(undefined);
    setRequest(undefined);
    setError(undefined);
  }

  return {
    start,
    cancel,
    reset,
    /** The import that runs, or ran last. */
    request,
    status,
    /** Part of the file that has left, while it is being sent. */
    uploaded,
    error: error ?? statusError ?? undefined,
    running:
      uploaded !== undefined || (importId !== undefined && !hasEnded(status) && !statusError),
  };
}
