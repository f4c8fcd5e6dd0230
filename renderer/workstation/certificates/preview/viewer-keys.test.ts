import { expect, it } from 'vitest';
import { viewerAction } from './viewer-keys.ts';

function press(key: string, extra: Partial<Parameters<typeof viewerAction>[0]> = {}) {
  return viewerAction({
    key,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    target: document.body,
    ...extra,
  });
}

it('maps keys to actions, in capitals too', () => {
  expect(press('+')).toBe('zoomIn');
  expect(press('=')).toBe('zoomIn');
  expect(press('-')).toBe('zoomOut');
  expect(press('0')).toBe('fitPage');
  expect(press('R')).toBe('rotate');
  expect(press('x')).toBeNull();
});

it('takes ctrl with the zoom keys but leaves other shortcuts to the browser', () => {
  expect(press('+', { ctrlKey: true })).toBe('zoomIn');
  expect(press('0', { metaKey: true })).toBe('fitPage');
  expect(press('r', { ctrlKey: true })).toBeNull();
  expect(press('w', { metaKey: true })).toBeNull();
});

it('leaves keys to a field that is being typed in', () => {
  const editor = document.createElement('div');
  editor.setAttribute('contenteditable', 'true');
  for (const field of [
    document.createElement('input'),
    document.createElement('textarea'),
    editor,
    editor.appendChild(document.createElement('b')),
  ]) {
    expect(press('r', { target: field })).toBeNull();
  }
});
