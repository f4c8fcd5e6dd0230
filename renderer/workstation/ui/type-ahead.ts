import { isTyping } from './keys.ts';

/** After which what was opened is not coming any more, and keys are the page's again. */
const patienceMilliseconds = 3_000;

let stop: (() => void) | undefined;

/** Whether what is typed is kept for a field that is about to open: then it is no shortcut. */
export function isCatchingTyping(): boolean {
  return stop !== undefined;
}

/**
 * Keeps what is typed from now on until the next text field takes the focus, and writes it there. To be
 * called by a key that opens something to type in: people type on before it stands, and their letters
 * would be lost, or be shortcuts of the page below. Escape and keys with Ctrl, ⌘ or Alt give up.
 */
export function catchTyping(): void {
  stop?.();
  let typed = '';
  const before = document.activeElement;

  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing || (isTyping(event.target) && event.target !== before)) return end();
    const { key, ctrlKey, metaKey, altKey } = event;
    // A modifier alone, on its way to a capital letter or to another command.
    if (['Shift', 'Control', 'Meta', 'Alt', 'CapsLock'].includes(key)) return;
    if (key === 'Escape' || ctrlKey || metaKey || altKey) return end();
    if (key === 'Backspace') typed = [...typed].slice(0, -1).join('');
    else if ([...key].length === 1) typed += key;
    // Enter and arrows are meant for what opens too, and must not reach what is below it.
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const onFocus = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLInputElement) || !isTyping(target) || target.readOnly) return;
    end();
    if (typed !== '') write(target, typed);
  };
  const end = () => {
    clearTimeout(timer);
    window.removeEventListener('keydown', onKey, { capture: true });
    document.removeEventListener('focusin', onFocus);
    stop = undefined;
  };
  const timer = setTimeout(end, patienceMilliseconds);
  window.addEventListener('keydown', onKey, { capture: true });
  document.addEventListener('focusin', onFocus);
  stop = end;
}

/** Writes at the end of a field as a hand would: React hears of a value only where its own setter is passed by. */
function write(field: HTMLInputElement, text: string): void {
  const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
  value?.set?.call(field, field.value + text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
