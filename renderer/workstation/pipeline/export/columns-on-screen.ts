import type { QueryClient } from '@tanstack/react-query';
import { shownColumns } from '../../../../shared/arrange-layout.ts';
import { useLayoutSource } from '../layout/layout-source.ts';
import { layoutQuery } from '../layout/use-grid-layout.ts';
import type { PipelineView } from '../pipeline-view.ts';

/**
 * Keys of the columns that the grid shows, in its order: the saved view's where it brings a layout,
 * changed or not, else the user's own. Undefined before any is known: the server knows the user's.
 */
export function columnsOnScreen(
  client: QueryClient,
  { processId, stageTypeId }: Pick<PipelineView, 'processId' | 'stageTypeId'>,
): string[] | undefined {
  const { source } = useLayoutSource.getState();
  const layout =
    source?.layout ?? client.getQueryData(layoutQuery(processId, stageTypeId).queryKey);
  return layout && shownColumns(layout).map(({ key }) => key);
}
