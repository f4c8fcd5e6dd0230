import {
  type FilterGroup,
  type FilterNode,
  type FilterValue,
  filterLimits,
  findFilterFault,
  isFilterGroup,
} from '../../../../../shared/api/list-filter.ts';
import { filterField } from '../../../../../shared/catalogue/filter-fields.ts';
import {
  type FilterOperatorName,
  filterOperators,
  type OperandForm,
  operatorsOf,
} from '../../../../../shared/catalogue/filter-operators.ts';
import { daysFromToday } from '../../../../../shared/catalogue/relative-days.ts';
import type { LocalizedText } from '../../../../../shared/language.ts';
import { isDate } from '../../../../../shared/time.ts';

/** A filter as it is edited: nodes have ids, and conditions may be incomplete. */
export interface DraftGroup {
  readonly id: number;
  readonly op: 'and' | 'or';
  readonly items: readonly DraftNode[];
}
/** A condition as it is edited; without a column it says nothing yet. */
export interface DraftLeaf {
  readonly id: number;
  readonly column: string | undefined;
  readonly operator: FilterOperatorName;
  readonly value: FilterValue | undefined;
}
export type DraftNode = DraftGroup | DraftLeaf;

let lastId = 0;
const nextId = () => {
  lastId += 1;
  return lastId;
};

export function isDraftGroup(node: DraftNode): node is DraftGroup {
  return 'items' in node;
}

/** A condition whose column is not chosen yet. */
export function blankLeaf(): DraftLeaf {
  return { id: nextId(), column: undefined, operator: 'is', value: undefined };
}

/** A group with one blank condition. */
export function blankGroup(op: DraftGroup['op']): DraftGroup {
  return { id: nextId(), op, items: [blankLeaf()] };
}

/** A filter to edit; one that is not there begins with a blank condition. */
export function draftOf(filter: FilterGroup | undefined): DraftGroup {
  if (!filter || filter.items.length === 0) return blankGroup(filter?.op ?? 'and');
  return groupOf(filter);
}

function groupOf({ op, items }: FilterGroup): DraftGroup {
  return { id: nextId(), op, items: items.map(nodeOf) };
}

function nodeOf(node: FilterNode): DraftNode {
  if (isFilterGroup(node)) return groupOf(node);
  const { column, operator, value } = node;
  return { id: nextId(), column, operator, value: value ?? undefined };
}

/** The filter of a draft: blank conditions and groups of none left out; undefined where nothing is left. */
export function filterOf(draft: DraftGroup): FilterGroup | undefined {
  const items = draft.items.flatMap((node): FilterNode[] => {
    if (isDraftGroup(node)) return [filterOf(node)].filter((group) => group !== undefined);
    return node.column === undefined ? [] : [leafOf(node)];
  });
  return items.length === 0 ? undefined : { op: draft.op, items };
}

function leafOf({ column, operator, value }: DraftLeaf): FilterNode {
  const text = typeof value === 'string' ? value.trim() : value;
  return {
    column: column ?? '',
    operator,
    ...(text !== undefined && filterOperators[operator].operand !== 'none' && { value: text }),
  };
}

/** A draft with the node of an id replaced; removed where the new one is undefined. */
export function replaceNode(
  draft: DraftGroup,
  id: number,
  change: (node: DraftNode) => DraftNode | undefined,
): DraftGroup {
  const items = draft.items.flatMap((node): DraftNode[] => {
    if (node.id === id) return [change(node)].filter((changed) => changed !== undefined);
    return isDraftGroup(node) ? [replaceNode(node, id, change)] : [node];
  });
  if (draft.id !== id) return { ...draft, items };
  return (change(draft) as DraftGroup | undefined) ?? draft;
}

/** A draft with a node added at the end of one of its groups. */
export function addNode(draft: DraftGroup, groupId: number, added: DraftNode): DraftGroup {
  return replaceNode(draft, groupId, (node) =>
    isDraftGroup(node) ? { ...node, items: [...node.items, added] } : node,
  );
}

/** Every condition of a draft. */
export function leavesOf(draft: DraftGroup): DraftLeaf[] {
  return draft.items.flatMap((node) => (isDraftGroup(node) ? leavesOf(node) : [node]));
}

/** Whether a draft may have more conditions. */
export function hasRoom(draft: DraftGroup): boolean {
  return leavesOf(draft).length < filterLimits.leaves;
}

/** A condition on another column: operator and value stay where they make sense there. */
export function withColumn(leaf: DraftLeaf, column: string): DraftLeaf {
  const field = filterField(column);
  if (!field) return leaf;
  const before = leaf.column === undefined ? undefined : filterField(leaf.column);
  const operators = operatorsOf[field.type];
  const kept = operators.includes(leaf.operator) ? leaf.operator : operators[0];
  // Most who choose a status want several of its options.
  const operator = before === undefined && field.options.length > 0 ? 'any_of' : (kept ?? 'is');
  const form = filterOperators[operator].operand;
  const sameOptions = before?.options === field.options || field.options.length === 0;
  const sameForm = form === filterOperators[leaf.operator].operand;
  const value = sameForm && sameOptions ? leaf.value : blankValue(form);
  return { ...leaf, column, operator, value };
}

/** A condition with another operator: its value in the form that this one takes. */
export function withOperator(leaf: DraftLeaf, operator: FilterOperatorName): DraftLeaf {
  const before = filterOperators[leaf.operator].operand;
  const form = filterOperators[operator].operand;
  return { ...leaf, operator, value: before === form ? leaf.value : converted(leaf.value, form) };
}

function converted(value: FilterValue | undefined, form: OperandForm): FilterValue | undefined {
  const first = Array.isArray(value) ? (value as readonly (number | string)[])[0] : value;
  const isDay = typeof first === 'string' && (isDate(first) || daysFromToday(first) !== undefined);
  switch (form) {
    case 'option':
      return first as number | string | undefined;
    case 'options':
      return first === undefined ? [] : [first as number | string];
    case 'day':
      return isDay ? first : undefined;
    case 'days':
      return isDay ? [first, first] : [];
    default:
      return blankValue(form);
  }
}

function blankValue(form: OperandForm): FilterValue | undefined {
  if (form === 'options' || form === 'days') return [];
  if (form === 'period') return 'this_week';
  return form === 'count' ? 7 : undefined;
}

/** What is wrong with a condition, in every language; undefined where it is right, or blank. */
export function leafFault(leaf: DraftLeaf): LocalizedText | undefined {
  if (leaf.column === undefined) return undefined;
  return findFilterFault({ op: 'and', items: [leafOf(leaf)] })?.text;
}
