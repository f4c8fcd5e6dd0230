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

/** Whether a dialog lies over an element, so that keys are not for it. */
export function isCovered(element: Element | null): boolean {
  const dialogs = document.querySelectorAll('[aria-modal="true"]');
  const top = dialogs[dialogs.length - 1];
  return top !== undefined && !top.contains(element);
}
