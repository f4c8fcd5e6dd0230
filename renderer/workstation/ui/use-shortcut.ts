import { useEffect, useEffectEvent } from 'react';
import { isTyping, isUnderDialog } from './keys.ts';
import { isMac } from './platform.ts';
import {
  type ShortcutKey,
  type ShortcutScope,
  useShortcutDescriptions,
} from './shortcut-registry.ts';

/**
 * Runs `action` on a key and lists it on the sheet of keys. A single key works outside of texts; one
 * with `mod+` (Ctrl, or ⌘ on a Mac) works while typing too.
 * @param key a `KeyboardEvent.key`, such as `/`, `Escape` or `mod+k`
 * @param description what it does, in the screen's language
 */
export function useShortcut(
  key: ShortcutKey,
  description: string,
  action: () => void,
  scope: ShortcutScope = 'page',
): void {
  useShortcutDescriptions([{ keys: [key], description, scope }]);
  const handle = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || !matches(event, key)) return;
    if (scope === 'page' && isUnderDialog(event.target)) return;
    event.preventDefault();
    action();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => handle(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}

function matches(event: KeyboardEvent, key: string): boolean {
  if (key.startsWith('mod+')) {
    const mod = isMac() ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
    const plain = !event.altKey && !event.shiftKey;
    return mod && plain && event.key.toLowerCase() === key.slice(4);
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return false;
  // A Chinese input method gives the full-width form.
  return event.key.normalize('NFKC') === key;
}
