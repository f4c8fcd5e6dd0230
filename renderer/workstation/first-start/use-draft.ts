import { useState } from 'react';

/**
 * State of a form that survives a reload of the page, until `clear` is called or the window closes.
 * @param key in the window's storage
 */
export function useDraft<Draft extends object>(
  key: string,
  initial: Draft,
): { draft: Draft; change(fields: Partial<Draft>): void; clear(): void } {
  const [draft, setDraft] = useState<Draft>(() => ({ ...initial, ...stored<Draft>(key) }));
  return {
    draft,
    change(fields) {
      const next = { ...draft, ...fields };
      setDraft(next);
      try {
        sessionStorage.setItem(key, JSON.stringify(next));
      } catch {
        // Without storage the form works, and a reload empties it.
      }
    },
    clear() {
      try {
        sessionStorage.removeItem(key);
      } catch {
        // Nothing was kept.
      }
    },
  };
}

function stored<Draft>(key: string): Partial<Draft> {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<Draft>;
  } catch {
    return {};
  }
}
