import { syncedEntity } from './entities.ts';
import type { SyncedEntity } from './entity-types.ts';
import type { Value, Values } from './ids.ts';
import { groupClock, toClock } from './merge-clocks.ts';
import { mergeColumns } from './merge-columns.ts';
import type { ConflictEntry, MergeContext, MergeResult, MergeRow } from './merge-types.ts';
import type { Operation } from './operation.ts';

/**
 * Rows that two devices create without knowing of each other and that are one (the same candidate's
 * application to the same position): the one that the centre saw first stays, the other is the same
 * row under another name. What names the other names the first.
 */

/** What makes a row one of its kind, by the catalogue's `unique`; undefined where nothing does. */
export function uniqueKey(
  entity: SyncedEntity | undefined,
  values: Readonly<Values>,
): string | undefined {
  if (!entity?.unique) return undefined;
  const parts = entity.unique.map((name) => values[name]);
  return parts.some((part) => part === null || part === undefined) ? undefined : parts.join(' ');
}

/**
 * An operation with the ids of rows that stand in place of those it names.
 * @param target the id that stands for a row's, or undefined
 * @returns the operation itself where it names no such row
 */
export function withTargets(
  operation: Operation,
  target: (entity: string, id: string) => string | undefined,
): Operation {
  const entity = syncedEntity(operation.entity);
  if (!entity) return operation;
  const id = entity.key.length === 1 ? target(entity.name, operation.id) : undefined;
  const patch: Values = {};
  for (const [name, value] of Object.entries(operation.patch)) {
    const { references = '', type } = entity.columns[name] ?? {};
    const own = id !== undefined && name === entity.key[0] ? id : undefined;
    const other = value === null ? undefined : (own ?? target(references, String(value)));
    if (other !== undefined) patch[name] = type === 'integer' ? Number(other) : other;
  }
  if (id === undefined && Object.keys(patch).length === 0) return operation;
  return { ...operation, id: id ?? operation.id, patch: { ...operation.patch, ...patch } };
}

/** Nothing was said: what a new row has before anybody writes it. */
function isEmpty(value: Value | undefined): boolean {
  return value === null || value === undefined || value === '' || value === 0;
}

/**
 * The creation of a row that is there already: what it says is added, and the later creation's value
 * stands where both say something, but never over what somebody has changed since. What does not stand
 * is kept in the history; nobody has to look.
 * @param patch the second row
 */
export function mergeTwin(
  row: MergeRow,
  { entity: name, patch }: Pick<Operation, 'entity' | 'patch'>,
  context: MergeContext,
): MergeResult {
  const entity = syncedEntity(name);
  if (!entity || entity.kind === 'append') {
    return { outcome: 'applied', row, changes: null, entries: [] };
  }
  const wanted: Values = {};
  const late: ConflictEntry[] = [];
  for (const [group, values] of groupsOf(entity, patch)) {
    if (Object.values(values).every(isEmpty)) continue;
    if (row.clocks[group] === undefined) Object.assign(wanted, values);
    else if (Object.entries(values).some(([column, value]) => row.data[column] !== value)) {
      late.push({
        kind: 'twin',
        group,
        kept: Object.fromEntries(Object.keys(values).map((key) => [key, row.data[key] ?? null])),
        lost: values,
        loser: 'incoming',
        incoming: toClock(context),
        standing: groupClock(row, group),
      });
    }
  }
  const merged = mergeColumns(entity, row, { patch: wanted, base_seq: 0 }, context);
  const entries = [
    ...merged.entries.map((entry) => ({ ...entry, kind: 'twin' as const })),
    ...late,
  ];
  return { ...merged, outcome: merged.changes === null ? 'superseded' : 'applied', entries };
}

function groupsOf(entity: SyncedEntity, patch: Readonly<Values>): Map<string, Values> {
  const groups = new Map<string, Values>();
  for (const [name, value] of Object.entries(patch)) {
    const column = entity.columns[name];
    if (!column || column.rule === 'fixed' || column.rule === 'initial') continue;
    const group = column.group ?? name;
    groups.set(group, { ...groups.get(group), [name]: value });
  }
  return groups;
}
