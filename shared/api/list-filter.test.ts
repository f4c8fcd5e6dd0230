import { describe, expect, it } from 'vitest';
import { filterFields } from '../catalogue/filter-fields.ts';
import { filterOperators, operatorsOf } from '../catalogue/filter-operators.ts';
import { type FilterGroup, filterLimits, findFilterFault, listOrder } from './list-filter.ts';

const and = (...items: unknown[]) => ({ op: 'and', items });
const leaf = (column: string, operator: string, value?: unknown) => ({ column, operator, value });

describe('a filter', () => {
  it('takes every operator of every field', () => {
    for (const field of filterFields) {
      for (const operator of operatorsOf[field.type]) {
        const option = field.options[0]?.value ?? 0;
        const value = {
          none: undefined,
          option,
          options: [option],
          text: '宋',
          day: '2026-03-02',
          days: ['2026-03-02', '2026-03-02'],
          period: 'this_week',
          count: 7,
        }[filterOperators[operator].operand];
        expect(findFilterFault(and(leaf(field.key, operator, value)))).toBeUndefined();
      }
    }
  });

  it.each<[unknown, string]>([
    [null, ''],
    [[], ''],
    [{ op: 'not', items: [] }, 'op'],
    [{ op: 'and' }, 'items'],
    [and('x'), 'items.0'],
    [and(leaf('id_number', 'contains', 'x')), 'items.0.column'],
    [and(leaf('__proto__', 'is', 1)), 'items.0.column'],
    [and(leaf('offerStatus', 'contains', 'x')), 'items.0.operator'],
    [and(leaf('offerStatus', 'is', 9)), 'items.0.value'],
    [and(leaf('offerStatus', 'is', '1')), 'items.0.value'],
    [and(leaf('offerStatus', 'any_of', [])), 'items.0.value'],
    [and(leaf('resume_name', 'contains', '  ')), 'items.0.value'],
    [and(leaf('resume_name', 'contains', 'x'.repeat(101))), 'items.0.value'],
    [and(leaf('entryTime', 'on', '2026-02-30')), 'items.0.value'],
    [and(leaf('entryTime', 'between', ['2026-03-02', '2026-03-01'])), 'items.0.value'],
    [and(leaf('entryTime', 'between', ['today', 'today-1'])), 'items.0.value'],
    [and(leaf('entryTime', 'on', 'today-4000')), 'items.0.value'],
    [and(leaf('entryTime', 'during', 'today')), 'items.0.value'],
    [and(leaf('entryTime', 'during', 'toString')), 'items.0.value'],
    [and(leaf('entryTime', 'last_days', 0)), 'items.0.value'],
    [and(and(), and(leaf('offerStatus', 'is'))), 'items.1.items.0.value'],
  ])('%j is refused at %s', (filter, path) => {
    expect(findFilterFault(filter)?.path.join('.')).toBe(path);
  });

  it('is limited in depth and in conditions', () => {
    const nested = (levels: number): FilterGroup =>
      levels === 1 ? { op: 'or', items: [] } : { op: 'and', items: [nested(levels - 1)] };
    expect(findFilterFault(nested(filterLimits.depth))).toBeUndefined();
    expect(findFilterFault(nested(filterLimits.depth + 1))?.text.en).toMatch(/4 levels/);
    expect(findFilterFault(nested(5_000))).toBeDefined();
    const many = (count: number) => and(...Array(count).fill(leaf('offerStatus', 'empty')));
    expect(findFilterFault(many(filterLimits.leaves))).toBeUndefined();
    expect(findFilterFault(many(filterLimits.leaves + 1))?.text.zh).toMatch(/50/);
  });
});

it('orders by up to three fields of the catalogue, each once', () => {
  expect(listOrder.parse([{ key: 'resume_name' }])).toEqual([
    { key: 'resume_name', direction: 'asc' },
  ]);
  for (const wrong of [
    [{ key: 'id_number' }],
    [{ key: 'applied_at' }, { key: 'applied_at', direction: 'desc' }],
    [{ key: 'applied_at', direction: 'up' }],
    ['resume_name', 'resume_phone', 'applied_at', 'updated_at'].map((key) => ({ key })),
  ]) {
    expect(listOrder.safeParse(wrong).success).toBe(false);
  }
});
