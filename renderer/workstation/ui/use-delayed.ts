import { useEffect, useState } from 'react';

/**
 * True once `active` has been true for some time, false as soon as it is not: so that a short wait
 * shows no spinner and a short break no warning.
 */
export function useDelayed(active: boolean, milliseconds = 200): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!active) {
      setLate(false);
      return;
    }
    const timer = setTimeout(() => setLate(true), milliseconds);
    return () => clearTimeout(timer);
  }, [active, milliseconds]);
  return active && late;
}
