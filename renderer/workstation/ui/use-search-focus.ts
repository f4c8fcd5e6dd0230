import type { ComboboxStore } from '@mantine/core';
import { useEffect } from 'react';

/**
 * Gives a list's search field the focus once the list is open. Mantine's `focusSearchInput` tries a
 * single time, which on a busy machine is before the field stands: then what is typed goes nowhere.
 * @param wanted whether the list has such a field
 */
export function useSearchFocus({ dropdownOpened, searchRef }: ComboboxStore, wanted = true): void {
  useEffect(() => {
    if (!wanted || !dropdownOpened) return;
    let frame = 0;
    const attempt = () => {
      const field = searchRef.current;
      field?.focus();
      if (!field || document.activeElement !== field) frame = requestAnimationFrame(attempt);
    };
    attempt();
    return () => cancelAnimationFrame(frame);
  }, [dropdownOpened, searchRef, wanted]);
}
