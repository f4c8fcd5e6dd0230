import { describe, expect, it } from 'vitest';
import { nameSortKey } from './name-sort.ts';

describe('nameSortKey', () => {
  it.each([
    ['宋海洋', 'song hai yang'],
    ['单雄信', 'shan xiong xin'],
    ['欧阳娜娜', 'ou yang na na'],
    ['尉迟恭', 'yu chi gong'],
    ['Alexander  SMITH', 'alexander smith'],
    ['', ''],
  ])('reads %s as %s', (name, key) => {
    expect(nameSortKey(name)).toBe(key);
  });

  it('puts 曾 (zeng) after 王 (wang)', () => {
    expect(
      ['曾国藩', '王芳', '安宁'].sort((a, b) => (nameSortKey(a) < nameSortKey(b) ? -1 : 1)),
    ).toEqual(['安宁', '王芳', '曾国藩']);
  });
});
