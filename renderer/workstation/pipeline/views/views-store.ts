import { create } from 'zustand';
import type { GridLayout } from '../../../../shared/api/grid-layout.ts';
import type { SavedView, ViewState } from '../../../../shared/api/views.ts';
import { completeLayout } from '../../../../shared/arrange-layout.ts';
import { stageTypes } from '../../../../shared/catalogue/stages.ts';
import { readParameter, writeParameters } from '../../app/url-state.ts';
import { type LayoutSource, useLayoutSource } from '../layout/layout-source.ts';
import { usePipeline } from '../pipeline-store.ts';
import { defaultView } from '../pipeline-view.ts';
import { changesOf } from './view-state.ts';

interface ViewsState {
  /** The view in use whose state was shown, and what the workstation keeps of it for the user. */
  kept: { viewId: number; state: ViewState } | undefined;
  /** The revision of the view in use that is on the screen, in the URL too; 0 where it is not known. */
  revision: number;
  /** The layout of the view in use; null where it is the user's own. */
  layout: GridLayout | null;
  /** The process and stage where it is decided what is shown first: a default view, or everything. */
  arrived: string | undefined;
  /** Shows a view as the user has it: with their own unsaved changes. */
  open(view: SavedView, push?: boolean): void;
  /** Shows everything of the stage again, without a view. */
  close(): void;
  /** Leaves a view that is gone; what it showed stays on the screen. */
  leave(): void;
  /** Says that a view's state, with the user's changes, is kept as it is. */
  keep(viewId: number, state: ViewState): void;
  setRevision(revision: number): void;
  setLayout(layout: GridLayout | null): void;
}

const revisionParameter = 'rev';

function urlRevision(): number {
  const revision = Number(readParameter(revisionParameter));
  return Number.isSafeInteger(revision) && revision > 0 ? revision : 0;
}

/** A process and stage, as `arrived` names them. */
export function stageKey({ processId, stageTypeId }: { processId: number; stageTypeId: number }) {
  return `${processId}/${stageTypeId}`;
}

/** A view's layout with the columns that are there since it was saved, hidden. */
function sourceOf(layout: GridLayout, onChange: LayoutSource['onChange']): LayoutSource {
  const { stageTypeId } = usePipeline.getState().view;
  const stage = stageTypes.find((candidate) => candidate.stageTypeId === stageTypeId)?.key;
  return { layout: stage ? completeLayout(stage, layout) : layout, onChange };
}

/** The saved view in use, beside what the pipeline's store has in the URL. */
export const useViews = create<ViewsState>((set) => {
  const setLayout = (layout: GridLayout | null) => {
    set({ layout });
    useLayoutSource.setState({ source: layout ? sourceOf(layout, setLayout) : undefined });
  };
  const setRevision = (revision: number) => {
    writeParameters({ [revisionParameter]: revision > 0 ? String(revision) : undefined });
    set({ revision });
  };
  const forget = () => {
    set({ kept: undefined });
    setLayout(null);
  };
  return {
    kept: undefined,
    revision: urlRevision(),
    layout: null,
    arrived: undefined,
    open(view, push = true) {
      const state = view.overlay?.state ?? view.state;
      set({ kept: { viewId: view.view_id, state } });
      setLayout(state.layout);
      usePipeline.getState().show({ ...changesOf(state), savedViewId: view.view_id }, push);
      setRevision(view.overlay?.base_revision ?? view.revision);
    },
    close() {
      forget();
      const { listType, positionId, keyword, filters, filter, sort, order } = defaultView;
      const everything = { listType, positionId, keyword, filters, filter, sort, order };
      usePipeline.getState().show({ ...everything, savedViewId: 0 });
    },
    leave() {
      forget();
      usePipeline.getState().show({ savedViewId: 0 }, false);
    },
    keep: (viewId, state) => set({ kept: { viewId, state } }),
    setRevision,
    setLayout,
  };
});

// A view that the URL leaves (another stage, the back button) takes its layout and revision with it.
usePipeline.subscribe(({ view }) => {
  const { kept, setRevision, setLayout } = useViews.getState();
  if (view.savedViewId === 0) setRevision(0);
  else useViews.setState({ revision: urlRevision() });
  if (!kept || kept.viewId === view.savedViewId) return;
  useViews.setState({ kept: undefined });
  setLayout(null);
});
