import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import {
  cancelMessage,
  listMessages,
  type MessageStage,
  type MessageState,
  retryMessage,
} from '../../../shared/api/outbox.ts';
import { call } from '../api/client.ts';
import { useLiveEvents } from '../api/live-events.ts';
import { notifyDone, notifyError } from '../ui/notify.tsx';

export const outboxKey = ['outbox'] as const;
export const messagesPerPage = 50;

/** A page of the outbox, newest first; of one stage, or of all where it is undefined. */
export function useMessages(stage: MessageStage | undefined, page: number) {
  return useQuery({
    queryKey: [...outboxKey, 'list', stage ?? 'all', page],
    queryFn: ({ signal }) => call(listMessages, { stage, page, size: messagesPerPage }, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** How many messages are in a state. */
export function useMessageCount(state: MessageState) {
  return useQuery({
    queryKey: [...outboxKey, 'count', state],
    queryFn: async ({ signal }) =>
      (await call(listMessages, { state, page: 1, size: 1 }, { signal })).pagination.total,
  });
}

/** Fetches the outbox again whenever a message changes. */
export function useOutboxLiveUpdates(): void {
  const client = useQueryClient();
  useLiveEvents(({ type }) => {
    // A submission changes the stage of its request's messages, the settings what they wait for.
    if (['message', 'certificate', 'workspace', 'reconnected'].includes(type)) {
      void client.invalidateQueries({ queryKey: outboxKey });
    }
  });
}

/** Retrying and cancelling; screens that show messages are told through live events as well. */
export function useMessageActions() {
  const { t } = useTranslation('outbox');
  const client = useQueryClient();
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: outboxKey }),
      client.invalidateQueries({ queryKey: ['certificate'] }),
    ]);
  const retry = useMutation({
    mutationFn: (message_id: number) => call(retryMessage, { message_id }),
    onSuccess: () => notifyDone(t('retried')),
    onError: (error) => notifyError(error, { title: t('retryFailed') }),
    onSettled: refresh,
  });
  const cancel = useMutation({
    mutationFn: (message_id: number) => call(cancelMessage, { message_id }),
    onSuccess: () => notifyDone(t('cancelled')),
    onError: (error) => notifyError(error, { title: t('cancelFailed') }),
    onSettled: refresh,
  });
  return { retry, cancel };
}
