import { useEffect, useRef } from 'react';

/**
 * Calls back when the candidate or the network comes back: the screen was locked, another app was in
 * front, the page came out of the browser's memory, the lift arrived.
 */
export function useReturn(callback: () => void): void {
  const latest = useRef(callback);
  latest.current = callback;
  useEffect(() => {
    const back = () => latest.current();
    const visible = () => {
      if (document.visibilityState === 'visible') back();
    };
    const shown = (event: PageTransitionEvent) => {
      if (event.persisted) back();
    };
    document.addEventListener('visibilitychange', visible);
    window.addEventListener('pageshow', shown);
    window.addEventListener('online', back);
    return () => {
      document.removeEventListener('visibilitychange', visible);
      window.removeEventListener('pageshow', shown);
      window.removeEventListener('online', back);
    };
  }, []);
}
