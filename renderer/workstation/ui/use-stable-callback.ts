import { useCallback, useInsertionEffect, useRef } from 'react';

/**
 * A handler that is the same function for the life of a component and does what the newest render
 * says: what it is given to needs not be drawn anew with each of them. Only for handlers of events,
 * not to be called while drawing.
 */
export function useStableCallback<Args extends unknown[], Result>(
  callback: (...args: Args) => Result,
): (...args: Args) => Result {
  const newest = useRef(callback);
  // Before any layout effect: one that moves the focus calls handlers of this render.
  useInsertionEffect(() => {
    newest.current = callback;
  });
  return useCallback((...args: Args) => newest.current(...args), []);
}
