import { beforeEach, describe, expect, it } from 'vitest';
import { selection } from '../../../../shared/api/selection.ts';
import { defaultView, viewRequest } from '../pipeline-view.ts';
import { isSelected, selectedCount, selectionRequest, useSelection } from './selection-store.ts';

const store = () => useSelection.getState();
const view = viewRequest(defaultView);

describe('the selection', () => {
  beforeEach(() => store().clear());

  it('is empty until something is selected', () => {
    expect(selectionRequest(store().selected)).toBeUndefined();
    expect(selectedCount(store().selected, 137)).toBe(0);
  });

  it('takes rows one by one, and gives them back', () => {
    store().set([1, 2, 3], true);
    store().set([2], false);
    expect(selectedCount(store().selected, 137)).toBe(2);
    expect([1, 2, 3].map((id) => isSelected(store().selected, id))).toEqual([true, false, true]);
    expect(selection.parse(selectionRequest(store().selected))).toEqual({
      application_ids: [1, 3],
    });
  });

  it('takes all that a view shows, except', () => {
    store().selectAll(view);
    store().set([5, 6], false);
    store().set([6], true);
    expect(selectedCount(store().selected, 137)).toBe(136);
    expect(isSelected(store().selected, 5)).toBe(false);
    expect(isSelected(store().selected, 99)).toBe(true);
    expect(selectionRequest(store().selected)).toEqual({ view, excluded_ids: [5] });
    expect(selection.safeParse(selectionRequest(store().selected)).success).toBe(true);
  });

  it('lets all of a view go with the view, and keeps picked rows', () => {
    store().selectAll(view);
    store().viewChanged({ ...view, sort: 2 });
    expect(store().selected.mode).toBe('view');
    store().viewChanged({ ...view, keyword: '宋' });
    expect(selectedCount(store().selected, 137)).toBe(0);
    store().set([1], true);
    store().viewChanged({ ...view, stage_type_id: 1 });
    expect(selectedCount(store().selected, 137)).toBe(1);
  });
});
