import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { getKeyboard } from '../../../shared/api/settings.ts';
import { keyInUse, shortcutKeys } from '../../../shared/catalogue/shortcut-keys.ts';
import { call } from '../api/client.ts';
import { isTyping } from '../ui/keys.ts';
import { useKeyboard } from '../ui/own-keys.ts';
import { isCatchingTyping } from '../ui/type-ahead.ts';
import { usePreferences } from './preferences.ts';

/** The user's own keys on the server. */
export const keyboardQueryKey = ['keyboard'] as const;

/**
 * Makes single keys what the user made of them: their own keys do what those of the catalogue did, and
 * where they are switched off (WCAG 2.1.4) none does anything. It hears keys before any handler, so that
 * none can forget to ask; what the browser does itself with a key, and the search by letter in open
 * lists, stays.
 */
export function useSingleKeys(): void {
  const enabled = usePreferences(({ singleKeys }) => singleKeys);
  const { data } = useQuery({
    queryKey: keyboardQueryKey,
    queryFn: ({ signal }) => call(getKeyboard, {}, { signal }),
  });
  useEffect(() => {
    if (data) useKeyboard.setState({ own: data.keys });
  }, [data]);
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      if (useKeyboard.getState().listening || isCatchingTyping()) return;
      if (translated.has(event) || !isShortcutKey(event)) return;
      if (enabled) translate(event);
      else event.stopImmediatePropagation();
    };
    window.addEventListener('keydown', listener, { capture: true });
    return () => window.removeEventListener('keydown', listener, { capture: true });
  }, [enabled]);
}

/** Keys that stand for the ones the user pressed. */
const translated = new WeakSet<Event>();

/** Lets a key of the user's own arrive as the catalogue's, and one they moved elsewhere not at all. */
function translate(event: KeyboardEvent): void {
  const { own } = useKeyboard.getState();
  const { target, repeat, shiftKey } = event;
  const pressed = event.key.normalize('NFKC').toLowerCase();
  // Shift and a letter is no single key; Shift that makes a sign of a digit is part of the sign.
  if (shiftKey && event.key.normalize('NFKC') !== pressed) return;
  const key = keyInUse(own, pressed);
  if (key === pressed || (key === undefined && !Object.hasOwn(shortcutKeys, pressed))) return;
  event.stopImmediatePropagation();
  if (key === undefined) return;
  const standIn = new KeyboardEvent('keydown', {
    key,
    repeat,
    bubbles: true,
    cancelable: true,
    composed: true,
  });
  translated.add(standIn);
  if (!(target ?? window).dispatchEvent(standIn)) event.preventDefault();
}

function isShortcutKey({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || [...key].length !== 1 || key === ' ') return false;
  // Lists are searched by letter, and the list of reasons counts its own.
  const list =
    target instanceof Element &&
    target.closest('[role="listbox"], [role="menu"], [role="dialog"]:not([aria-modal="true"])');
  const ticked = target instanceof Element && target.matches('[type="checkbox"], [type="radio"]');
  return (ticked || !isTyping(target)) && !list;
}
