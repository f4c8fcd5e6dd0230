import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { SavedView, ViewState } from '../../../../shared/api/views.ts';
import { sameViewState } from '../../../../shared/view-state.ts';
import { usePipeline } from '../pipeline-store.ts';
import { viewsQuery } from './view-queries.ts';
import { stateOf } from './view-state.ts';
import { useViews } from './views-store.ts';

/** The saved view in use, and how what is on the screen differs from it. */
export interface ViewStatus {
  /** Undefined without one, and until it is fetched. */
  current: SavedView | undefined;
  /** What is on the screen. */
  screen: ViewState;
  /** The user has changes that are not saved in the view. */
  unsaved: boolean;
  /** What happened to the view under the user's hands, who has to decide. */
  trouble: 'changed' | 'deleted' | undefined;
}

/** How the view in use stands. */
export function useViewStatus(): ViewStatus {
  const view = usePipeline((state) => state.view);
  const { layout, revision } = useViews();
  const settled = useViews((state) => state.kept?.viewId === view.savedViewId);
  const { data } = useQuery(viewsQuery(view));
  return useMemo(() => {
    const screen = stateOf(view, layout);
    const current = data?.data.find(({ view_id }) => view_id === view.savedViewId);
    const status = { current, screen, unsaved: false, trouble: undefined };
    if (!current || !settled) return status;
    const same = sameViewState(screen, current.state);
    if (current.availability !== 'here') {
      return { ...status, unsaved: true, trouble: current.availability };
    }
    if (revision < current.revision && !same) {
      return { ...status, unsaved: true, trouble: 'changed' };
    }
    return { ...status, unsaved: !same };
  }, [view, layout, revision, settled, data]);
}
