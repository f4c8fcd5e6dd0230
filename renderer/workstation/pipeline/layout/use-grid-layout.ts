import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type GridLayout,
  getGridLayout,
  saveGridLayout,
} from '../../../../shared/api/grid-layout.ts';
import { stageTypes } from '../../../../shared/catalogue/stages.ts';
import { call } from '../../api/client.ts';
import { notifyError } from '../../ui/notify.tsx';
import { useLayoutSource } from './layout-source.ts';

/** The layout of a process and stage type on the server; invalidate by the first element. */
export function layoutQuery(processId: number, stageTypeId: number) {
  return queryOptions({
    queryKey: ['grid-layout', processId, stageTypeId] as const,
    queryFn: ({ signal }) =>
      call(getGridLayout, { process_id: processId, stage_type_id: stageTypeId }, { signal }),
    gcTime: Number.POSITIVE_INFINITY,
  });
}

/**
 * The layout that the grid shows, and how it is changed: a saved view's where one brings its own,
 * else the user's, which is shown changed at once and put back with the reason where it can't be kept.
 */
export function useGridLayout(processId: number, stageTypeId: number) {
  const { t } = useTranslation('pipeline');
  const client = useQueryClient();
  const source = useLayoutSource((state) => state.source);
  const query = useQuery(layoutQuery(processId, stageTypeId));
  const { queryKey } = layoutQuery(processId, stageTypeId);

  // The other stages' are small, and a stage that is opened should not wait for its own.
  useEffect(() => {
    if (!query.isSuccess) return;
    for (const stage of stageTypes) {
      void client.prefetchQuery(layoutQuery(processId, stage.stageTypeId));
    }
  }, [client, query.isSuccess, processId]);

  const mutationKey = ['save-grid-layout', processId, stageTypeId];
  const { mutate } = useMutation({
    mutationKey,
    scope: { id: mutationKey.join('/') },
    mutationFn: (layout: GridLayout | null) =>
      call(saveGridLayout, { process_id: processId, stage_type_id: stageTypeId, layout }),
    onMutate: async (layout) => {
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData(queryKey);
      if (layout) client.setQueryData(queryKey, layout);
      return { before };
    },
    onSuccess: (saved) => {
      // What waits behind this change is on the screen already.
      if (client.isMutating({ mutationKey }) <= 1) client.setQueryData(queryKey, saved);
    },
    onError: (error, _layout, context) => {
      client.setQueryData(queryKey, context?.before);
      notifyError(error, { title: t('layout.failed') });
    },
  });

  const change = useCallback(
    (layout: GridLayout) => (source ? source.onChange(layout) : mutate(layout)),
    [source, mutate],
  );
  /** Back to the default of the stage; a saved view has its own way back. */
  const reset = useCallback(() => mutate(null), [mutate]);
  return {
    layout: source?.layout ?? query.data,
    error: source ? null : query.error,
    refetch: query.refetch,
    change,
    reset: source ? undefined : reset,
  };
}

export type GridLayoutControl = ReturnType<typeof useGridLayout>;
