import { UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import classes from './application-table.module.css';

/** A column's head that sorts the list by it. The API sorts each in one direction only. */
export function SortHeader(props: {
  label: string;
  direction: 'ascending' | 'descending';
  active: boolean;
  className?: string;
  onSort(): void;
}) {
  const { label, direction, active, className, onSort } = props;
  const Arrow = direction === 'ascending' ? IconArrowUp : IconArrowDown;
  return (
    <th scope="col" className={className} aria-sort={active ? direction : undefined}>
      <UnstyledButton className={classes.sort} data-active={active || undefined} onClick={onSort}>
        {label}
        <Arrow size={13} stroke={1.8} />
      </UnstyledButton>
    </th>
  );
}
