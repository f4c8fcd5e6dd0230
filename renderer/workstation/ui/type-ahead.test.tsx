import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import { useSingleKeys } from '../app/use-single-keys.ts';
import { renderWithProviders } from '../testing/render.tsx';
import { catchTyping, isCatchingTyping } from './type-ahead.ts';
import { useShortcut } from './use-shortcut.ts';

const below = vi.fn();

/** A page whose `f` opens a field that stands only later, as one whose code is fetched first. */
function Page() {
  const [query, setQuery] = useState('');
  useSingleKeys();
  useShortcut('f', '筛选器', catchTyping);
  useShortcut('v', '视图', below);
  return (
    <>
      <input aria-label="搜索" />
      <input
        aria-label="列"
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
    </>
  );
}

it('writes what was typed before the field stood into it, and runs no shortcut with it', async () => {
  await renderWithProviders(<Page />);
  await userEvent.keyboard('fvx{Backspace}V 1{Enter}{ArrowDown}');
  expect(below).not.toHaveBeenCalled();
  const field = screen.getByLabelText<HTMLInputElement>('列');
  fireEvent.focusIn(field);
  expect(field.value).toBe('vV 1');
  expect(isCatchingTyping()).toBe(false);
  await userEvent.type(field, '2');
  expect(field.value).toBe('vV 12');
});

it('takes the keys from the field that had them before', async () => {
  await renderWithProviders(<Page />);
  const search = screen.getByLabelText<HTMLInputElement>('搜索');
  await userEvent.type(search, '宋');
  catchTyping();
  await userEvent.keyboard('ab');
  expect(search.value).toBe('宋');
  fireEvent.focusIn(screen.getByLabelText('列'));
  expect(screen.getByLabelText<HTMLInputElement>('列').value).toBe('ab');
});

it('gives up by Escape, by another command, and after a while', async () => {
  await renderWithProviders(<Page />);
  below.mockClear();
  await userEvent.keyboard('f{Escape}v');
  expect(below).toHaveBeenCalledTimes(1);
  await userEvent.keyboard('f{Control>}p{/Control}v');
  expect(below).toHaveBeenCalledTimes(2);
  vi.useFakeTimers();
  try {
    catchTyping();
    vi.advanceTimersByTime(3_000);
    expect(isCatchingTyping()).toBe(false);
  } finally {
    vi.useRealTimers();
  }
});
