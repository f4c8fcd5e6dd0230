import { useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import type { CredoDesktop } from '../../../preload/api.ts';
import { useLanguage } from '../i18n/i18n.ts';

/**
 * Gives the desktop window's frame, menu and notifications the colours and the language of the page.
 * A browser has no such window, and nothing happens.
 */
export function useDesktopWindow(desktop: CredoDesktop | undefined = window.credo): void {
  const { colorScheme } = useMantineColorScheme();
  const language = useLanguage();
  useEffect(() => {
    void desktop?.setTheme(colorScheme === 'auto' ? 'system' : colorScheme);
  }, [desktop, colorScheme]);
  useEffect(() => {
    void desktop?.setLanguage(language);
  }, [desktop, language]);
}
