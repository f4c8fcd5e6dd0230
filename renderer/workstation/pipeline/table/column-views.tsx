import type { ApplicationRow } from '../../../../shared/api/process.ts';
import { type Column, columns } from '../../../../shared/catalogue/columns.ts';
import {
  builtInColumns,
  type GridColumn,
  gridColumn,
} from '../../../../shared/catalogue/grid-columns.ts';
import { statusOptions } from '../../../../shared/catalogue/status-options.ts';
import type { Language, LocalizedText } from '../../../../shared/language.ts';
import { builtInCells } from './built-in-cells.tsx';
import { cellTypes } from './cell-registry.tsx';
import { textWidth } from './text-width.ts';

/** A column as the grid draws it. */
export interface ColumnView {
  readonly key: string;
  readonly label: LocalizedText;
  /** The key of the list's order that sorts by it. */
  readonly orderKey: string;
  /** How a first click sorts: the newest time first, all else from the beginning. */
  readonly firstDirection: 'asc' | 'desc';
  /** Cannot be hidden. */
  readonly required: boolean;
  /** Pixels at which its usual content and its head stand whole. */
  width(language: Language): number;
}

/** What a column of a key shows of a row. */
export function CellContent({ column, row }: { column: string; row: ApplicationRow }) {
  const found = gridColumn(column);
  if (found?.source === 'builtIn') {
    const { Cell } = builtInCells[found.column.type];
    return <Cell column={found.column} row={row} />;
  }
  if (found?.source === 'catalogue') {
    const { Cell } = cellTypes[found.column.type];
    return <Cell column={found.column} row={row} />;
  }
  return null;
}

/** Padding of a cell, and what stands in a head beside its label: arrow and menu. */
const cellPadding = 20;
const headExtras = 38;
/** Padding and dot of a status badge. */
const badgeExtras = 30;

const views = new Map<string, ColumnView>(
  [...builtInColumns, ...columns].map(({ key }) => [key, columnView(gridColumn(key))]),
);

/** How a column is drawn, or undefined for a key that no column has. */
export function viewOfColumn(key: string): ColumnView | undefined {
  return views.get(key);
}

function columnView(column: GridColumn | undefined): ColumnView {
  if (!column) throw new RangeError('a column of the catalogue has a view');
  if (column.source === 'builtIn') {
    const { key, label, orderKey, required = false } = column.column;
    const { width } = builtInCells[column.column.type];
    return {
      ...{ key, label, orderKey, required },
      firstDirection: column.column.type === 'moment' ? 'desc' : 'asc',
      width: (language) => Math.max(width, textWidth(label[language]) + cellPadding + headExtras),
    };
  }
  const { key, label } = column.column;
  return {
    ...{ key, label, required: false },
    orderKey: key,
    firstDirection: 'asc',
    width: (language) => catalogueWidth(column.column, language),
  };
}

/** As wide as its widest status, its usual content, and its head. */
function catalogueWidth(column: Column, language: Language): number {
  const options = column.options ? statusOptions[column.options] : [];
  const badges = options.map(({ label }) => textWidth(label[language]) + badgeExtras);
  const content = column.options ? Math.max(0, ...badges) : cellTypes[column.type].width - 20;
  return Math.max(content, textWidth(column.label[language]) + headExtras) + cellPadding;
}
