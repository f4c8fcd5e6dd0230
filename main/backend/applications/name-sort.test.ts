import { expect, it } from 'vitest';
import { nameSort, nameSyllables } from './name-sort.ts';

it.each([
  ['宋海洋', ['song', 'hai', 'yang']],
  ['单田芳', ['shan', 'tian', 'fang']],
  ['欧阳娜娜', ['ou', 'yang', 'na', 'na']],
  ['吕布', ['lv', 'bu']],
  ['Mary Jane', ['mary jane']],
  ['Tom 张', ['tom', 'zhang']],
])('reads %s syllable by syllable', (name, syllables) => {
  expect(nameSyllables(name)).toEqual(syllables);
});

it('sorts by syllables, the shorter name first, the same name together', () => {
  const names = ['张伟', '宋海洋', '李安', '连战', '宋海', '张薇', '张伟'];
  expect(names.sort((a, b) => (nameSort(a) < nameSort(b) ? -1 : 1))).toEqual([
    '李安',
    '连战',
    '宋海',
    '宋海洋',
    '张伟',
    '张伟',
    '张薇',
  ]);
});
