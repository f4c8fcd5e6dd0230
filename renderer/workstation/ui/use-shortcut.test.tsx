import { act, fireEvent } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderWithProviders } from '../testing/render.tsx';
import { keyNames } from './key-names.ts';
import { useRegisteredShortcuts } from './shortcut-registry.ts';
import { useShortcut } from './use-shortcut.ts';

function Listing() {
  return useRegisteredShortcuts().map(({ description }) => (
    <li key={description}>{description}</li>
  ));
}

function Handler({ done }: { done: string[] }) {
  useShortcut('/', '搜索', () => done.push('/'));
  useShortcut('mod+k', '命令', () => done.push('mod+k'));
  useShortcut('?', '快捷键', () => done.push('?'), 'everywhere');
  return <input aria-label="姓名" />;
}

it('lists what is handled on the screen, and no longer what has left it', async () => {
  const view = await renderWithProviders(
    <>
      <Listing />
      <Handler done={[]} />
    </>,
  );
  expect(view.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
    '搜索',
    '命令',
    '快捷键',
  ]);
  view.unmount();
  const empty = await renderWithProviders(<Listing />);
  expect(empty.queryAllByRole('listitem')).toEqual([]);
});

it('leaves single keys to texts and dialogs, and takes combinations while typing', async () => {
  const done: string[] = [];
  const view = await renderWithProviders(<Handler done={done} />);
  const field = view.getByLabelText('姓名');
  for (const target of [field, document.body]) {
    fireEvent.keyDown(target, { key: '/' });
    fireEvent.keyDown(target, { key: 'k', ctrlKey: true });
    fireEvent.keyDown(target, { key: '？', shiftKey: true });
  }
  expect(done).toEqual(['mod+k', '/', 'mod+k', '?']);

  const dialog = document.body.appendChild(document.createElement('div'));
  dialog.setAttribute('aria-modal', 'true');
  act(() => {
    fireEvent.keyDown(document.body, { key: '/' });
    fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true });
    fireEvent.keyDown(document.body, { key: '?', shiftKey: true });
  });
  dialog.remove();
  expect(done.slice(4)).toEqual(['?']);
});

it('names keys as they are printed', () => {
  expect(keyNames('mod+k', false)).toEqual(['Ctrl', 'K']);
  expect(keyNames('mod+k', true)).toEqual(['⌘', 'K']);
  expect(keyNames('ArrowDown', false)).toEqual(['↓']);
  expect(keyNames('Escape', false)).toEqual(['Esc']);
});
