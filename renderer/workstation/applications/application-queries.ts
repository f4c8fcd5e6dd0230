import {
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query';
import { applicationRecord } from '../../../shared/api/application-record.ts';
import { listMessages } from '../../../shared/api/outbox.ts';
import { getApplication, history, listStages } from '../../../shared/api/process.ts';
import { call } from '../api/client.ts';

/** Keys of the server state of single applications, and of every list they are in. */
export const applicationKeys = {
  lists: ['applications'] as const,
  counts: ['stage-counts'] as const,
  one: (applicationId: number) => ['application', applicationId] as const,
  history: (applicationId: number) => ['application-history', applicationId] as const,
  record: (applicationId: number) => ['application-record', applicationId] as const,
  messages: (applicationId: number) => ['application-messages', applicationId] as const,
};

/** Fetches again whatever shows an application: lists, counts, its panel and its history. */
export function invalidateApplication(queryClient: QueryClient, applicationId: number): void {
  for (const queryKey of [
    applicationKeys.lists,
    applicationKeys.counts,
    applicationKeys.one(applicationId),
    applicationKeys.history(applicationId),
    // Another application of the same candidate may be on screen.
    ['application-record'],
    applicationKeys.messages(applicationId),
  ]) {
    void queryClient.invalidateQueries({ queryKey });
  }
}

/** Fetches again every list, count, panel and history. */
export function invalidateApplications(queryClient: QueryClient): void {
  for (const first of [
    'applications',
    'stage-counts',
    'application',
    'application-history',
    'application-record',
    'application-messages',
  ]) {
    void queryClient.invalidateQueries({ queryKey: [first] });
  }
}

/** One application as a row of the list. */
export function useApplication(applicationId: number) {
  return useQuery({
    queryKey: applicationKeys.one(applicationId),
    queryFn: ({ signal }) => call(getApplication, { application_id: applicationId }, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** The candidate's applications and the application's certificates. */
export function useRecord(applicationId: number) {
  return useQuery({
    queryKey: applicationKeys.record(applicationId),
    queryFn: ({ signal }) => call(applicationRecord, { application_id: applicationId }, { signal }),
  });
}

/** The messages to the candidate about an application, the newest first. */
export function useApplicationMessages(applicationId: number, size: number) {
  return useQuery({
    queryKey: [...applicationKeys.messages(applicationId), size],
    queryFn: ({ signal }) =>
      call(listMessages, { application_id: applicationId, size }, { signal }),
    placeholderData: (before, query) => (query?.queryKey[1] === applicationId ? before : undefined),
  });
}

const historyPageSize = 50;

/** What happened to an application, newest first, page by page. */
export function useHistory(applicationId: number) {
  return useInfiniteQuery({
    queryKey: applicationKeys.history(applicationId),
    queryFn: ({ pageParam, signal }) =>
      call(
        history,
        { application_id: applicationId, page: pageParam, size: historyPageSize },
        { signal },
      ),
    initialPageParam: 1,
    getNextPageParam: ({ pagination }) =>
      pagination.page * pagination.size < pagination.total ? pagination.page + 1 : undefined,
  });
}

/** Stages and steps of a process, in order. */
export function useStages(processId: number, enabled = true) {
  return useQuery({
    queryKey: ['stages', processId],
    queryFn: ({ signal }) => call(listStages, { process_id: processId }, { signal }),
    enabled,
  });
}
