import { type ReactNode, useId } from 'react';
import classes from './segments.module.css';

/**
 * A choice of one of a few, side by side: radio buttons. For the screens that are drawn anew with each
 * click; Mantine's `SegmentedControl` measures itself, for which the browser lays out the whole page.
 */
export function Segments<Value extends string>(props: {
  label: string;
  value: Value;
  options: readonly { value: Value; label: ReactNode }[];
  onChange(value: Value): void;
}) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={props.label} className={classes.segments}>
      {props.options.map(({ value, label }) => (
        <label key={value} className={classes.segment}>
          <input
            type="radio"
            className={classes.radio}
            name={name}
            value={value}
            checked={value === props.value}
            onChange={() => props.onChange(value)}
          />
          <span className={classes.text}>{label}</span>
        </label>
      ))}
    </div>
  );
}
