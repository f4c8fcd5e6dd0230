import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { getKeyboard, saveKeyboard } from '../../../shared/api/settings.ts';
import { useSingleKeys } from '../app/use-single-keys.ts';
import { answerApi } from '../testing/api-answers.ts';
import { renderWithProviders } from '../testing/render.tsx';
import { useKeyboard } from '../ui/own-keys.ts';
import { useShortcut } from '../ui/use-shortcut.ts';
import { KeyEditor } from './key-editor.tsx';

const next = vi.fn();
const view = vi.fn();

function Page() {
  useSingleKeys();
  useShortcut('j', '下一位', next);
  useShortcut('v', '视图', view);
  return (
    <>
      <KeyEditor />
      <input aria-label="文字" />
      <input type="checkbox" aria-label="选择" />
    </>
  );
}

afterEach(() => {
  cleanup();
  useKeyboard.setState({ own: {}, listening: false });
  vi.clearAllMocks();
});

async function show() {
  const saves: unknown[] = [];
  answerApi(({ path, body }) => {
    if (path === getKeyboard.path) return { results: { keys: {} } };
    if (path !== saveKeyboard.path) throw new Error(`unexpected ${path}`);
    const request = JSON.parse(body) as { keys: object };
    saves.push(request.keys);
    return { results: request };
  });
  await renderWithProviders(<Page />);
  return saves;
}
const change = (name: RegExp) => screen.getByRole('button', { name });

it('gives a shortcut another key, which alone does it then, and back', async () => {
  const saves = await show();
  await userEvent.click(change(/下一位候选人.*J/));
  await userEvent.keyboard('n');
  await waitFor(() => expect(saves).toEqual([{ j: 'n' }]));
  // The press that chose the key did nothing else; from now on N does, J no more.
  expect(next).not.toHaveBeenCalled();
  (document.activeElement as HTMLElement).blur();
  await userEvent.keyboard('j');
  expect(next).not.toHaveBeenCalled();
  await userEvent.keyboard('n');
  expect(next).toHaveBeenCalledTimes(1);
  screen.getByLabelText('选择').focus();
  await userEvent.keyboard('j');
  expect(next).toHaveBeenCalledTimes(1);
  await userEvent.type(screen.getByLabelText('文字'), 'nj');
  expect(screen.getByLabelText<HTMLInputElement>('文字').value).toBe('nj');
  expect(next).toHaveBeenCalledTimes(1);

  await userEvent.click(change(/恢复.*下一位候选人/));
  await waitFor(() => expect(saves.at(-1)).toEqual({}));
  (document.activeElement as HTMLElement).blur();
  await userEvent.keyboard('nj');
  expect(next).toHaveBeenCalledTimes(2);
});

it('says what a key is taken for, keeps what was, and does nothing with Escape', async () => {
  const saves = await show();
  await userEvent.click(change(/下一位候选人.*J/));
  await userEvent.keyboard('v');
  expect((await screen.findByRole('alert')).textContent).toBe('V 已用于“选择视图”，请换一个键');
  expect(view).not.toHaveBeenCalled();
  await userEvent.click(change(/下一位候选人.*J/));
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByRole('alert')).toBeNull();
  await userEvent.click(change(/下一位候选人.*J/));
  await userEvent.keyboard('{Enter}');
  expect((await screen.findByRole('alert')).textContent).toBe('请按一个字母、数字或符号键');
  expect(saves).toEqual([]);
});
