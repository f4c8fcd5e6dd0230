import type { GridLayout } from '../../../../shared/api/grid-layout.ts';
import type { ViewState } from '../../../../shared/api/views.ts';
import type { PipelineView } from '../pipeline-view.ts';

/** What is on the screen as a saved view holds it. @param layout null leaves it to the user's own */
export function stateOf(view: PipelineView, layout: GridLayout | null): ViewState {
  return {
    search_params: view.filters,
    position_id: view.positionId,
    keyword: view.keyword,
    list_type: view.listType,
    filter: view.filter ?? null,
    sort: view.sort,
    order: [...view.order],
    layout,
  };
}

/** The changes of the pipeline's view that show a saved state. */
export function changesOf(state: ViewState): Partial<PipelineView> {
  return {
    filters: state.search_params,
    positionId: state.position_id,
    keyword: state.keyword,
    listType: state.list_type,
    filter: state.filter ?? undefined,
    sort: state.sort,
    order: state.order,
  };
}
