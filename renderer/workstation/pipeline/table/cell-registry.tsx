import type { ComponentType } from 'react';
import type { ApplicationRow } from '../../../../shared/api/process.ts';
import { type Column, type ColumnType, columns } from '../../../../shared/catalogue/columns.ts';
import { currentYear, shortTime } from '../../ui/format-time.ts';
import { CellStatus } from './cell-status.tsx';
import classes from './cells.module.css';
import { CertificateCell } from './certificate-cell.tsx';
import { MailTraceCell } from './mail-trace-cell.tsx';

export interface CellProps {
  column: Column;
  row: ApplicationRow;
}

interface CellType {
  /** Pixels at which a column of the type shows its usual content whole. */
  readonly width: number;
  readonly Cell: ComponentType<CellProps>;
}

/** How a cell is drawn, by the type of its column: a new column type is one entry here. */
export const cellTypes: Record<ColumnType, CellType> = {
  status: { width: 124, Cell: StatusCell },
  time: { width: 124, Cell: TimeCell },
  date: { width: 108, Cell: TimeCell },
  certificate: { width: 132, Cell: CertificateCell },
  mailTrace: { width: 132, Cell: MailTraceCell },
};

/** Columns of the catalogue by key, in the order given; keys it does not know are left out. */
export function resolveColumns(keys: readonly string[]): Column[] {
  return keys.flatMap((key) => columns.find((column) => column.key === key) ?? []);
}

function StatusCell({ column, row }: CellProps) {
  const value = row[column.key as keyof ApplicationRow];
  return column.options ? (
    <CellStatus options={column.options} value={typeof value === 'number' ? value : 0} />
  ) : null;
}

function TimeCell({ column, row }: CellProps) {
  const value = row[column.key as keyof ApplicationRow];
  if (typeof value !== 'string') return <span className={classes.none}>–</span>;
  return (
    <time className={classes.time} dateTime={value.replace(' ', 'T')} title={value}>
      {column.type === 'date' ? value : shortTime(value, currentYear())}
    </time>
  );
}
