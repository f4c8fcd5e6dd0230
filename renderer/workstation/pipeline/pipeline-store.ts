import { create } from 'zustand';
import type { SearchKeyName } from '../../../shared/catalogue/search-keys.ts';
import { writeParameters } from '../app/url-state.ts';
import { type PipelineView, parseView, viewParameters } from './pipeline-view.ts';

interface PipelineState {
  view: PipelineView;
  /** The row that the keyboard is on. */
  activeId: number | undefined;
  setStage(stageTypeId: number): void;
  setListType(listType: number): void;
  setKeyword(keyword: string): void;
  setPosition(positionId: number): void;
  setSort(sort: number): void;
  setFilter(key: SearchKeyName, value: number): void;
  /** Drops the filters whose search param is not in use any more. */
  keepFilters(keys: readonly string[]): void;
  /** Shows everything of the stage again. */
  clearNarrowing(): void;
  setPage(page: number): void;
  setSize(size: number): void;
  setActive(applicationId: number | undefined): void;
}

/** What the pipeline shows, in step with the URL. */
export const usePipeline = create<PipelineState>((set, get) => {
  /** Every change but paging starts at the first page again. */
  const change = (changes: Partial<PipelineView>, push = false) => {
    const view = { ...get().view, page: 1, ...changes };
    writeParameters(viewParameters(view), push);
    set({ view });
  };
  return {
    view: parseView(location.search),
    activeId: undefined,
    // The filters of a stage are its own search params; keyword and position say the same anywhere.
    setStage: (stageTypeId) => change({ stageTypeId, filters: {} }, true),
    setListType: (listType) => change({ listType }, true),
    setKeyword: (keyword) => change({ keyword: keyword.trim().slice(0, 100) }),
    setPosition: (positionId) => change({ positionId }),
    setSort: (sort) => change({ sort }),
    setFilter(key, value) {
      const { [key]: _replaced, ...others } = get().view.filters;
      change({ filters: value === 0 ? others : { ...others, [key]: value } });
    },
    keepFilters(keys) {
      const { filters } = get().view;
      const kept = Object.entries(filters).filter(([key]) => keys.includes(key));
      if (kept.length < Object.keys(filters).length) {
        change({ filters: Object.fromEntries(kept) });
      }
    },
    clearNarrowing: () => change({ keyword: '', positionId: 0, filters: {} }),
    setPage: (page) => change({ page }, true),
    setSize: (size) => change({ size }),
    setActive: (activeId) => set({ activeId }),
  };
});

window.addEventListener('popstate', () =>
  usePipeline.setState({ view: parseView(location.search) }),
);
