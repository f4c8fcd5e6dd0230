import type { GridLayout, GridLayoutColumn } from './api/grid-layout.ts';
import { columns } from './catalogue/columns.ts';
import { builtInColumns, gridColumn, gridPins } from './catalogue/grid-columns.ts';
import type { StageType } from './catalogue/stages.ts';

/** Layout of a stage where nothing was set but its columns: built-in ones around them. */
export function defaultLayout(stage: StageType['key'], userColumns: readonly string[]): GridLayout {
  const builtIn = (place: 'before' | 'after') =>
    builtInColumns
      .filter((column) => column.place === place)
      .map(
        ({ key, pinnedByDefault, shownIn }): GridLayoutColumn => ({
          key,
          width: null,
          pin: pinnedByDefault,
          visible: shownIn.includes(stage),
        }),
      );
  const unused = columns.map(({ key }) => key).filter((key) => !userColumns.includes(key));
  return {
    density: 'normal',
    columns: [
      ...builtIn('before'),
      ...userColumns.map((key) => plainColumn(key, true)),
      ...builtIn('after'),
      ...unused.map((key) => plainColumn(key, false)),
    ],
  };
}

/**
 * A layout with every column there is, each once: repeats and unknown keys dropped, columns left out
 * put where the default has them and hidden, required ones shown.
 */
export function completeLayout(stage: StageType['key'], layout: GridLayout): GridLayout {
  const chosen = new Map<string, GridLayoutColumn>();
  for (const column of layout.columns) {
    const known = gridColumn(column.key);
    if (!known || chosen.has(column.key)) continue;
    const required = known.source === 'builtIn' && known.column.required === true;
    chosen.set(column.key, { ...column, visible: column.visible || required });
  }
  const arranged = [...chosen.values()];
  const usual = defaultLayout(stage, []).columns;
  usual.forEach((column, index) => {
    if (chosen.has(column.key)) return;
    const known = gridColumn(column.key);
    const required = known?.source === 'builtIn' && known.column.required === true;
    // After the column that is before it by default.
    const before = usual[index - 1]?.key;
    const place = arranged.findIndex(({ key }) => key === before) + 1;
    arranged.splice(place, 0, { ...column, visible: required });
  });
  return { density: layout.density, columns: arranged };
}

/**
 * A complete layout whose visible columns of the catalogue are `userColumns` in their order: they
 * take the places that such columns have, and all other columns stay where they are.
 */
export function withUserColumns(layout: GridLayout, userColumns: readonly string[]): GridLayout {
  const shown = visibleCatalogueKeys(layout);
  if (shown.length === userColumns.length && shown.every((key, at) => key === userColumns[at])) {
    return layout;
  }
  const own = new Map(layout.columns.map((column) => [column.key, column]));
  const wanted = new Set(userColumns);
  const rest = [...userColumns];
  const arranged: GridLayoutColumn[] = [];
  for (const column of layout.columns) {
    if (!wanted.has(column.key)) {
      const isCatalogue = gridColumn(column.key)?.source === 'catalogue';
      arranged.push(isCatalogue ? { ...column, visible: false } : column);
      continue;
    }
    const key = rest.shift();
    if (key !== undefined) {
      arranged.push({ ...(own.get(key) ?? plainColumn(key, true)), visible: true });
    }
  }
  return { ...layout, columns: arranged };
}

/** The catalogue's columns that a layout shows, in its order. */
export function visibleCatalogueKeys(layout: GridLayout): string[] {
  return layout.columns
    .filter(({ key, visible }) => visible && gridColumn(key)?.source === 'catalogue')
    .map(({ key }) => key);
}

/** The columns that are shown, as they stand on screen: pinned left, free, pinned right. */
export function shownColumns(layout: GridLayout): GridLayoutColumn[] {
  return gridPins.flatMap((pin) =>
    layout.columns.filter((column) => column.visible && column.pin === pin),
  );
}

function plainColumn(key: string, visible: boolean): GridLayoutColumn {
  return { key, width: null, pin: 'none', visible };
}
