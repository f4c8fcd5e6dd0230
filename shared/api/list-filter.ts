import { z } from 'zod';
import { type FilterField, filterField } from '../catalogue/filter-fields.ts';
import {
  type FilterOperatorName,
  filterOperators,
  operatorsOf,
} from '../catalogue/filter-operators.ts';
import { daysFromToday, isDatePeriod } from '../catalogue/relative-days.ts';
import type { LocalizedText } from '../language.ts';
import { isDate } from '../time.ts';

/** One condition: a column of `filterFields`, an operator of its type, and what the operator takes. */
export interface FilterLeaf {
  column: string;
  operator: FilterOperatorName;
  value?: FilterValue | null | undefined;
}
export type FilterValue = number | string | readonly (number | string)[];

/** All of its items hold (`and`), or one of them (`or`). A group without items lets everything pass. */
export interface FilterGroup {
  op: 'and' | 'or';
  items: readonly FilterNode[];
}
export type FilterNode = FilterGroup | FilterLeaf;

/** How large a filter may be. The outermost group is level 1. */
export const filterLimits = { depth: 4, leaves: 50, options: 50, textLength: 100 } as const;

/** Whether a node is a group. */
export function isFilterGroup(node: FilterNode): node is FilterGroup {
  return 'op' in node;
}

/** What is wrong with a filter: where, and why in every language. */
export interface FilterFault {
  path: (string | number)[];
  text: LocalizedText;
}

/** A filter tree of `process/list`, judged against the catalogue. */
export const filterGroup = z.custom<FilterGroup>().superRefine((value, context) => {
  const fault = findFilterFault(value);
  if (fault) context.addIssue({ code: 'custom', path: fault.path, params: { text: fault.text } });
});

/** The first fault of a filter, or undefined where there is none. */
export function findFilterFault(value: unknown): FilterFault | undefined {
  return groupFault(value, [], 1, { leaves: 0 });
}

function fault(path: FilterFault['path'], zh: string, en: string): FilterFault {
  return { path, text: { zh, en } };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function groupFault(
  node: unknown,
  path: FilterFault['path'],
  depth: number,
  seen: { leaves: number },
): FilterFault | undefined {
  if (!isObject(node)) return fault(path, '应为筛选组', 'must be a group of conditions');
  if (node.op !== 'and' && node.op !== 'or') {
    return fault([...path, 'op'], '应为 and 或 or', 'must be and or or');
  }
  if (!Array.isArray(node.items)) {
    return fault([...path, 'items'], '应为条件列表', 'must be a list of conditions');
  }
  if (depth > filterLimits.depth) {
    const { depth: limit } = filterLimits;
    return fault(path, `筛选组最多嵌套 ${limit} 层`, `groups nest ${limit} levels at most`);
  }
  for (const [index, item] of node.items.entries()) {
    const at = [...path, 'items', index];
    const found =
      isObject(item) && 'op' in item
        ? groupFault(item, at, depth + 1, seen)
        : leafFault(item, at, seen);
    if (found) return found;
  }
  return undefined;
}

function leafFault(
  leaf: unknown,
  path: FilterFault['path'],
  seen: { leaves: number },
): FilterFault | undefined {
  seen.leaves += 1;
  if (seen.leaves > filterLimits.leaves) {
    const { leaves } = filterLimits;
    return fault(path, `最多 ${leaves} 个条件`, `${leaves} conditions at most`);
  }
  if (!isObject(leaf)) return fault(path, '应为条件', 'must be a condition');
  const field = typeof leaf.column === 'string' ? filterField(leaf.column) : undefined;
  if (!field) return fault([...path, 'column'], '没有这个列', 'no such column');
  const operator = operatorsOf[field.type].find((name) => name === leaf.operator);
  if (!operator) {
    return fault(
      [...path, 'operator'],
      `“${field.label.zh}”不支持该比较方式`,
      `“${field.label.en}” has no such operator`,
    );
  }
  return operandFault(leaf.value, field, operator, [...path, 'value']);
}

function operandFault(
  value: unknown,
  field: FilterField,
  operator: FilterOperatorName,
  path: FilterFault['path'],
): FilterFault | undefined {
  switch (filterOperators[operator].operand) {
    case 'none':
      return undefined;
    case 'option':
      return isOption(value, field) ? undefined : fault(path, '没有这个选项', 'no such option');
    case 'options': {
      const fits =
        Array.isArray(value) &&
        value.length > 0 &&
        value.length <= filterLimits.options &&
        value.every((one) => isOption(one, field));
      return fits ? undefined : fault(path, '请选择至少一个选项', 'choose at least one option');
    }
    case 'text': {
      const fits =
        typeof value === 'string' && value.trim() !== '' && value.length <= filterLimits.textLength;
      const { textLength } = filterLimits;
      return fits
        ? undefined
        : fault(path, `请填写 1 到 ${textLength} 个字符`, `takes 1 to ${textLength} characters`);
    }
    case 'day':
      return isDay(value) ? undefined : dayFault(path);
    case 'days': {
      if (!Array.isArray(value) || value.length !== 2 || !value.every(isDay)) return dayFault(path);
      return inOrder(...(value as [string, string]))
        ? undefined
        : fault(path, '开始日期晚于结束日期', 'the first day is after the last');
    }
    case 'period':
      return isDatePeriod(value) ? undefined : fault(path, '请选择时段', 'choose a period');
    case 'count':
      return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 3650
        ? undefined
        : fault(path, '请填写 1 到 3650 的天数', 'takes 1 to 3650 days');
  }
}

function isOption(value: unknown, { type, options }: FilterField): boolean {
  return (type === 'status' && value === 0) || options.some((option) => option.value === value);
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && (isDate(value) || daysFromToday(value) !== undefined);
}

/** A relative day and one of the calendar are in order on some days and not on others. */
function inOrder(first: string, last: string): boolean {
  const [from, to] = [daysFromToday(first), daysFromToday(last)];
  if (from === undefined && to === undefined) return first <= last;
  return from === undefined || to === undefined || from <= to;
}

function dayFault(path: FilterFault['path']): FilterFault {
  return fault(path, '应为日期，例如 2026-03-02', 'must be a day, such as 2026-03-02');
}

/** How many keys an order has at most. */
export const orderKeyLimit = 3;

/**
 * The order of `process/list` by several fields of the catalogue, the first the strongest; what has
 * no value comes last whichever the direction. Names go by pinyin, statuses by the order of their
 * options.
 */
export const listOrder = z
  .array(
    z.object({
      key: z.string().max(64),
      direction: z.enum(['asc', 'desc']).default('asc'),
    }),
  )
  .max(orderKeyLimit)
  .superRefine((entries, context) => {
    const wrong = entries.findIndex(
      ({ key }, index) =>
        !filterField(key) || entries.findIndex((entry) => entry.key === key) < index,
    );
    if (wrong < 0) return;
    const text = filterField(entries[wrong]?.key ?? '')
      ? { zh: '排序列重复', en: 'the column is named twice' }
      : { zh: '没有这个列', en: 'no such column' };
    context.addIssue({ code: 'custom', path: [wrong, 'key'], params: { text } });
  });
export type ListOrder = z.output<typeof listOrder>;
