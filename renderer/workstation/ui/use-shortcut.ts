import { useEffect, useEffectEvent } from 'react';
import { isTyping, isUnderDialog } from './keys.ts';

/** Runs `action` on a single key, outside of texts, menus and dialogs. */
export function useShortcut(key: string, action: () => void): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== key || event.defaultPrevented) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target) || isUnderDialog(event.target)) return;
    event.preventDefault();
    action();
  });
  useEffect(() => {
    window.addEventListener('keydown', handle);
    return () => window.removeEventListener('keydown', handle);
  }, []);
}
