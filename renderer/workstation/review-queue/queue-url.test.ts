import { beforeEach, describe, expect, it } from 'vitest';
import { useQueue } from './queue-store.ts';
import { parseQueue } from './queue-url.ts';

describe('the review page’s URL', () => {
  beforeEach(() => {
    history.replaceState(null, '', '/?view=review');
    useQueue.setState(parseQueue(''));
  });
  const parameters = () => Object.fromEntries(new URLSearchParams(location.search));

  it('says the filters and the item, and gives them back', () => {
    useQueue.getState().setFilter({ review_status: 2, kind: 'income' });
    useQueue.getState().setPlace({ certificateId: 31, index: 4 });
    expect(parameters()).toEqual({
      view: 'review',
      queue: 'undecided',
      kind: 'income',
      item: '31.4',
    });
    const { filter, place } = useQueue.getState();
    expect(parseQueue(location.search)).toEqual({ filter, place });
  });

  it('says that only disputed certificates are shown, which undecided ones are not', () => {
    useQueue.getState().setFilter({ disputed: true });
    expect(parameters()).toMatchObject({ queue: 'disputed' });
    expect(parseQueue(location.search).filter).toMatchObject({ review_status: 0, disputed: true });
    useQueue.getState().setFilter({ review_status: 2 });
    expect(useQueue.getState().filter.disputed).toBe(false);
    expect(parameters()).toMatchObject({ queue: 'undecided' });
  });

  it('follows the back button', () => {
    useQueue.getState().setFilter({ kind: 'degree' });
    history.replaceState(null, '', '/?view=review&item=7.2');
    window.dispatchEvent(new PopStateEvent('popstate'));
    expect(useQueue.getState()).toMatchObject({
      filter: { review_status: 0, kind: undefined, disputed: false },
      place: { certificateId: 7, index: 2 },
    });
  });

  it.each(['', '?queue=all&kind=passport&item=x.y', '?item=7'])(
    'takes %j for the default',
    (search) => {
      expect(parseQueue(search)).toEqual({
        filter: { review_status: 0, kind: undefined, disputed: false },
        place: undefined,
      });
    },
  );
});
