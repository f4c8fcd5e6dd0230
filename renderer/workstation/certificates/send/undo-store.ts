import { create } from 'zustand';
import type { UiState } from '../../app/ui-store.ts';
import type { SendForm } from './draft.ts';

/** For how long a request can be taken back, in seconds. */
export const undoSeconds = 10;

/** A request that can be taken back. */
export interface UndoableRequest {
  readonly token: string;
  readonly target: NonNullable<UiState['sending']>;
  /** What the dialog held, to go on with. */
  readonly form: SendForm;
  /** When it is too late: `performance.now()`, so that a clock that is set does not matter. */
  readonly until: number;
}

/** Requests that can be taken back now, the newest last. They outlive the dialog that sent them. */
export const useUndoable = create<{
  requests: readonly UndoableRequest[];
  add(request: UndoableRequest): void;
  remove(token: string): void;
}>((set) => ({
  requests: [],
  add: (request) => set(({ requests }) => ({ requests: [...requests, request] })),
  remove: (token) =>
    set(({ requests }) => ({ requests: requests.filter((other) => other.token !== token) })),
}));
