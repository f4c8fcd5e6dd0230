import { useEffect } from 'react';
import { create } from 'zustand';

/** How many dialogs and pickers lie over the certificate's drawer. */
export const useInnerDialogs = create<{ count: number }>(() => ({ count: 0 }));

/** Says, while `open`, that Escape is for this and not for the drawer below. */
export function useInnerDialog(open: boolean): void {
  useEffect(() => {
    if (!open) return;
    const add = (change: number) =>
      useInnerDialogs.setState(({ count }) => ({ count: count + change }));
    add(1);
    return () => add(-1);
  }, [open]);
}
