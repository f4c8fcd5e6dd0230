import { expect, it } from 'vitest';
import { firstChanged, otherFile } from './compare-files.ts';

const file = (dfs_file_name: string, slot: string) => ({ dfs_file_name, slot });

it('lays the same slot’s other file beside one, else the one in the same place', () => {
  const before = [file('1', 'a'), file('2', 'b'), file('3', '')];
  expect(otherFile(before, file('9', 'b'), 0)).toBe(1);
  expect(otherFile(before, file('1', 'a'), 2)).toBe(0);
  expect(otherFile(before, file('9', 'c'), 1)).toBe(1);
  expect(otherFile(before, file('9', ''), 7)).toBe(2);
  expect(otherFile([], undefined, 0)).toBe(0);
});

it('begins with what is new', () => {
  const kept = file('1', 'a');
  expect(firstChanged([kept], [kept, file('2', 'b')])).toBe(1);
  expect(firstChanged([kept], [kept])).toBe(0);
});
