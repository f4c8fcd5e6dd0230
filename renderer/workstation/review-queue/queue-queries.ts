import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ResultsOf } from '../../../shared/api/endpoint.ts';
import { type QueueItem, reviewQueue } from '../../../shared/api/review-queue.ts';
import { call } from '../api/client.ts';
import { useLiveEvents } from '../api/live-events.ts';
import { certificateKeys, endpointsOf } from '../certificates/drawer/certificate-queries.ts';
import type { QueueFilter } from './queue-store.ts';

export const queueKeys = {
  all: ['review-queue'] as const,
  list: ({ review_status, kind, disputed }: QueueFilter) =>
    ['review-queue', 'list', review_status, kind ?? 'all', disputed] as const,
  counts: ['review-queue', 'counts'] as const,
};

const pageSize = 100;

/** What waits for a verdict, page by page; the order is the API's. */
export function useQueueList(filter: QueueFilter) {
  return useInfiniteQuery({
    queryKey: queueKeys.list(filter),
    queryFn: ({ pageParam, signal }) =>
      call(reviewQueue, { ...filter, page: pageParam, size: pageSize }, { signal }),
    initialPageParam: 1,
    getNextPageParam: ({ pagination }) =>
      pagination.page * pagination.size < pagination.total ? pagination.page + 1 : undefined,
  });
}

/** How many wait, by kind and status, and how many of them are disputed. */
function useQueueTotals<Selected>(select: (queue: ResultsOf<typeof reviewQueue>) => Selected) {
  return useQuery({
    queryKey: queueKeys.counts,
    queryFn: ({ signal }) => call(reviewQueue, { page: 1, size: 1 }, { signal }),
    select,
  });
}

/** How many wait, by kind and status. */
export function useQueueCounts() {
  return useQueueTotals(({ counts }) => counts);
}

/** How many have verdicts that differ, by kind. */
export function useDisputedCounts() {
  return useQueueTotals(({ disputed }) => disputed);
}

/** Fetches lists and counts again when a certificate came or was judged, here or elsewhere. */
export function useQueueLiveUpdates(): void {
  const client = useQueryClient();
  useLiveEvents((notice) => {
    const concerns =
      notice.type === 'certificate' &&
      notice.change !== 'requested' &&
      notice.change !== 'uploaded';
    if (concerns || notice.type === 'reconnected' || notice.type === 'applications') {
      void client.invalidateQueries({ queryKey: queueKeys.all });
    }
  });
}

/** Has the next item's record at hand before it is opened. */
export function usePrefetch(next: QueueItem | undefined): void {
  const client = useQueryClient();
  const certificateId = next?.certificate_id;
  const kind = next?.kind;
  useEffect(() => {
    if (certificateId === undefined || !kind) return;
    const request = { certificate_id: certificateId };
    const endpoints = endpointsOf(kind);
    void client.prefetchQuery({
      queryKey: certificateKeys.detail(certificateId),
      queryFn: ({ signal }) => call(endpoints.getCertificateById, request, { signal }),
    });
    void client.prefetchQuery({
      queryKey: certificateKeys.request(certificateId),
      queryFn: ({ signal }) => call(endpoints.getCertificateRequest, request, { signal }),
    });
    void client.prefetchQuery({
      queryKey: certificateKeys.history(certificateId),
      queryFn: ({ signal }) => call(endpoints.getCertificateHistory, request, { signal }),
    });
  }, [client, certificateId, kind]);
}
