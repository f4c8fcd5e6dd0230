import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { listPositions } from '../../../shared/api/candidates.ts';
import { listApplications, stageCounts } from '../../../shared/api/process.ts';
import { listUserColumns, listUserSearchParams } from '../../../shared/api/settings.ts';
import { call } from '../api/client.ts';
import { listRequest, type PipelineView } from './pipeline-view.ts';

/** Keys of the pipeline's server state; invalidate by the first element. */
export const pipelineKeys = {
  lists: ['applications'] as const,
  list: (view: PipelineView) => ['applications', listRequest(view)] as const,
  counts: ['stage-counts'] as const,
  columns: (stageTypeId: number) => ['user-columns', stageTypeId] as const,
  searchParams: (stageTypeId: number) => ['user-search-params', stageTypeId] as const,
  positions: (keyword: string) => ['positions', keyword] as const,
  position: (positionId: number) => ['positions', 'one', positionId] as const,
};

/**
 * The rows of a view. The rows before stay until the new ones are there; an answer to a view that has
 * been left is cancelled and can't replace the newer one.
 */
export function useApplicationList(view: PipelineView) {
  return useQuery({
    queryKey: pipelineKeys.list(view),
    queryFn: ({ signal }) => call(listApplications, listRequest(view), { signal }),
    placeholderData: keepPreviousData,
  });
}

/** Totals of the stage tabs for a list type. */
export function useStageCounts(listType: number) {
  return useQuery({
    queryKey: [...pipelineKeys.counts, listType],
    queryFn: ({ signal }) => call(stageCounts, { list_type: listType }, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** Keys of the columns the user set for a stage type, in order. */
export function useUserColumns(stageTypeId: number) {
  return useQuery({
    queryKey: pipelineKeys.columns(stageTypeId),
    queryFn: ({ signal }) => call(listUserColumns, { stage_type_id: stageTypeId }, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** Keys of the search params the user set for a stage type, in order. */
export function useUserSearchParams(stageTypeId: number) {
  return useQuery({
    queryKey: pipelineKeys.searchParams(stageTypeId),
    queryFn: ({ signal }) => call(listUserSearchParams, { stage_type_id: stageTypeId }, { signal }),
    placeholderData: keepPreviousData,
  });
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
