import { create } from 'zustand';
import type { AttachedFile } from './attached-file.ts';

/** The file of a mail that is looked at. */
export const useAttachedFile = create<{
  shown: AttachedFile | undefined;
  show(file: AttachedFile): void;
  close(): void;
}>((set) => ({
  shown: undefined,
  show: (shown) => set({ shown }),
  close: () => set({ shown: undefined }),
}));
