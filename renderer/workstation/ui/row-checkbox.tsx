import type { ComponentProps } from 'react';
import classes from './row-checkbox.module.css';

/** A checkbox of a row, and of the head above the rows: one element, because there are many. */
export function RowCheckbox(
  props: Omit<ComponentProps<'input'>, 'type' | 'className'> & { indeterminate?: boolean },
) {
  const { indeterminate = false, ...others } = props;
  return (
    <input
      {...others}
      type="checkbox"
      className={classes.checkbox}
      ref={(input) => {
        if (input) input.indeterminate = indeterminate;
      }}
    />
  );
}
