import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FilterGroup, FilterLeaf } from '../../../../shared/api/list-filter.ts';
import { languages } from '../../../../shared/language.ts';
import { startI18n } from '../../i18n/i18n.ts';
import { leafText } from './filter-text.ts';
import { countLeaves, withoutNode } from './filter-tree.ts';

const passed: FilterLeaf = { column: 'degreeCertificate', operator: 'any_of', value: [2, 0] };
const soon: FilterLeaf = { column: 'entryTime', operator: 'next_days', value: 7 };
const filter: FilterGroup = { op: 'and', items: [passed, { op: 'or', items: [soon] }] };

describe('a filter', () => {
  it('loses one condition, and the group that it leaves empty', () => {
    expect(withoutNode(filter, [1, 0])).toEqual({ op: 'and', items: [passed] });
    expect(withoutNode(filter, [0])).toEqual({ op: 'and', items: [{ op: 'or', items: [soon] }] });
    expect(withoutNode({ op: 'or', items: [soon] }, [0])).toBeUndefined();
    expect(countLeaves(filter)).toBe(2);
  });
});

describe('a condition in words', () => {
  beforeAll(() => startI18n('zh'));
  const words = (leaf: FilterLeaf) =>
    languages.map((language) =>
      Object.values(leafText(leaf, language, i18next.getFixedT(language, 'pipelineFilters')))
        .filter(Boolean)
        .join(' '),
    );

  it.each<[FilterLeaf, string, string]>([
    [passed, '学历证明 属于 已反馈、（无）', 'Degree certificate is any of To review, (none)'],
    [soon, '入职时间 未来 7 天内', 'Start date within the next 7 days'],
    [
      { column: 'resume_name', operator: 'contains', value: '宋' },
      '姓名 包含 “宋”',
      'Name contains “宋”',
    ],
    [
      { column: 'applied_at', operator: 'between', value: ['2026-03-01', '2026-03-31'] },
      '应聘时间 2026-03-01 – 2026-03-31',
      'Applied 2026-03-01 – 2026-03-31',
    ],
    [{ column: 'entryTime', operator: 'empty' }, '入职时间 为空', 'Start date is empty'],
  ])('%j', (leaf, zh, en) => {
    expect(words(leaf)).toEqual([zh, en]);
  });
});
