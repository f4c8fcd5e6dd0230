import { cleanup, renderHook } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { GridLayout, GridLayoutColumn } from '../../../../shared/api/grid-layout.ts';
import { useColumns } from './use-columns.ts';

const column = (key: string, changes: Partial<GridLayoutColumn> = {}): GridLayoutColumn => ({
  ...{ key, width: 100, pin: 'none', visible: true },
  ...changes,
});
const layoutOf = (...columns: GridLayoutColumn[]): GridLayout => ({ density: 'normal', columns });
const usual = layoutOf(
  column('candidate', { pin: 'left', width: 200 }),
  column('position'),
  column('step', { width: null }),
  column('updatedAt', { visible: false }),
  column('offerStatus'),
);

function columns(layout: GridLayout, available = 0) {
  return renderHook((props) => useColumns(props.layout, 'zh', props.available, {}, () => {}), {
    initialProps: { layout, available },
  });
}

describe('the columns of the grid', () => {
  afterEach(cleanup);
  const keys = (hook: ReturnType<typeof columns>) =>
    hook.result.current.placed.map(({ key }) => key);

  it('stand between what selects a row and what is done with one, hidden ones left out', () => {
    const hook = columns(usual);
    expect(keys(hook)).toEqual([
      ...['select', 'candidate', 'position', 'step', 'offerStatus', 'actions'],
    ]);
    expect(hook.result.current.placed.map(({ offset }) => offset)).toEqual([0, 38, 0, 0, 0, 0]);
  });

  it('follow the layout at once: order, pins and widths', () => {
    const hook = columns(usual);
    const [candidate, position, step, updatedAt, offer] = usual.columns as [
      GridLayoutColumn,
      GridLayoutColumn,
      GridLayoutColumn,
      GridLayoutColumn,
      GridLayoutColumn,
    ];
    const pinned = layoutOf(candidate, { ...step, pin: 'left' }, offer, position, {
      ...updatedAt,
      visible: true,
      pin: 'right',
      width: 90,
    });
    hook.rerender({ layout: pinned, available: 0 });
    expect(keys(hook)).toEqual([
      ...['select', 'candidate', 'step', 'offerStatus', 'position', 'updatedAt', 'actions'],
    ]);
    const { placed } = hook.result.current;
    expect(placed[2]).toMatchObject({ pin: 'left', offset: 238, edge: true });
    expect(placed[5]).toEqual({
      key: 'updatedAt',
      pin: 'right',
      width: 90,
      offset: 44,
      edge: true,
    });
    hook.rerender({ layout: usual, available: 0 });
    expect(keys(hook)[2]).toBe('position');
  });

  it('share what is left among those without a width of their own', () => {
    const narrow = columns(usual).result.current.placed;
    const wide = columns(usual, 1_000).result.current.placed;
    const widthOf = (placed: typeof narrow, key: string) =>
      placed.find((one) => one.key === key)?.width ?? 0;
    expect(wide.reduce((sum, { width }) => sum + width, 0)).toBe(1_000);
    expect(widthOf(wide, 'position')).toBe(100);
    expect(widthOf(wide, 'step')).toBeGreaterThan(widthOf(narrow, 'step'));
  });
});
