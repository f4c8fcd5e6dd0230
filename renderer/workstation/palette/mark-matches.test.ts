import { expect, it } from 'vitest';
import { markMatches } from './mark-matches.ts';

const marked = (text: string, query: string) =>
  markMatches(text, query)
    .map((piece) => (piece.found ? `[${piece.text}]` : piece.text))
    .join('');

it('marks words whatever their case, and every word of the query', () => {
  expect(marked('Anna Song', 'song')).toBe('Anna [Song]');
  expect(marked('宋海洋', '海')).toBe('宋[海]洋');
  expect(marked('宋海洋 保安', '宋 保安')).toBe('[宋]海洋 [保安]');
  expect(marked('18799990000', '8799')).toBe('1[8799]990000');
});

it('marks what pinyin and initials stand for, a surname’s reading too', () => {
  expect(marked('宋海洋', 'songhaiyang')).toBe('[宋海洋]');
  expect(marked('宋海洋', 'shy')).toBe('[宋海洋]');
  expect(marked('宋海洋', 'haiy')).toBe('宋[海洋]');
  expect(marked('曾敏', 'zeng')).toBe('[曾]敏');
});

it('leaves a text whole in which nothing is found', () => {
  expect(markMatches('宋海洋', 'wang')).toEqual([{ text: '宋海洋', found: false }]);
  expect(markMatches('', 'x')).toEqual([]);
  expect(marked('a.b', '.*')).toBe('a.b');
});
