import { create } from 'zustand';
import type { ShownLink } from '../link/link-store.ts';

/** For how long what was sent can be taken back, in seconds. */
export const undoSeconds = 10;

/** A request, or a send to many, that can be taken back. */
export interface Undoable {
  readonly id: string;
  /** What was sent, in words. */
  readonly text: string;
  /** The link that was made, where it is one. */
  readonly link?: ShownLink;
  /** When it is too late: `performance.now()`, so that a clock that is set does not matter. */
  readonly until: number;
  /** Takes it back; rejects where that is not possible any more. */
  undo(): Promise<void>;
}

/** What can be taken back now, the newest last. It outlives the dialog that sent it. */
export const useUndoable = create<{
  sent: readonly Undoable[];
  /** @param seconds that are left; it takes the place of one with the same id */
  add(undoable: Omit<Undoable, 'until'>, seconds?: number): void;
  remove(id: string): void;
}>((set) => ({
  sent: [],
  add: (undoable, seconds = undoSeconds) =>
    set(({ sent }) => ({
      sent: [
        ...sent.filter(({ id }) => id !== undoable.id),
        { ...undoable, until: performance.now() + seconds * 1_000 },
      ],
    })),
  remove: (id) => set(({ sent }) => ({ sent: sent.filter((other) => other.id !== id) })),
}));
