import { create } from 'zustand';
import { type FilterGroup, orderKeyLimit } from '../../../shared/api/list-filter.ts';
import type { SearchKeyName } from '../../../shared/catalogue/search-keys.ts';
import { readParameter, writeParameters } from '../app/url-state.ts';
import { type OrderEntry, type PipelineView, parseView, viewParameters } from './pipeline-view.ts';

interface PipelineState {
  view: PipelineView;
  /** The row (from 0) that the list starts at when the view opens. */
  firstRow: number;
  /** The row that the keyboard is on. */
  activeId: number | undefined;
  setStage(stageTypeId: number): void;
  setListType(listType: number): void;
  setKeyword(keyword: string): void;
  setPosition(positionId: number): void;
  setSort(sort: number): void;
  setFilter(key: SearchKeyName, value: number): void;
  setFilterTree(filter: FilterGroup | undefined): void;
  /** Drops the filters whose search param is not in use any more. */
  keepFilters(keys: readonly string[]): void;
  /** Shows everything of the stage again. */
  clearNarrowing(): void;
  /** Sorts by a column alone, or by it after the others; without a direction, not by it any more. */
  orderBy(key: string, direction: OrderEntry['direction'] | undefined, additive: boolean): void;
  /**
   * Changes several things of the view at once.
   * @param push makes one step back in the history of it; else it replaces the current one
   */
  show(changes: Partial<PipelineView>, push?: boolean): void;
  /** Remembers the first row on screen (from 0) in the URL, to start there after a reload. */
  rememberRow(row: number): void;
  setActive(applicationId: number | undefined): void;
}

/** What the pipeline shows, in step with the URL. */
export const usePipeline = create<PipelineState>((set, get) => {
  /** Every change starts at the first row again. */
  const change = (changes: Partial<PipelineView>, push = true) => {
    const view = { ...get().view, ...changes };
    writeParameters({ ...viewParameters(view), row: undefined }, push);
    set({ view, firstRow: 0 });
  };
  return {
    ...fromUrl(),
    activeId: undefined,
    // The filters of a stage are its own search params; keyword and position say the same anywhere.
    setStage: (stageTypeId) =>
      change({ stageTypeId, filters: {}, filter: undefined, order: [], savedViewId: 0 }),
    setListType: (listType) => change({ listType }),
    // A step back leaves the search as a whole, not letter by letter.
    setKeyword: (keyword) =>
      change({ keyword: keyword.trim().slice(0, 100) }, get().view.keyword === ''),
    setPosition: (positionId) => change({ positionId }),
    setSort: (sort) => change({ sort, order: [] }),
    orderBy(key, direction, additive) {
      // A rule's order leaves nothing for a second column to decide, so it is not added to.
      const order = additive ? get().view.order : [];
      const others = order.filter((entry) => entry.key !== key);
      if (!direction) return change({ order: others });
      const at = order.findIndex((entry) => entry.key === key);
      const kept = others.slice(0, orderKeyLimit - 1);
      const next = [...kept];
      next.splice(at < 0 ? kept.length : at, 0, { key, direction });
      return change({ order: next });
    },
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
    setFilterTree: (filter) => change({ filter }),
    clearNarrowing: () => change({ keyword: '', positionId: 0, filters: {}, filter: undefined }),
    show: (changes, push) => change(changes, push),
    rememberRow: (row) => writeParameters({ row: row > 0 ? String(row + 1) : undefined }),
    setActive: (activeId) => set({ activeId }),
  };
});

function fromUrl(): Pick<PipelineState, 'view' | 'firstRow'> {
  const row = Number(readParameter('row'));
  return {
    view: parseView(location.search),
    firstRow: Number.isSafeInteger(row) && row > 0 ? row - 1 : 0,
  };
}

window.addEventListener('popstate', () => usePipeline.setState(fromUrl()));
