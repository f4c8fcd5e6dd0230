import { describe, expect, it } from 'vitest';
import type { GridLayout } from '../../../../shared/api/grid-layout.ts';
import { shownColumns } from '../../../../shared/arrange-layout.ts';
import { boundedWidth, changeColumn, moveColumn, neighbour, pinColumn } from './layout-changes.ts';

const layout: GridLayout = {
  density: 'normal',
  columns: [
    { key: 'a', width: null, pin: 'left', visible: true },
    { key: 'b', width: 90, pin: 'none', visible: true },
    { key: 'hidden', width: null, pin: 'none', visible: false },
    { key: 'c', width: null, pin: 'none', visible: true },
    { key: 'd', width: null, pin: 'right', visible: true },
  ],
};
const keys = (of: GridLayout) => shownColumns(of).map(({ key }) => key);
const pinOf = (of: GridLayout, key: string) => of.columns.find((one) => one.key === key)?.pin;

describe('changes of a layout', () => {
  it('show the columns pinned left, free, and pinned right', () => {
    const mixed = { ...layout, columns: [...layout.columns].reverse() };
    expect(keys(mixed)).toEqual(['a', 'c', 'b', 'd']);
  });

  it('move a column to the place of another, in both directions', () => {
    expect(keys(moveColumn(layout, 'b', 'c'))).toEqual(['a', 'c', 'b', 'd']);
    expect(keys(moveColumn(layout, 'c', 'b'))).toEqual(['a', 'c', 'b', 'd']);
    expect(moveColumn(layout, 'b', 'b')).toBe(layout);
    expect(moveColumn(layout, 'b', 'gone')).toBe(layout);
  });

  it('give a moved column the pin of its new place', () => {
    const moved = moveColumn(layout, 'c', 'a');
    expect(keys(moved)).toEqual(['c', 'a', 'b', 'd']);
    expect(pinOf(moved, 'c')).toBe('left');
  });

  it('pin a column beside those that are pinned already, and let it go', () => {
    const pinned = pinColumn(layout, 'c', 'left');
    expect(keys(pinned)).toEqual(['a', 'c', 'b', 'd']);
    expect(keys(pinColumn(layout, 'b', 'right'))).toEqual(['a', 'c', 'b', 'd']);
    expect(pinOf(pinColumn(pinned, 'a', 'none'), 'a')).toBe('none');
    expect(keys(pinColumn(pinned, 'a', 'none'))).toEqual(['c', 'a', 'b', 'd']);
  });

  it('know the neighbours that have the same pin', () => {
    expect(neighbour(layout, 'b', 1)).toBe('c');
    expect(neighbour(layout, 'b', -1)).toBeUndefined();
    expect(neighbour(layout, 'a', 1)).toBeUndefined();
  });

  it('keep widths within bounds and other columns as they are', () => {
    expect([boundedWidth(1), boundedWidth(120.4), boundedWidth(9_000)]).toEqual([56, 120, 800]);
    const changed = changeColumn(layout, 'b', { visible: false });
    expect(keys(changed)).toEqual(['a', 'c', 'd']);
    expect(changed.columns[0]).toBe(layout.columns[0]);
  });
});
