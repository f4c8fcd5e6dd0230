import { act } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { CredoDesktop } from '../../../preload/api.ts';
import { setLanguage } from '../i18n/i18n.ts';
import { renderWithProviders } from '../testing/render.tsx';
import { useDesktopWindow } from './use-desktop-window.ts';

function Page({ desktop }: { desktop: CredoDesktop | undefined }) {
  useDesktopWindow(desktop);
  return null;
}

it('hands the window the page’s colours and language, and their changes', async () => {
  const told: string[] = [];
  const desktop = {
    setTheme: async (theme: string) => void told.push(theme),
    setLanguage: async (language: string) => void told.push(language),
  } as CredoDesktop;
  await renderWithProviders(<Page desktop={desktop} />);
  expect(told).toEqual([expect.stringMatching(/^(system|light|dark)$/), 'zh']);
  await act(() => setLanguage('en'));
  expect(told.at(-1)).toBe('en');
});
