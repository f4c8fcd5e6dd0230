import { useEffect } from 'react';
import { isTyping } from '../ui/keys.ts';
import { usePreferences } from './preferences.ts';

/**
 * Keeps single keys from every shortcut while the recruiter has switched them off (WCAG 2.1.4). It
 * hears them before any handler, so none can forget to ask; what the browser does itself with a key,
 * and the search by letter in open lists, stays.
 */
export function useSingleKeys(): void {
  const enabled = usePreferences(({ singleKeys }) => singleKeys);
  useEffect(() => {
    if (enabled) return;
    const swallow = (event: KeyboardEvent) => {
      if (isShortcutKey(event)) event.stopImmediatePropagation();
    };
    window.addEventListener('keydown', swallow, { capture: true });
    return () => window.removeEventListener('keydown', swallow, { capture: true });
  }, [enabled]);
}

function isShortcutKey({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || [...key].length !== 1 || key === ' ') return false;
  const list = target instanceof Element && target.closest('[role="listbox"], [role="menu"]');
  return !isTyping(target) && !list;
}
