import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const key = 'credo.last-state';

/** The module as a window that opens at an address loads it. */
async function openWindow(search: string) {
  vi.resetModules();
  history.replaceState(null, '', `/${search}`);
  return import('./url-state.ts');
}

beforeEach(() => localStorage.removeItem(key));
afterEach(() => history.replaceState(null, '', '/'));

it('goes on where the last window was left, unless the address says where to', async () => {
  const first = await openWindow('');
  expect(location.search).toBe('');
  first.writeParameters({ stage: '2', q: '宋', view: undefined }, true);
  expect(first.readParameter('q')).toBe('宋');

  const second = await openWindow('');
  expect([second.readParameter('stage'), second.readParameter('q')]).toEqual(['2', '宋']);
  const third = await openWindow('?view=outbox');
  expect([third.readParameter('view'), third.readParameter('stage')]).toEqual([
    'outbox',
    undefined,
  ]);
});

it('forgets what was taken out of the address, and opens where nothing sensible is remembered', async () => {
  const first = await openWindow('');
  first.writeParameters({ stage: '2' });
  first.writeParameters({ stage: undefined });
  await openWindow('');
  expect(location.search).toBe('');
  localStorage.setItem(key, 'https://elsewhere.example/');
  await openWindow('');
  expect(location.search).toBe('');
});
