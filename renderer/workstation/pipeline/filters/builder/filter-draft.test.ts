import { describe, expect, it } from 'vitest';
import { type FilterGroup, findFilterFault } from '../../../../../shared/api/list-filter.ts';
import { filterFields } from '../../../../../shared/catalogue/filter-fields.ts';
import { operatorsOf } from '../../../../../shared/catalogue/filter-operators.ts';
import {
  addNode,
  blankGroup,
  blankLeaf,
  type DraftLeaf,
  draftOf,
  filterOf,
  leafFault,
  leavesOf,
  replaceNode,
  withColumn,
  withOperator,
} from './filter-draft.ts';

const filter: FilterGroup = {
  op: 'and',
  items: [
    { column: 'degreeCertificate', operator: 'any_of', value: [2, 4] },
    {
      op: 'or',
      items: [
        { column: 'entryTime', operator: 'next_days', value: 7 },
        { column: 'entryTime', operator: 'empty' },
      ],
    },
  ],
};
const first = (draft: ReturnType<typeof draftOf>) => leavesOf(draft)[0] as DraftLeaf;

describe('a filter being edited', () => {
  it('comes out as it went in', () => {
    expect(filterOf(draftOf(filter))).toEqual(filter);
  });

  it('begins with a blank condition, which says nothing', () => {
    const draft = draftOf(undefined);
    expect(leavesOf(draft)).toHaveLength(1);
    expect(filterOf(draft)).toBeUndefined();
    expect(filterOf(addNode(draft, draft.id, blankGroup('or')))).toBeUndefined();
  });

  it('takes conditions in and out of any group', () => {
    const draft = draftOf(filter);
    const group = draft.items[1];
    const added = withColumn(blankLeaf(), 'resume_name');
    const more = addNode(draft, group?.id ?? 0, { ...added, value: ' 宋 ' });
    expect(filterOf(more)?.items[1]).toMatchObject({
      items: [{}, {}, { column: 'resume_name', operator: 'contains', value: '宋' }],
    });
    const gone = leavesOf(draft)
      .slice(1)
      .reduce((rest, { id }) => replaceNode(rest, id, () => undefined), draft);
    expect(filterOf(gone)).toEqual({ op: 'and', items: [filter.items[0]] });
    const or = replaceNode(draft, draft.id, (node) => ({ ...node, op: 'or' }));
    expect(filterOf(or)?.op).toBe('or');
  });
});

describe('a condition', () => {
  it('keeps its value where another column or operator takes it', () => {
    const leaf = first(draftOf(filter));
    expect(withColumn(leaf, 'incomeCertificate')).toMatchObject({
      operator: 'any_of',
      value: [2, 4],
    });
    expect(withColumn(leaf, 'offerStatus')).toMatchObject({ operator: 'any_of', value: [] });
    expect(withColumn(leaf, 'resume_email')).toMatchObject({
      operator: 'contains',
      value: undefined,
    });
    expect(withOperator(leaf, 'is')).toMatchObject({ operator: 'is', value: 2 });
    expect(withOperator(withOperator(leaf, 'is_not'), 'none_of').value).toEqual([2]);
    expect(filterOf({ ...blankGroup('and'), items: [withOperator(leaf, 'empty')] })).toEqual({
      op: 'and',
      items: [{ column: 'degreeCertificate', operator: 'empty' }],
    });
  });

  it('keeps a day from one operator of days to another', () => {
    const on = { ...withColumn(blankLeaf(), 'applied_at'), value: '2026-03-02' };
    expect(withOperator(on, 'between').value).toEqual(['2026-03-02', '2026-03-02']);
    expect(withOperator(withOperator(on, 'between'), 'after').value).toBe('2026-03-02');
    expect(withOperator(on, 'last_days').value).toBe(7);
    expect(withOperator(on, 'during').value).toBe('this_week');
    const relative = { ...on, value: 'today-3' };
    expect(withOperator(relative, 'between').value).toEqual(['today-3', 'today-3']);
    expect(withOperator(withOperator(relative, 'between'), 'before').value).toBe('today-3');
    expect(withOperator(withOperator(on, 'last_days'), 'on').value).toBeUndefined();
  });

  it('is wrong in words until it is complete', () => {
    const leaf = withColumn(blankLeaf(), 'degreeCertificate');
    expect(leafFault(blankLeaf())).toBeUndefined();
    expect(leafFault(leaf)?.zh).toBe('请选择至少一个选项');
    expect(leafFault({ ...leaf, value: [2] })).toBeUndefined();
  });

  it('begins on every column and operator of the catalogue with what can be completed', () => {
    for (const { key, type } of filterFields) {
      for (const operator of operatorsOf[type]) {
        const leaf = withOperator(withColumn(blankLeaf(), key), operator);
        const fault = findFilterFault({
          op: 'and',
          items: [{ column: key, operator, value: leaf.value }],
        });
        expect(fault?.path.at(-1) ?? 'value', `${key} ${operator}`).toBe('value');
      }
    }
  });
});
