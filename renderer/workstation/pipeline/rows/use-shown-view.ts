import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useGridLayout } from '../layout/use-grid-layout.ts';
import { blockQuery } from '../pipeline-queries.ts';
import { blockSize, type PipelineView } from '../pipeline-view.ts';

/**
 * The view that the rows on screen are of: the one chosen, or the one before it until the first rows
 * and the columns of the one chosen are there. So a change shows no empty grid in between.
 */
export function useShownView(view: PipelineView, firstRow: number) {
  const [shown, setShown] = useState({ view, firstRow });
  const first = useQuery(blockQuery(view, Math.floor(firstRow / blockSize)));
  const layout = useGridLayout(view.processId, view.stageTypeId);
  const ready = first.data !== undefined && layout.layout !== undefined;
  if (ready && shown.view !== view) setShown({ view, firstRow });
  const isShown = ready && shown.view === view;
  const shownLayout = useGridLayout(shown.view.processId, shown.view.stageTypeId);
  return {
    shown,
    first,
    layout: isShown ? layout : shownLayout,
    /** The view chosen is on its way. */
    pending: !ready,
    /** Nothing was shown yet. */
    empty: !ready && shown.view === view,
    error: first.error ?? (layout.layout ? null : layout.error),
    retry() {
      void first.refetch();
      if (layout.error) void layout.refetch();
    },
  };
}
