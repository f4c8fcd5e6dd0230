import { create } from 'zustand';
import type { SelectionInput } from '../../../../shared/api/selection.ts';
import type { ViewRequest } from '../pipeline-view.ts';

/** Rows picked one by one, or everything a view shows but the rows taken out of it. */
export type Selected =
  | { readonly mode: 'picked'; readonly ids: ReadonlySet<number> }
  | { readonly mode: 'view'; readonly view: ViewRequest; readonly excluded: ReadonlySet<number> };

interface SelectionState {
  selected: Selected;
  /** Selects rows or, with `on` false, takes them out. */
  set(applicationIds: readonly number[], on: boolean): void;
  /** Selects all that a view shows, on every page of it. */
  selectAll(view: ViewRequest): void;
  clear(): void;
  /** Tells that another view is shown: what was selected by a view before it is let go. */
  viewChanged(view: ViewRequest): void;
}

const nothing: Selected = { mode: 'picked', ids: new Set() };

/** The rows of the pipeline that are selected, whatever part of the list is on screen. */
export const useSelection = create<SelectionState>((set, get) => ({
  selected: nothing,
  set(applicationIds, on) {
    const { selected } = get();
    if (selected.mode === 'picked') {
      set({ selected: { mode: 'picked', ids: changed(selected.ids, applicationIds, on) } });
    } else {
      const excluded = changed(selected.excluded, applicationIds, !on);
      set({ selected: { ...selected, excluded } });
    }
  },
  selectAll: (view) => set({ selected: { mode: 'view', view, excluded: new Set() } }),
  clear: () => set({ selected: nothing }),
  viewChanged(view) {
    const { selected } = get();
    // The order says nothing about which rows there are.
    if (selected.mode === 'view' && rowsOf(selected.view) !== rowsOf(view)) {
      set({ selected: nothing });
    }
  },
}));

/** Whether a row is selected. */
export function isSelected(selected: Selected, applicationId: number): boolean {
  return selected.mode === 'picked'
    ? selected.ids.has(applicationId)
    : !selected.excluded.has(applicationId);
}

/** How many rows are selected. @param total rows of the view that is shown */
export function selectedCount(selected: Selected, total: number): number {
  return selected.mode === 'picked'
    ? selected.ids.size
    : Math.max(0, total - selected.excluded.size);
}

/** The selection as endpoints take it (`shared/api/selection.ts`); undefined where it is empty. */
export function selectionRequest(selected: Selected): SelectionInput | undefined {
  if (selected.mode === 'view') {
    return { view: selected.view, excluded_ids: [...selected.excluded] };
  }
  return selected.ids.size > 0 ? { application_ids: [...selected.ids] } : undefined;
}

function changed(ids: ReadonlySet<number>, by: readonly number[], on: boolean): Set<number> {
  const next = new Set(ids);
  for (const id of by) {
    if (on) next.add(id);
    else next.delete(id);
  }
  return next;
}

function rowsOf(view: ViewRequest): string {
  const { sort: _sort, order: _order, ...rows } = view;
  return JSON.stringify(rows);
}
