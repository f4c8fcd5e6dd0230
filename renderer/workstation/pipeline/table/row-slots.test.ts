import { describe, expect, it } from 'vitest';
import { RowSlots } from './row-slots.ts';

const rows = (first: number, ids: readonly (number | undefined)[]) =>
  ids.map((id, at) => ({ index: first + at, id }));

describe('the elements of rows', () => {
  it('stay with an application wherever it goes', () => {
    const slots = new RowSlots();
    const [a, b, c] = slots.assign(rows(0, [11, 12, 13]), undefined);
    expect(slots.assign(rows(0, [10, 11, 12, 13]), undefined).slice(1)).toEqual([a, b, c]);
  });

  it('are taken over by rows that come when others go', () => {
    const slots = new RowSlots();
    const before = slots.assign(rows(0, [11, 12, 13, 14]), undefined);
    const after = slots.assign(rows(2, [13, 14, undefined, undefined]), undefined);
    expect(after.slice(0, 2)).toEqual(before.slice(2));
    expect(new Set(after)).toEqual(new Set(before));
  });

  it('stay in place where a row is fetched, and where another list is shown', () => {
    const slots = new RowSlots();
    const before = slots.assign(rows(0, [undefined, undefined]), undefined);
    expect(slots.assign(rows(0, [11, 12]), undefined)).toEqual(before);
    expect(slots.assign(rows(0, [21, 22]), undefined)).toEqual(before);
  });

  it('of the row that has the focus become no other application’s', () => {
    const slots = new RowSlots();
    const [a, b] = slots.assign(rows(0, [11, 12]), 0);
    const [first, second] = slots.assign(rows(0, [21, 22]), 0);
    expect(first).not.toBe(a);
    expect(second).toBe(b);
    // Nor by way of a row that is fetched anew.
    expect(slots.assign(rows(0, [undefined]), 0)).toEqual([first]);
    expect(slots.assign(rows(0, [21]), 0)).toEqual([first]);
    expect(slots.assign(rows(0, [undefined]), 0)).toEqual([first]);
    expect(slots.assign(rows(0, [23]), 0)).not.toEqual([first]);
  });

  it('are each of one row alone while an application is in two blocks', () => {
    const slots = new RowSlots();
    slots.assign(rows(0, [11, 12]), 0);
    const twice = slots.assign(rows(0, [11, 11, 12]), 0);
    expect(new Set(twice).size).toBe(3);
  });
});
