import { TextInput } from '@mantine/core';
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { renderWithProviders } from '../testing/render.tsx';
import { GuardedModal, useUnsaved } from './guarded-modal.tsx';

function Form() {
  const [text, setText] = useState('');
  useUnsaved(text !== '');
  return (
    <TextInput label="名称" value={text} onChange={(event) => setText(event.currentTarget.value)} />
  );
}

function Dialog() {
  const [open, setOpen] = useState(true);
  return (
    <GuardedModal
      opened={open}
      onClose={() => setOpen(false)}
      title="设置"
      closeButtonProps={{ 'aria-label': '关闭设置' }}
    >
      <Form />
    </GuardedModal>
  );
}

describe('GuardedModal', () => {
  afterEach(cleanup);
  const field = () => screen.findByLabelText<HTMLInputElement>('名称');
  const close = async () => userEvent.click(screen.getByRole('button', { name: '关闭设置' }));

  it('closes at once where nothing is unsaved, also after a change was taken back', async () => {
    await renderWithProviders(<Dialog />);
    await userEvent.type(await field(), 'a{Backspace}');
    await close();
    await waitFor(() => expect(screen.queryByLabelText('名称')).toBeNull());
    expect(screen.queryByText('有修改尚未保存')).toBeNull();
  });

  it('asks over unsaved changes and keeps them', async () => {
    await renderWithProviders(<Dialog />);
    await userEvent.type(await field(), '新名称');
    await close();
    await userEvent.click(await screen.findByRole('button', { name: '继续编辑' }));
    await waitFor(() => expect(screen.queryByText('有修改尚未保存')).toBeNull());
    expect((await field()).value).toBe('新名称');
  });

  it('lets them go where the user says so', async () => {
    await renderWithProviders(<Dialog />);
    await userEvent.type(await field(), '新名称');
    await userEvent.keyboard('{Escape}');
    await userEvent.click(await screen.findByRole('button', { name: '放弃修改' }));
    await waitFor(() => expect(screen.queryByLabelText('名称')).toBeNull());
  });
});
