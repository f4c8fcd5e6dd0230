import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RequestOf } from '../../../shared/api/endpoint.ts';
import {
  getPrivacySettings,
  listReceipts,
  previewPurge,
  savePrivacySettings,
} from '../../../shared/api/privacy.ts';
import { call } from '../api/client.ts';
import { notifyDone, notifyError } from '../ui/notify.tsx';

export const privacyKey = ['privacy'] as const;

export function usePrivacySettings() {
  return useQuery({
    queryKey: [...privacyKey, 'settings'],
    queryFn: ({ signal }) => call(getPrivacySettings, {}, { signal }),
  });
}

/** Saves a part of the settings; what was typed stays where that fails. */
export function useSavePrivacy() {
  const { t } = useTranslation('privacy');
  const client = useQueryClient();
  return useMutation({
    mutationFn: (fields: RequestOf<typeof savePrivacySettings>) =>
      call(savePrivacySettings, fields),
    onSuccess: (settings) => {
      client.setQueryData([...privacyKey, 'settings'], settings);
      void client.invalidateQueries({ queryKey: [...privacyKey, 'purge'] });
      notifyDone(t('saved'));
    },
    onError: (error) => notifyError(error, { title: t('failed') }),
  });
}

/** What a purge would take now, and the last ones; looked at again while one runs. */
export function usePurgePreview(days: number) {
  return useQuery({
    queryKey: [...privacyKey, 'purge', days],
    queryFn: ({ signal }) => call(previewPurge, { files_days: Math.max(days, 1) }, { signal }),
    refetchInterval: ({ state }) => (state.data?.runs[0]?.ended_at === null ? 1_000 : false),
  });
}

export function useReceipts() {
  return useQuery({
    queryKey: [...privacyKey, 'receipts'],
    queryFn: ({ signal }) => call(listReceipts, { size: 50 }, { signal }),
  });
}
