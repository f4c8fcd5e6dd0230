import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import {
  getSendingRules,
  type SendingRules,
  saveSendingRules,
} from '../../../shared/api/sending.ts';
import { call } from '../api/client.ts';
import { notifyDone, notifyError } from '../ui/notify.tsx';

const sendingRulesKey = ['sending-rules'] as const;

/** Quiet hours, limits and reminders. */
export function useSendingRules() {
  return useQuery({
    queryKey: sendingRulesKey,
    queryFn: ({ signal }) => call(getSendingRules, {}, { signal }),
  });
}

/** Saves them; what was typed stays where the save fails. */
export function useSaveSendingRules() {
  const { t } = useTranslation('workspace');
  const client = useQueryClient();
  return useMutation({
    mutationFn: (rules: SendingRules) => call(saveSendingRules, rules),
    onSuccess: (rules) => {
      client.setQueryData(sendingRulesKey, rules);
      void client.invalidateQueries({ queryKey: ['outbox'] });
      notifyDone(t('saved'));
    },
    onError: (error) => notifyError(error, { title: t('saveFailed') }),
  });
}
