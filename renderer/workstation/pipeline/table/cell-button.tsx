import type { ComponentProps } from 'react';
import { useCellTabIndex } from './cell-tab-index.ts';
import classes from './cells.module.css';

/** A button within a cell; what it does is done for the cell alone, not for the row under it. */
export function CellButton({ className = '', onClick, ...others }: ComponentProps<'button'>) {
  return (
    <button
      type="button"
      tabIndex={useCellTabIndex()}
      {...others}
      className={`${classes.button} ${className}`}
      onClick={(event) => {
        event.stopPropagation();
        onClick?.(event);
      }}
    />
  );
}
