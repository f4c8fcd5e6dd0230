import { expect, it } from 'vitest';
import { findSections } from './find-sections.ts';

const sections = ['发件邮箱 Mail account SMTP', '短信 Text messages', '语言与外观 Theme'];
const find = (query: string) => findSections(sections, (text) => text, query);

it('finds sections by every word, in any language, width and case', () => {
  expect(find('')).toEqual(sections);
  expect(find('邮箱')).toEqual([sections[0]]);
  expect(find('ＳＭＴＰ account')).toEqual([sections[0]]);
  expect(find('text messages')).toEqual([sections[1]]);
  expect(find('text smtp')).toEqual([]);
});
