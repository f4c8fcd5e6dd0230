import { act, cleanup, render } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OnFirstUse } from './on-first-use.tsx';

describe('a button that opens something', () => {
  let heard: string[];
  beforeEach(() => {
    heard = [];
  });
  afterEach(cleanup);

  function draw(opens: 'menu' | 'listbox'): void {
    const button = <button type="button">打开</button>;
    render(
      <OnFirstUse
        opens={opens}
        button={button}
        control={(target) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: hears what the button is used by.
          <div
            data-control
            onClick={() => heard.push('click')}
            onKeyDown={({ code }) => heard.push(code)}
          >
            {target}
          </div>
        )}
      />,
    );
  }
  const button = () => document.querySelector('button') as HTMLButtonElement;

  it('is that button alone until it is used, which what it opens then hears', () => {
    draw('menu');
    expect(button().getAttribute('aria-haspopup')).toBe('menu');
    expect(button().getAttribute('aria-expanded')).toBe('false');
    expect(document.querySelector('[data-control]')).toBeNull();
    act(() => button().click());
    expect(document.querySelector('[data-control]')).not.toBeNull();
    expect(heard).toEqual(['click']);
    expect(document.activeElement).toBe(button());
  });

  it('hands the key on that a list is opened by, and no other', () => {
    draw('listbox');
    const press = (code: string) => {
      const event = new KeyboardEvent('keydown', { code, key: code, bubbles: true });
      act(() => void button().dispatchEvent(event));
    };
    press('Tab');
    expect(document.querySelector('[data-control]')).toBeNull();
    press('ArrowDown');
    expect(heard).toEqual(['ArrowDown']);
    expect(document.activeElement).toBe(button());
  });
});
