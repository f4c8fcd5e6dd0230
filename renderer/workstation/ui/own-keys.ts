import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import {
  type OwnKeys,
  ownKey,
  type ShortcutKeyName,
  shortcutKeys,
} from '../../../shared/catalogue/shortcut-keys.ts';

interface Keyboard {
  /** As the settings have them; kept here too, so that they work from the first moment on. */
  own: OwnKeys;
  /** A new key is being waited for: what is pressed does nothing else. */
  listening: boolean;
}

/** The user's own keys. */
export const useKeyboard = create<Keyboard>()(
  persist((): Keyboard => ({ own: {}, listening: false }), {
    name: 'credo.keyboard',
    version: 1,
    partialize: ({ own }) => ({ own }),
  }),
);

/** What the user presses for a key of the catalogue; other keys are themselves. */
export function pressedKey(own: OwnKeys, key: string): string {
  return Object.hasOwn(shortcutKeys, key) ? ownKey(own, key as ShortcutKeyName) : key;
}

/** `pressedKey` by the user's keys as they are now. */
export function useOwnKey(): (key: string) => string {
  const own = useKeyboard((state) => state.own);
  return (key) => pressedKey(own, key);
}
