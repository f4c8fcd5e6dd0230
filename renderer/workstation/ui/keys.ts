/** Whether keys are text where they go: single-letter shortcuts must not take them. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select'))
  );
}

/** Whether a dialog or menu is open and owns the keys, or the target is inside of one. */
export function isUnderDialog(target: EventTarget | null): boolean {
  if (
    target instanceof Element &&
    target.closest('[role="dialog"], [role="menu"], [role="listbox"]')
  )
    return true;
  return document.querySelector('[aria-modal="true"]') !== null;
}
