import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { View } from './view.ts';

interface Views {
  /** By `dfs_file_name`, which no two files share; the one changed last is the last. */
  views: Readonly<Record<string, View>>;
  setView(dfsFileName: string, view: View): void;
}

/** Files whose views are kept; the browser's storage is small. */
const mostViews = 300;

/**
 * How each file is turned and zoomed on this computer: coming back finds it as it was, also after the
 * window was closed.
 */
export const useViews = create<Views>()(
  persist(
    (set) => ({
      views: {},
      setView: (dfsFileName, view) =>
        set((state) => {
          const { [dfsFileName]: _before, ...others } = state.views;
          const views = [...Object.entries(others), [dfsFileName, view] as const];
          return { views: Object.fromEntries(views.slice(-mostViews)) };
        }),
    }),
    { name: 'credo.views', version: 1 },
  ),
);
