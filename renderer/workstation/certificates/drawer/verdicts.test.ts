import { expect, it } from 'vitest';
import { verdictOf, verdictOfKey } from './verdicts.ts';

function press(key: string, extra: Partial<Parameters<typeof verdictOfKey>[0]> = {}) {
  return verdictOfKey({
    key,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    repeat: false,
    target: document.body,
    ...extra,
  })?.text;
}

it('gives the three verdicts by 1, 2 and 3', () => {
  expect([press('1'), press('2'), press('3'), press('4')]).toEqual([
    'pass',
    'undecided',
    'fail',
    undefined,
  ]);
});

it('gives none while a remark is typed, with a modifier, or while the key is held', () => {
  expect(press('1', { target: document.createElement('textarea') })).toBeUndefined();
  expect(press('1', { ctrlKey: true })).toBeUndefined();
  expect(press('3', { repeat: true })).toBeUndefined();
});

it('knows the API’s review statuses', () => {
  expect(verdictOf(1)?.text).toBe('pass');
  expect(verdictOf(3)?.text).toBe('fail');
  expect(verdictOf(0)).toBeUndefined();
});
