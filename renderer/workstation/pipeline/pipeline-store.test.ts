import { beforeEach, describe, expect, it } from 'vitest';
import { usePipeline } from './pipeline-store.ts';
import { defaultView } from './pipeline-view.ts';

describe('the pipeline’s store', () => {
  beforeEach(() => {
    history.replaceState(null, '', '/?view=pipeline');
    usePipeline.setState({ view: defaultView, activeId: undefined });
  });
  const store = () => usePipeline.getState();
  const parameters = () => Object.fromEntries(new URLSearchParams(location.search));

  it('writes what it shows to the URL and leaves others’ parameters alone', () => {
    store().setFilter('degreeStatus', 2);
    store().setKeyword(' 宋 ');
    store().rememberRow(40);
    expect(parameters()).toEqual({ view: 'pipeline', degreeStatus: '2', q: '宋', row: '41' });
    store().clearNarrowing();
    expect(parameters()).toEqual({ view: 'pipeline' });
  });

  it('starts at the first row after every change', () => {
    for (const change of [
      () => store().setFilter('offerStatus', 1),
      () => store().setKeyword('a'),
      () => store().setPosition(3285),
      () => store().setSort(2),
      () => store().setListType(2),
      () => store().orderBy('offerStatus', 'asc', false),
      () => store().setStage(1),
      () => store().clearNarrowing(),
    ]) {
      store().rememberRow(50);
      usePipeline.setState({ firstRow: 50 });
      change();
      expect(store().firstRow).toBe(0);
      expect(parameters()).not.toHaveProperty('row');
    }
  });

  it('drops a stage’s filters with the stage, and keeps keyword and position', () => {
    store().setFilter('offerStatus', 1);
    store().setKeyword('宋');
    store().setPosition(3285);
    store().setStage(2);
    expect(store().view).toMatchObject({ filters: {}, keyword: '宋', positionId: 3285 });
    expect(parameters()).not.toHaveProperty('offerStatus');
  });

  it('takes a filter off by 0', () => {
    store().setFilter('offerStatus', 1);
    store().setFilter('degreeStatus', 2);
    store().setFilter('offerStatus', 0);
    expect(store().view.filters).toEqual({ degreeStatus: 2 });
  });

  it('drops the filters whose search param went out of use', () => {
    store().setFilter('offerStatus', 1);
    store().setFilter('degreeStatus', 2);
    store().keepFilters(['offerStatus', 'bcStatus']);
    expect(store().view.filters).toEqual({ offerStatus: 1 });
    const before = store().view;
    store().keepFilters(['offerStatus']);
    expect(store().view).toBe(before);
  });

  it('sorts by a column, by more after it, and by a rule again', () => {
    const order = () => store().view.order.map(({ key, direction }) => `${key} ${direction}`);
    store().orderBy('offerStatus', 'asc', true);
    store().orderBy('resume_name', 'desc', true);
    store().orderBy('offerStatus', 'desc', true);
    expect(order()).toEqual(['offerStatus desc', 'resume_name desc']);
    expect(parameters().order).toBe('offerStatus.desc,resume_name.desc');
    store().orderBy('applied_at', 'asc', true);
    // The fourth takes the place of the last: more are not sorted by.
    store().orderBy('updated_at', 'asc', true);
    expect(order()).toEqual(['offerStatus desc', 'resume_name desc', 'updated_at asc']);
    store().orderBy('resume_name', undefined, true);
    expect(order()).toEqual(['offerStatus desc', 'updated_at asc']);
    store().orderBy('degreeProgress', 'desc', false);
    expect(order()).toEqual(['degreeProgress desc']);
    store().setSort(2);
    expect(store().view).toMatchObject({ order: [], sort: 2 });
  });

  it('follows the back button', () => {
    store().setStage(2);
    history.replaceState(null, '', '/?stage=4&q=x&row=31');
    window.dispatchEvent(new PopStateEvent('popstate'));
    expect(store().view).toMatchObject({ stageTypeId: 4, keyword: 'x' });
    expect(store().firstRow).toBe(30);
  });
});
