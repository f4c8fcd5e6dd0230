import { create } from 'zustand';
import type { GridLayout } from '../../../../shared/api/grid-layout.ts';

/** A layout that a saved view brings, and where the user's changes to it go. */
export interface LayoutSource {
  readonly layout: GridLayout;
  onChange(layout: GridLayout): void;
}

/**
 * Where the grid takes its layout from: the view layer puts its own here while a view with a layout
 * is shown; undefined is the user's own layout of the process and stage.
 */
export const useLayoutSource = create<{ source: LayoutSource | undefined }>(() => ({
  source: undefined,
}));
