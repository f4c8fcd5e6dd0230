/** View state lives in the query of the URL, so that a reload and the back button restore it. */

const storageKey = 'credo.last-state';

/** A window that opens without a state of its own goes on where the last one was left. */
function restoreLastState(): void {
  if (location.search !== '') return;
  try {
    const last = localStorage.getItem(storageKey);
    if (last?.startsWith('?')) history.replaceState(null, '', `${location.pathname}${last}`);
  } catch {
    // Storage may be denied: it then opens at the beginning.
  }
}

function rememberState(): void {
  try {
    localStorage.setItem(storageKey, location.search);
  } catch {
    // As above.
  }
}

restoreLastState();
window.addEventListener('popstate', rememberState);

/** A parameter of the URL now, or undefined. */
export function readParameter(name: string): string | undefined {
  return new URLSearchParams(location.search).get(name) ?? undefined;
}

/**
 * Sets parameters of the URL, or removes those that are undefined or empty; others stay.
 * @param push makes a step of the history that the back button undoes; else replaces the current one
 */
export function writeParameters(changes: Record<string, string | undefined>, push = false): void {
  const parameters = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === '') parameters.delete(name);
    else parameters.set(name, value);
  }
  const query = parameters.toString();
  const search = query === '' ? '' : `?${query}`;
  if (search === location.search) return;
  const url = `${location.pathname}${search}${location.hash}`;
  if (push) history.pushState(null, '', url);
  else history.replaceState(null, '', url);
  rememberState();
}
