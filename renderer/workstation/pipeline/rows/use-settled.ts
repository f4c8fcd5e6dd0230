import { useEffect, useState } from 'react';

/** Whether a value has stayed the same for a moment; the first one has at once. */
export function useSettled(value: string, milliseconds: number): boolean {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    if (value === settled) return;
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, settled, milliseconds]);
  return value === settled;
}
