import type { ComponentType } from 'react';
import type { SelectionInput } from '../../../../shared/api/selection.ts';
import { MoreOfSelected, MoveSelected, SendSelected } from '../../bulk/selection-buttons.tsx';

/** What a selection's action is given: which applications, and how many they are on screen now. */
export interface SelectionActionProps {
  readonly selection: SelectionInput;
  readonly count: number;
  /** Lets the selection go, for an action that is done with it. */
  onDone(): void;
}

/**
 * The actions of the selection bar, in their order: each draws its own button. What can be done with
 * many rows registers here.
 */
export const selectionActions: readonly ComponentType<SelectionActionProps>[] = [
  SendSelected,
  MoveSelected,
  MoreOfSelected,
];
