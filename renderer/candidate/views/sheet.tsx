import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';

/**
 * A dialog over the page, from the bottom on a phone. The focus goes in, stays in, and returns.
 * Not a `<dialog>`: phones from before 2022 have none.
 */
export function Sheet({
  label,
  className,
  onClose,
  children,
}: {
  label: string;
  className: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    box.current?.focus();
    document.body.classList.add('behind-sheet');
    return () => {
      document.body.classList.remove('behind-sheet');
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose();
    if (event.key !== 'Tab' || !box.current) return;
    const stops = box.current.querySelectorAll<HTMLElement>('button:not(:disabled), a[href]');
    const first = stops[0];
    const last = stops[stops.length - 1];
    const active = document.activeElement;
    if (event.shiftKey && (active === first || active === box.current)) {
      last?.focus();
      event.preventDefault();
    } else if (!event.shiftKey && active === last) {
      first?.focus();
      event.preventDefault();
    }
  };
  return (
    <div className={`sheet ${className}`}>
      <button
        type="button"
        className="sheet-behind"
        tabIndex={-1}
        aria-hidden="true"
        onClick={onClose}
      />
      <div
        ref={box}
        className="sheet-box"
        role="dialog"
        aria-modal="true"
        aria-label={label}
        tabIndex={-1}
        onKeyDown={onKeyDown}
      >
        {children}
      </div>
    </div>
  );
}
