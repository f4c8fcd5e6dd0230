import { create } from 'zustand';
import type { View } from './view.ts';

interface Views {
  /** By `dfs_file_name`, which no two files share. */
  views: Readonly<Record<string, View>>;
  setView(dfsFileName: string, view: View): void;
}

/** How each file is turned and zoomed, until the window closes: coming back finds it as it was. */
export const useViews = create<Views>((set) => ({
  views: {},
  setView: (dfsFileName, view) =>
    set((state) => ({ views: { ...state.views, [dfsFileName]: view } })),
}));
