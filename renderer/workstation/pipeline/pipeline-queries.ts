import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { listPositions } from '../../../shared/api/candidates.ts';
import { listApplications, searchState, stageCounts } from '../../../shared/api/process.ts';
import { listUserSearchParams } from '../../../shared/api/settings.ts';
import { call } from '../api/client.ts';
import { blockRequest, type PipelineView } from './pipeline-view.ts';

/** What a user's settings are of. */
type Scope = Pick<PipelineView, 'processId' | 'stageTypeId'>;

/** Keys of the pipeline's server state; invalidate by the first element. */
export const pipelineKeys = {
  lists: ['applications'] as const,
  block: (view: PipelineView, block: number) =>
    ['applications', blockRequest(view, block)] as const,
  counts: ['stage-counts'] as const,
  columns: ({ processId, stageTypeId }: Scope) => ['user-columns', processId, stageTypeId] as const,
  searchParams: ({ processId, stageTypeId }: Scope) =>
    ['user-search-params', processId, stageTypeId] as const,
  positions: (keyword: string) => ['positions', keyword] as const,
  position: (positionId: number) => ['positions', 'one', positionId] as const,
};

/**
 * A block of a view's rows. An answer to a view or a block that has been left is cancelled and can't
 * replace a newer one.
 */
export function blockQuery(view: PipelineView, block: number) {
  return queryOptions({
    queryKey: pipelineKeys.block(view, block),
    queryFn: ({ signal }) => call(listApplications, blockRequest(view, block), { signal }),
    // Rows that scrolled by stay at hand for a while, but not for hours of scrolling.
    gcTime: 120_000,
  });
}

/** Totals of the stage tabs for a list type. */
export function stageCountsQuery(listType: number, processId = 0) {
  return queryOptions({
    queryKey: [...pipelineKeys.counts, listType, processId],
    queryFn: ({ signal }) =>
      call(stageCounts, { list_type: listType, process_id: processId }, { signal }),
  });
}

/** How far what searches look through was read in; asked again and again while somebody waits. */
export function searchStateQuery() {
  return queryOptions({
    queryKey: ['search-state'],
    queryFn: ({ signal }) => call(searchState, {}, { signal }),
    gcTime: 0,
  });
}

/** `stageCountsQuery`, the former totals until the next are there. */
export function useStageCounts(listType: number, processId = 0) {
  return useQuery({
    ...stageCountsQuery(listType, processId),
    placeholderData: keepPreviousData,
  });
}

/** Keys of the search params the user set for a process and stage type, in order. */
export function searchParamsQuery({ processId, stageTypeId }: Scope) {
  const request = { process_id: processId, stage_type_id: stageTypeId };
  return queryOptions({
    queryKey: pipelineKeys.searchParams({ processId, stageTypeId }),
    queryFn: ({ signal }) => call(listUserSearchParams, request, { signal }),
  });
}

/** `searchParamsQuery`, the former keys until the next are there. */
export function useUserSearchParams(scope: Scope) {
  return useQuery({ ...searchParamsQuery(scope), placeholderData: keepPreviousData });
}

/** The first positions whose name has the keyword. */
export function usePositions(keyword: string) {
  return useQuery({
    queryKey: pipelineKeys.positions(keyword),
    queryFn: ({ signal }) => call(listPositions, { keyword, size: 50 }, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** One position by its id (0 asks for none); null where there is none. */
export function usePosition(positionId: number) {
  return useQuery({
    queryKey: pipelineKeys.position(positionId),
    queryFn: async ({ signal }) => {
      const request = { tob_position_id: positionId, size: 1 };
      return (await call(listPositions, request, { signal })).dataList[0] ?? null;
    },
    enabled: positionId !== 0,
  });
}
