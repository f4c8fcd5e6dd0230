import {
  type InfiniteData,
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import {
  type BulkItem,
  type BulkItemState,
  type BulkJob,
  chooseBulkItems,
  getBulkJob,
  listBulkItems,
  listBulkJobs,
  undoBulkJob,
} from '../../../shared/api/bulk.ts';
import type { Endpoint, RequestOf, ResultsOf } from '../../../shared/api/endpoint.ts';
import type { FindingCode } from '../../../shared/catalogue/bulk-findings.ts';
import { call } from '../api/client.ts';
import { notifyError } from '../ui/notify.tsx';

/** Keys of the server state of bulk actions; invalidate by the first element. */
export const bulkKeys = {
  all: ['bulk'] as const,
  job: (jobId: number) => ['bulk', 'job', jobId] as const,
  items: (jobId: number, filter: ItemFilter) => ['bulk', 'items', jobId, filter] as const,
  list: ['bulk', 'list'] as const,
};

/** Which rows of a job. */
export interface ItemFilter {
  finding?: FindingCode | undefined;
  state?: BulkItemState | undefined;
}

/** A job; asked for again while it is checked, in case a live update is missed. */
export function useBulkJob(jobId: number | undefined) {
  return useQuery({
    queryKey: bulkKeys.job(jobId ?? 0),
    queryFn: ({ signal }) => call(getBulkJob, { job_id: jobId ?? 0 }, { signal }),
    enabled: jobId !== undefined,
    refetchInterval: ({ state }) => (state.data?.state === 'checking' ? 300 : false),
  });
}

const pageSize = 50;

/** Rows of a job, page by page. */
export function useBulkItems(jobId: number | undefined, filter: ItemFilter, enabled = true) {
  return useInfiniteQuery({
    queryKey: bulkKeys.items(jobId ?? 0, filter),
    queryFn: ({ pageParam, signal }) => {
      const request = { job_id: jobId ?? 0, ...filter, page: pageParam, size: pageSize };
      return call(listBulkItems, request, { signal });
    },
    initialPageParam: 1,
    getNextPageParam: ({ pagination }) =>
      pagination.page * pagination.size < pagination.total ? pagination.page + 1 : undefined,
    enabled: jobId !== undefined && enabled,
    placeholderData: keepPreviousData,
  });
}

/** The newest jobs that were started. */
export function useBulkJobs() {
  return useQuery({
    queryKey: bulkKeys.list,
    queryFn: ({ signal }) => call(listBulkJobs, { size: 20 }, { signal }),
  });
}

type JobEndpoint = Endpoint & { results: typeof getBulkJob.results };

/** A command of a job; a refusal is told in a notice, and what is on screen follows the answer. */
export function useBulkCommand<E extends JobEndpoint>(endpoint: E) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: RequestOf<E>) => call(endpoint, request),
    onSuccess: (job: ResultsOf<E>) => takeJob(client, job as BulkJob),
    onError: (error) => {
      notifyError(error);
      void client.invalidateQueries({ queryKey: bulkKeys.all });
    },
  });
}

/** Puts one row in or leaves it out: on screen at once, and back again where it is refused. */
export function useChooseRow(jobId: number) {
  const client = useQueryClient();
  const choose = useBulkCommand(chooseBulkItems);
  return async (item: BulkItem, include: boolean) => {
    const queryKey = ['bulk', 'items', jobId];
    await client.cancelQueries({ queryKey });
    const state = include ? 'waiting' : 'left_out';
    client.setQueriesData<InfiniteData<ResultsOf<typeof listBulkItems>>>(
      { queryKey },
      (data) =>
        data && {
          ...data,
          pages: data.pages.map((page) => ({
            ...page,
            dataList: page.dataList.map((row) =>
              row.item_id === item.item_id ? { ...row, state } : row,
            ),
          })),
        },
    );
    choose.mutate({ job_id: jobId, item_ids: [item.item_id], include: include ? 1 : 0 });
  };
}

/** Whether a job can be taken back from where it is listed; a send has a notice with its seconds. */
export function offersUndo({ action, can_undo }: BulkJob): boolean {
  return can_undo && action !== 'send';
}

/** Takes back what a job did. */
export function useUndoJob() {
  const undo = useBulkCommand(undoBulkJob);
  return (jobId: number) => undo.mutate({ job_id: jobId, client_key: crypto.randomUUID() });
}

/** Shows a job as it was answered, and fetches again what else shows it. */
export function takeJob(client: QueryClient, job: BulkJob): void {
  client.setQueryData(bulkKeys.job(job.job_id), job);
  // A job that was just started is in the list at once, and not after the list is fetched again.
  client.setQueryData<ResultsOf<typeof listBulkJobs>>(bulkKeys.list, (list) => {
    if (!list || job.started_at === null) return list;
    const others = list.dataList.filter(({ job_id }) => job_id !== job.job_id);
    const dataList = [job, ...others].sort((one, other) => other.job_id - one.job_id);
    return { ...list, dataList };
  });
  void client.invalidateQueries({ queryKey: ['bulk', 'items', job.job_id] });
  void client.invalidateQueries({ queryKey: bulkKeys.list });
}
