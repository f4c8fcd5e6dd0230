import { useEffect, useSyncExternalStore } from 'react';
import type { ShortcutKeyName } from '../../../shared/catalogue/shortcut-keys.ts';
import { isUnderDialog } from './keys.ts';
import { useOwnKey } from './own-keys.ts';

/** Where keys work: on the page alone, in the dialog that is open, or in both. */
export type ShortcutScope = 'page' | 'dialog' | 'everywhere';

type PlainKey =
  | 'ArrowDown'
  | 'ArrowUp'
  | 'ArrowLeft'
  | 'ArrowRight'
  | 'Home'
  | 'End'
  | 'PageDown'
  | 'PageUp'
  | 'Enter'
  | 'Escape'
  | 'Space'
  | 'Shift+Space'
  // The plus key without Shift on most keyboards.
  | '=';

/** A key of a shortcut: a single one is of the catalogue, so that users can change it. */
export type ShortcutKey = ShortcutKeyName | PlainKey | `mod+${string}`;

/** Keys that do something on the screen now, and what. */
export interface Shortcut {
  /** `KeyboardEvent.key` each, any of them; `mod+` before one is Ctrl, or ⌘ on a Mac. */
  readonly keys: readonly string[];
  /** What they do, in the screen's language. */
  readonly description: string;
  readonly scope: ShortcutScope;
}

let registered: readonly Shortcut[] = [];
const listeners = new Set<() => void>();

function change(next: readonly Shortcut[]): void {
  registered = next;
  for (const listener of listeners) listener();
}

/**
 * Registers shortcuts while the component is mounted: what handles keys says here what they do, and the
 * sheet of keys shows it. `useShortcut` does so for a single one.
 */
export function useShortcutDescriptions(shortcuts: readonly LocalShortcut[]): void {
  // Plain data, compared by value: callers may build it anew at each render.
  const text = JSON.stringify(shortcuts);
  useEffect(() => {
    const own = (JSON.parse(text) as LocalShortcut[]).map(placed);
    change([...registered, ...own]);
    return () => change(registered.filter((shortcut) => !own.includes(shortcut)));
  }, [text]);
}

/** A shortcut of a part that stands on a page or in a dialog: its scope is where it is found. */
export interface LocalShortcut extends Omit<Shortcut, 'keys' | 'scope'> {
  readonly keys: readonly ShortcutKey[];
  readonly scope: ShortcutScope | 'here';
}

function placed(shortcut: LocalShortcut): Shortcut {
  const { scope } = shortcut;
  if (scope !== 'here') return { ...shortcut, scope };
  return { ...shortcut, scope: isUnderDialog(null) ? 'dialog' : 'page' };
}

/** Every shortcut that is registered now, by the user's own keys. */
export function useRegisteredShortcuts(): readonly Shortcut[] {
  const pressed = useOwnKey();
  const shortcuts = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => registered,
  );
  return shortcuts.map((shortcut) => ({ ...shortcut, keys: shortcut.keys.map(pressed) }));
}
