import {
  columnOrderingFeature,
  columnPinningFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  type ReactTable,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo } from 'react';
import type { GridLayout } from '../../../../shared/api/grid-layout.ts';
import type { ApplicationRow } from '../../../../shared/api/process.ts';
import { shownColumns } from '../../../../shared/arrange-layout.ts';
import { columns } from '../../../../shared/catalogue/columns.ts';
import {
  builtInColumns,
  type GridPin,
  gridWidths,
} from '../../../../shared/catalogue/grid-columns.ts';
import type { Language } from '../../../../shared/language.ts';
import { viewOfColumn } from './column-views.tsx';

/** The columns beside the user's: what selects a row, and what is done with one. */
export const selectKey = 'select';
export const actionsKey = 'actions';
const fixedWidths = { [selectKey]: 38, [actionsKey]: 44 };

const features = tableFeatures({
  columnOrderingFeature,
  columnPinningFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
});
const definitions = [
  selectKey,
  ...[...builtInColumns, ...columns].map(({ key }) => key),
  actionsKey,
].map((id) => ({
  id,
  minSize: id in fixedWidths ? 0 : gridWidths.least,
  maxSize: gridWidths.most,
}));
// Rows are fetched by position and by the hundred thousand: the table keeps the columns alone.
const noRows: ApplicationRow[] = [];

/** The table that keeps the columns. */
export type GridTable = ReactTable<typeof features, ApplicationRow>;

/** Where a column stands on screen. */
export interface PlacedColumn {
  readonly key: string;
  readonly pin: GridPin;
  readonly width: number;
  /** Pixels from the side it is pinned to. */
  readonly offset: number;
  /** The last of its side: what scrolls passes under its edge. */
  readonly edge: boolean;
}

/**
 * The columns of a layout as they stand on screen. Columns without a width of their own share what the
 * others leave of `available` pixels.
 * @param sizing widths that hold for now, while a column is dragged
 */
export function useColumns(
  layout: GridLayout,
  language: Language,
  available: number,
  sizing: Readonly<Record<string, number>>,
  onSizing: (sizing: Record<string, number>) => void,
) {
  const shown = useMemo(() => shownColumns(layout), [layout]);
  const widths = useMemo(() => {
    const natural = shown.map(({ key, width }) => width ?? viewOfColumn(key)?.width(language) ?? 0);
    const fixed = fixedWidths.select + fixedWidths.actions;
    const spare = Math.max(0, available - natural.reduce((sum, width) => sum + width, fixed));
    // Pinned columns stay narrow, so that there is room to scroll the others.
    const elastic = shown.filter(({ width, pin }) => width === null && pin === 'none');
    const share = elastic.length > 0 ? Math.floor(spare / elastic.length) : 0;
    return Object.fromEntries(
      shown.map((column, index) => [
        column.key,
        (natural[index] ?? 0) + (elastic.includes(column) ? share : 0),
      ]),
    );
  }, [shown, language, available]);

  const state = useMemo(() => {
    const pinned = (pin: GridPin) =>
      shown.filter((column) => column.pin === pin).map(({ key }) => key);
    return {
      columnOrder: [selectKey, ...shown.map(({ key }) => key), actionsKey],
      columnVisibility: Object.fromEntries(
        definitions.map(({ id }) => [id, id in fixedWidths || id in widths]),
      ),
      columnPinning: {
        start: [selectKey, ...pinned('left')],
        end: [...pinned('right'), actionsKey],
      },
      columnSizing: { ...fixedWidths, ...widths, ...sizing },
    };
  }, [shown, widths, sizing]);
  const table = useTable({
    features,
    columns: definitions,
    data: noRows,
    columnResizeMode: 'onChange',
    state,
    onColumnSizingChange: (updater) => {
      const own: Record<string, number> = { ...fixedWidths, ...widths };
      const after = typeof updater === 'function' ? updater({ ...own, ...sizing }) : updater;
      onSizing(
        Object.fromEntries(Object.entries(after).filter(([key, width]) => own[key] !== width)),
      );
    },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the table has the state by now.
  const placed = useMemo(() => placeColumns(table), [table, state]);
  return { table, placed };
}

function placeColumns(table: GridTable): PlacedColumn[] {
  const start = table.getStartVisibleLeafColumns();
  const end = table.getEndVisibleLeafColumns();
  return [
    ...start.map((column, index) => ({
      key: column.id,
      pin: 'left' as const,
      width: column.getSize(),
      offset: column.getStart('start'),
      edge: index === start.length - 1,
    })),
    ...table.getCenterVisibleLeafColumns().map((column) => ({
      key: column.id,
      pin: 'none' as const,
      width: column.getSize(),
      offset: 0,
      edge: false,
    })),
    ...end.map((column, index) => ({
      key: column.id,
      pin: 'right' as const,
      width: column.getSize(),
      offset: column.getAfter('end'),
      edge: index === 0,
    })),
  ];
}
