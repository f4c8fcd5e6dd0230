import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { renderWithProviders } from '../testing/render.tsx';
import { useShortcut } from '../ui/use-shortcut.ts';
import { usePreferences } from './preferences.ts';
import { useSingleKeys } from './use-single-keys.ts';

const single = vi.fn();
const combined = vi.fn();

function Page() {
  useSingleKeys();
  useShortcut('j', '下一位', single);
  useShortcut('mod+k', '命令面板', combined);
  return <input aria-label="文字" />;
}

afterEach(() => {
  cleanup();
  usePreferences.setState({ singleKeys: true });
});

it('keeps single keys from shortcuts while they are off, and nothing else', async () => {
  await renderWithProviders(<Page />);
  await userEvent.keyboard('j');
  expect(single).toHaveBeenCalledTimes(1);
  usePreferences.setState({ singleKeys: false });
  await userEvent.keyboard('j{Control>}k{/Control}');
  expect(single).toHaveBeenCalledTimes(1);
  expect(combined).toHaveBeenCalledTimes(1);
  await userEvent.type(screen.getByLabelText('文字'), 'j');
  expect(screen.getByLabelText<HTMLInputElement>('文字').value).toBe('j');
});
