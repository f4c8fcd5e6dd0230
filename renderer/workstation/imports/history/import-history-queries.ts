import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { importStatus } from '../../../../shared/api/candidates.ts';
import {
  importUndoReport,
  listImports,
  undoImport,
} from '../../../../shared/api/import-history.ts';
import { call } from '../../api/client.ts';
import { useLiveEvents } from '../../api/live-events.ts';
import { notifyError } from '../../ui/notify.tsx';

const key = ['imports'] as const;
export const historySize = 20;

/** A page of past imports; fetched again while one is imported or undone. */
export function usePastImports(page: number) {
  const client = useQueryClient();
  useLiveEvents(({ type }) => {
    if (type === 'import' || type === 'reconnected')
      void client.invalidateQueries({ queryKey: key });
  });
  return useQuery({
    queryKey: [...key, 'list', page],
    queryFn: ({ signal }) => call(listImports, { page, size: historySize }, { signal }),
    placeholderData: (before) => before,
  });
}

/** The rows that an import could not take, and why. */
export function useImportErrors(importId: number, enabled: boolean) {
  return useQuery({
    queryKey: [...key, 'errors', importId],
    queryFn: ({ signal }) => call(importStatus, { import_id: importId }, { signal }),
    enabled,
  });
}

/** What undoing an import left, and why. */
export function useUndoReport(importId: number, enabled: boolean) {
  return useQuery({
    queryKey: [...key, 'report', importId],
    queryFn: ({ signal }) => call(importUndoReport, { import_id: importId }, { signal }),
    enabled,
  });
}

/** Undoes an import as a whole. */
export function useUndoImport() {
  const { t } = useTranslation('imports');
  const client = useQueryClient();
  return useMutation({
    mutationFn: (importId: number) => call(undoImport, { import_id: importId }),
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
    onError: (error) => notifyError(error, { title: t('history.undoFailed') }),
  });
}
