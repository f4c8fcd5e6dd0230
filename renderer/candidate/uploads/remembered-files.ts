/** What the page keeps on the phone, so that being killed by the system loses nothing silently. */
export interface Remembered {
  /** Files chosen and not uploaded yet. */
  pending: readonly { name: string; size: number; slot?: string }[];
  /** Files of the last submission that the candidate removed from the next one. */
  excluded: readonly string[];
}

const nothing: Remembered = { pending: [], excluded: [] };

/** A short name for a link: the token itself need not lie in the phone's storage. */
function storageKey(token: string): string {
  let hash = 5381;
  for (let index = 0; index < token.length; index++) {
    hash = ((hash << 5) + hash + token.charCodeAt(index)) | 0;
  }
  return `credo.files.${(hash >>> 0).toString(36)}`;
}

export function readRemembered(token: string): Remembered {
  try {
    const text = localStorage.getItem(storageKey(token));
    const value = text ? JSON.parse(text) : nothing;
    return Array.isArray(value.pending) && Array.isArray(value.excluded) ? value : nothing;
  } catch {
    return nothing;
  }
}

/** Writes, or forgets where there is nothing to remember. A phone without storage goes without. */
export function writeRemembered(token: string, remembered: Remembered): void {
  try {
    if (remembered.pending.length + remembered.excluded.length === 0) {
      localStorage.removeItem(storageKey(token));
    } else {
      localStorage.setItem(storageKey(token), JSON.stringify(remembered));
    }
  } catch {
    // Private browsing and full storage: the page works, only a reload forgets.
  }
}
