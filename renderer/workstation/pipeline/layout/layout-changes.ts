import type { GridLayout, GridLayoutColumn } from '../../../../shared/api/grid-layout.ts';
import { shownColumns } from '../../../../shared/arrange-layout.ts';
import { type GridPin, gridWidths } from '../../../../shared/catalogue/grid-columns.ts';

/** A layout whose column `key` has the changes. */
export function changeColumn(
  layout: GridLayout,
  key: string,
  changes: Partial<Omit<GridLayoutColumn, 'key'>>,
): GridLayout {
  return {
    ...layout,
    columns: layout.columns.map((column) =>
      column.key === key ? { ...column, ...changes } : column,
    ),
  };
}

/** A width that a column can have, in whole pixels. */
export function boundedWidth(width: number): number {
  return Math.round(Math.min(Math.max(width, gridWidths.least), gridWidths.most));
}

/**
 * Puts a column where another one is; it takes the other's pin with the place. Columns that are not
 * shown keep their place beside their neighbours.
 */
export function moveColumn(layout: GridLayout, key: string, over: string): GridLayout {
  const moved = layout.columns.find((column) => column.key === key);
  const target = layout.columns.find((column) => column.key === over);
  if (!moved || !target || key === over) return layout;
  const shown = shownColumns(layout).map((column) => column.key);
  const forwards = shown.indexOf(key) < shown.indexOf(over);
  const columns = layout.columns.filter((column) => column.key !== key);
  const place = columns.findIndex((column) => column.key === over) + (forwards ? 1 : 0);
  columns.splice(place, 0, { ...moved, pin: target.pin });
  return { ...layout, columns };
}

/** The column beside another one among those with the same pin: what it can change places with. */
export function neighbour(layout: GridLayout, key: string, step: 1 | -1): string | undefined {
  const own = layout.columns.find((column) => column.key === key);
  const group = layout.columns.filter((column) => column.visible && column.pin === own?.pin);
  return group[group.findIndex((column) => column.key === key) + step]?.key;
}

/** Pins a column, at the free side of those that are pinned there already. */
export function pinColumn(layout: GridLayout, key: string, pin: GridPin): GridLayout {
  const moved = layout.columns.find((column) => column.key === key);
  if (!moved || moved.pin === pin) return layout;
  const columns = layout.columns.filter((column) => column.key !== key);
  const last = columns.findLastIndex((column) => column.pin === pin);
  const first = columns.findIndex((column) => column.pin === pin);
  const at = { left: last + 1, none: layout.columns.indexOf(moved), right: first };
  const place = at[pin];
  columns.splice(place < 0 ? columns.length : place, 0, { ...moved, pin });
  return { ...layout, columns };
}
