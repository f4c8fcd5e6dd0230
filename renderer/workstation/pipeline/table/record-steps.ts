import { create } from 'zustand';

/**
 * How the panel beside the list goes to the next and the previous record: the grid says so while it is
 * on screen.
 */
export const useRecordSteps = create<{ step: ((by: 1 | -1) => void) | undefined }>(() => ({
  step: undefined,
}));
