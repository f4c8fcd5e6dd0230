import { describe, expect, it } from 'vitest';
import { keywordMatches } from './keyword-matches.ts';
import { keywordWords } from './keyword-words.ts';

const row = {
  resume_name: '单田芳',
  resume_phone: '+86 138-0013-8000',
  resume_email: 'Shan@example.com',
  position_name: '高级会计（会计部）',
};
const find = (keyword: string, changes: Partial<typeof row> = {}, numbers: string[] = []) =>
  keywordMatches(keywordWords(keyword), { ...row, ...changes }, numbers);

describe('where a keyword was found', () => {
  it.each<[string, Partial<typeof row>, object]>([
    ['田', {}, { resume_name: [[1, 2]] }],
    ['shant', {}, { resume_name: [[0, 2]] }],
    ['dan', {}, {}],
    ['st', {}, { resume_name: [[0, 2]] }],
    ['shan tian', { resume_email: '' }, { resume_name: [[0, 2]] }],
    ['shan', {}, { resume_name: [[0, 1]], resume_email: [[0, 4]] }],
    ['zgf', { resume_name: '曾国藩' }, { resume_name: [[0, 3]] }],
    ['zeng', { resume_name: '曾国藩' }, { resume_name: [[0, 1]] }],
    ['tom', { resume_name: 'Tom 张' }, { resume_name: [[0, 3]] }],
    ['tomz', { resume_name: 'Tom 张' }, { resume_name: [[0, 5]] }],
    ['jane', { resume_name: 'Mary Jane' }, { resume_name: [[5, 9]] }],
    ['mj', { resume_name: 'Mary Jane' }, { resume_name: [[0, 9]] }],
    ['8613', {}, { resume_phone: [[1, 6]] }],
    ['8000', {}, { resume_phone: [[13, 17]] }],
    ['0013', {}, {}],
    [
      '会计',
      {},
      {
        position_name: [
          [2, 4],
          [5, 7],
        ],
      },
    ],
    ['芳 会计部', {}, { resume_name: [[2, 3]], position_name: [[5, 8]] }],
    ['𠮷', { resume_name: '𠮷田' }, { resume_name: [[0, 2]] }],
  ])('%s in %j', (keyword, changes, matches) => {
    expect(find(keyword, changes)).toEqual(matches);
  });

  it('is in the number of a certificate, however it is typed', () => {
    const found = find('1001 2007', {}, ['X-1', 'No.1001 2007 05']);
    expect(found.certificate_number).toBeUndefined();
    expect(find('no1001', {}, ['X-1', 'No.1001 2007']).certificate_number).toEqual({
      certificate_number: 'No.1001 2007',
      ranges: [[0, 7]],
    });
    expect(find('2007', {}, ['No.1001-2007']).certificate_number?.ranges).toEqual([[8, 12]]);
  });
});
