import { createContext, useContext } from 'react';

/**
 * Whether Tab stops at the buttons of a cell: in the grid at those of one row alone, so that a list of
 * thousands is one stop; elsewhere everywhere.
 */
export const CellTabIndex = createContext<0 | -1>(0);

/** `tabIndex` of a button within a cell. */
export function useCellTabIndex(): 0 | -1 {
  return useContext(CellTabIndex);
}
