import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Endpoint, RequestOf, ResultsOf } from '../../../shared/api/endpoint.ts';
import {
  getSyncStatus,
  listConflicts,
  listDisputed,
  listParked,
} from '../../../shared/api/sync.ts';
import { call } from '../api/client.ts';
import { useLiveEvents } from '../api/live-events.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { notifyError } from '../ui/notify.tsx';

/** Everything of syncing; reasons come in the screen's language. */
const syncKey = ['sync'] as const;

/** How syncing goes; kept in step by `useSyncLiveUpdates`. */
export function useSyncStatus() {
  const language = useLanguage();
  return useQuery({
    queryKey: [...syncKey, 'status', language],
    queryFn: ({ signal }) => call(getSyncStatus, {}, { signal }),
  });
}

function useList<E extends Endpoint>(endpoint: E) {
  const language = useLanguage();
  return useQuery({
    queryKey: [...syncKey, endpoint.path, language],
    queryFn: ({ signal }) => call(endpoint, {} as RequestOf<E>, { signal }),
  });
}

export const useConflicts = () => useList(listConflicts);
export const useDisputed = () => useList(listDisputed);
export const useParked = () => useList(listParked);

/** Fetches again what is shown of syncing when something of it changed; mounted once, by the pill. */
export function useSyncLiveUpdates(): void {
  const client = useQueryClient();
  useLiveEvents(({ type }) => {
    if (type === 'sync' || type === 'reconnected') {
      void client.invalidateQueries({ queryKey: syncKey });
    }
  });
}

/** Does something about syncing; a refusal is told unless the caller shows it. */
export function useSyncCommand<E extends Endpoint>(
  endpoint: E,
  { silent = false }: { silent?: boolean } = {},
) {
  const { t } = useTranslation('sync');
  const language = useLanguage();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: RequestOf<E>) => call(endpoint, request),
    onSuccess: (results: ResultsOf<E>) => {
      if (endpoint.results !== getSyncStatus.results) return;
      client.setQueryData([...syncKey, 'status', language], results);
    },
    onError: (error) => {
      if (!silent) notifyError(error, { title: t('failed') });
    },
    onSettled: () => client.invalidateQueries({ queryKey: syncKey }),
  });
}
