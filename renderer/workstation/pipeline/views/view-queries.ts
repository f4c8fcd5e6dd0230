import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SavedView } from '../../../../shared/api/views.ts';
import { listViews } from '../../../../shared/api/views.ts';
import { call } from '../../api/client.ts';
import { useLiveEvents } from '../../api/live-events.ts';
import type { PipelineView } from '../pipeline-view.ts';

export const viewsKey = ['saved-views'] as const;

/** The views of a process and stage type. */
export function viewsQuery({ processId, stageTypeId }: Stage) {
  return queryOptions({
    queryKey: [...viewsKey, processId, stageTypeId] as const,
    queryFn: ({ signal }) =>
      call(listViews, { process_id: processId, stage_type_id: stageTypeId }, { signal }),
  });
}
type Stage = Pick<PipelineView, 'processId' | 'stageTypeId'>;

/** The views of the stage shown, fetched again when one changes. */
export function useSavedViews(stage: Stage) {
  const client = useQueryClient();
  useLiveEvents(({ type }) => {
    if (type === 'view' || type === 'reconnected') {
      void client.invalidateQueries({ queryKey: viewsKey });
    }
  });
  return useQuery(viewsQuery(stage));
}

/** Puts a view as the backend has just answered it among those at hand, the others as they are. */
export function rememberView(client: QueryClient, stage: Stage, view: SavedView): void {
  const { queryKey } = viewsQuery(stage);
  client.setQueryData(queryKey, (before) => {
    if (!before) return before;
    const known = before.data.some(({ view_id }) => view_id === view.view_id);
    const data = known
      ? before.data.map((one) => (one.view_id === view.view_id ? view : one))
      : [...before.data, view];
    return { ...before, data };
  });
}
