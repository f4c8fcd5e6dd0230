import { useMergedRef } from '@mantine/hooks';
import {
  type ComponentProps,
  cloneElement,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from 'react';

type Button = ReactElement<ComponentProps<'button'>>;
type Control = (button: Button) => ReactNode;
/** How a control was first used: by a click, or by a key of the button. */
type FirstUse = 'click' | { readonly code: string; readonly key: string };

/** Keys that open a list of options, besides those that click a button. */
const listKeys = ['ArrowDown', 'ArrowUp', 'Enter', 'Space'];

/**
 * A button that opens a menu or a list of options, and is nothing but a button until it is first used.
 * A screen has dozens of them, and each closed one with all that it needs to open costs the screen
 * more time than what is read on it.
 * @param control draws the button within what opens; it hears the click or key that it was used by
 */
export function OnFirstUse(props: { opens: 'menu' | 'listbox'; button: Button; control: Control }) {
  const { opens, button, control } = props;
  const [use, setUse] = useState<FirstUse>();
  if (use) return <Used use={use} button={button} control={control} />;
  return cloneElement(button, {
    'aria-haspopup': opens,
    'aria-expanded': opens === 'menu' ? false : undefined,
    onClick(event: MouseEvent<HTMLButtonElement>) {
      button.props.onClick?.(event);
      setUse('click');
    },
    onKeyDown(event: KeyboardEvent<HTMLButtonElement>) {
      button.props.onKeyDown?.(event);
      const { code, key } = event.nativeEvent;
      if (opens === 'menu' || !listKeys.includes(code) || event.defaultPrevented) return;
      event.preventDefault();
      setUse({ code, key });
    },
  });
}

function Used(props: { use: FirstUse; button: Button; control: Control }) {
  const { use, button, control } = props;
  const element = useRef<HTMLButtonElement>(null);
  const ref = useMergedRef(element, button.props.ref);
  const used = useRef(false);
  useEffect(() => {
    if (used.current || !element.current) return;
    used.current = true;
    // It stands in the place of the button that was used.
    element.current.focus({ preventScroll: true });
    if (use === 'click') element.current.click();
    else {
      const event = new KeyboardEvent('keydown', { ...use, bubbles: true, cancelable: true });
      element.current.dispatchEvent(event);
    }
  }, [use]);
  return control(cloneElement(button, { ref }));
}
