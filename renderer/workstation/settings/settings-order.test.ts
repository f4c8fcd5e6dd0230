import { describe, expect, it } from 'vitest';
import { moveKey, sameOrder, toggleKey } from './settings-order.ts';

describe('the order of keys in use', () => {
  it('takes a key into use at the end, and out of use', () => {
    expect(toggleKey(['a', 'b'], 'c')).toEqual(['a', 'b', 'c']);
    expect(toggleKey(['a', 'b', 'c'], 'b')).toEqual(['a', 'c']);
  });

  it('moves a key to the place of another', () => {
    expect(moveKey(['a', 'b', 'c'], 'a', 'c')).toEqual(['b', 'c', 'a']);
    expect(moveKey(['a', 'b', 'c'], 'c', 'a')).toEqual(['c', 'a', 'b']);
    expect(moveKey(['a', 'b', 'c'], 'x', 'a')).toEqual(['a', 'b', 'c']);
  });

  it('is the same only in the same order', () => {
    expect(sameOrder(['a', 'b'], ['a', 'b'])).toBe(true);
    expect(sameOrder(['a', 'b'], ['b', 'a'])).toBe(false);
    expect(sameOrder(['a'], ['a', 'b'])).toBe(false);
  });
});
