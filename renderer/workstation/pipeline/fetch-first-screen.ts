import type { QueryClient } from '@tanstack/react-query';
import { useUi } from '../app/ui-store.ts';
import { usePipelineMode } from './board/board-store.ts';
import { layoutQuery } from './layout/use-grid-layout.ts';
import { blockQuery, searchParamsQuery, stageCountsQuery } from './pipeline-queries.ts';
import { usePipeline } from './pipeline-store.ts';
import { blockSize } from './pipeline-view.ts';
import { viewsQuery } from './views/view-queries.ts';

/**
 * Asks for what the list needs before React draws the window around it, where the window opens at the
 * list: the answers are there when it looks for them. The rows go first.
 */
export function fetchFirstScreen(client: QueryClient): void {
  if (useUi.getState().view !== 'pipeline' || usePipelineMode.getState().mode !== 'list') return;
  const { view, firstRow } = usePipeline.getState();
  const { processId, stageTypeId } = view;
  void client.prefetchQuery(blockQuery(view, Math.floor(firstRow / blockSize)));
  void client.prefetchQuery(layoutQuery(processId, stageTypeId));
  void client.prefetchQuery(searchParamsQuery(view));
  void client.prefetchQuery(stageCountsQuery(view.listType));
  void client.prefetchQuery(viewsQuery(view));
}
