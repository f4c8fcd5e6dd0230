import { beforeEach, expect, it } from 'vitest';
import { initialView } from './view.ts';
import { useViews } from './view-store.ts';

const turned = { ...initialView, rotation: 90 as const };

beforeEach(() => {
  localStorage.clear();
  useViews.setState({ views: {} });
});

it('finds a file as it was turned, in another window too', async () => {
  useViews.getState().setView('M00/01/a.jpg', turned);
  const stored = localStorage.getItem('credo.views') ?? '';
  useViews.setState({ views: {} });
  localStorage.setItem('credo.views', stored);
  await useViews.persist.rehydrate();
  expect(useViews.getState().views).toEqual({ 'M00/01/a.jpg': turned });
});

it('forgets those that were not changed for longest', () => {
  const { setView } = useViews.getState();
  for (let number = 0; number < 300; number++) setView(`file-${number}`, initialView);
  setView('file-0', turned);
  setView('file-300', turned);
  const kept = Object.keys(useViews.getState().views);
  expect(kept).toHaveLength(300);
  expect(kept).not.toContain('file-1');
  expect(kept.slice(-2)).toEqual(['file-0', 'file-300']);
});
