import { syncedEntity } from './entities.ts';
import { knows, toClock } from './merge-clocks.ts';
import { mergeColumns } from './merge-columns.ts';
import { mergeDocument } from './merge-document.ts';
import type { FieldClock, MergeContext, MergeResult, MergeRow, Rejection } from './merge-types.ts';
import type { Operation } from './operation.ts';

/** What of an operation the rules look at. */
export type MergedOperation = Pick<Operation, 'entity' | 'command' | 'patch' | 'base' | 'base_seq'>;

/**
 * Merges an operation into its row: pure, so that the centre and a test decide the same.
 *
 * An operation knows what its device had seen: what has a number up to `base_seq`, and everything the
 * same device wrote before. Only what it did not know can be in conflict with it.
 * Whether the operation may be made at all (roles, references) is decided before.
 * @param row as it stands; undefined where there never was one
 */
export function merge(
  row: MergeRow | undefined,
  operation: MergedOperation,
  context: MergeContext,
): MergeResult {
  if (row?.erased) return rejected(row, 'erased');
  switch (operation.command) {
    case 'create':
      return create(row, operation, context);
    case 'change':
      return row ? change(row, operation, context) : rejected(row, 'no_such_row');
    case 'delete':
      return row ? remove(row, operation, context) : rejected(row, 'no_such_row');
    case 'restore':
      return row ? restore(row, context) : rejected(row, 'no_such_row');
    case 'erase':
      return erase(context);
    case 'resolve':
      return { outcome: 'applied', row, changes: null, entries: [] };
  }
}

/**
 * What every device does with an accepted operation: `put` writes the whole row (created, restored or
 * revived), `change` some columns of it, `delete` and `erase` remove it, `none` leaves it.
 */
export const effects = ['put', 'change', 'delete', 'erase', 'none'] as const;
export type Effect = (typeof effects)[number];

/** @param before the row that `result` was merged from */
export function effectOf(
  before: MergeRow | undefined,
  { command }: Pick<Operation, 'command'>,
  { changes }: Pick<MergeResult, 'changes'>,
): Effect {
  if (changes === null) return 'none';
  if (command === 'delete' || command === 'erase') return command;
  return before === undefined || before.deleted ? 'put' : 'change';
}

/** A refusal; the row stays as it is. */
export function rejected(row: MergeRow | undefined, reason: Rejection): MergeResult {
  return { outcome: 'rejected', reason, row, changes: null, entries: [] };
}

/**
 * Rows with a natural key (settings, citations, candidates whose id came from elsewhere) may be created
 * twice: the second creation is a change of the first. A numbered id is never given out twice, so there it is a refusal.
 */
function create(
  row: MergeRow | undefined,
  operation: MergedOperation,
  context: MergeContext,
): MergeResult {
  if (!row) {
    const { patch } = operation;
    const created = { data: patch, seq: context.seq, clocks: { '*': toClock(context) } };
    return { outcome: 'applied', row: created, changes: patch, entries: [] };
  }
  const entity = syncedEntity(operation.entity);
  if (entity?.kind === 'append') {
    const same = Object.entries(operation.patch).every(([name, value]) => row.data[name] === value);
    return same
      ? { outcome: 'applied', row, changes: null, entries: [] }
      : rejected(row, 'id_taken');
  }
  if (entity?.numbered) return rejected(row, 'id_taken');
  const again = { ...operation, patch: withoutFixed(operation) };
  const alive = row.deleted && knows(row.deleted, operation, context) ? undelete(row) : row;
  return change(alive, again, context);
}

function withoutFixed({ entity, patch }: MergedOperation) {
  const columns = syncedEntity(entity)?.columns;
  return Object.fromEntries(
    Object.entries(patch).filter(([name]) => columns?.[name]?.rule !== 'fixed'),
  );
}

function change(row: MergeRow, operation: MergedOperation, context: MergeContext): MergeResult {
  const entity = syncedEntity(operation.entity);
  if (entity?.kind === 'append') return rejected(row, 'append_only');
  if (row.deleted && knows(row.deleted, operation, context)) return rejected(row, 'row_deleted');
  const merged =
    entity?.kind === 'document'
      ? mergeDocument(entity, row, operation, context)
      : mergeColumns(entity, row, operation, context);
  if (!row.deleted || merged.outcome === 'rejected') return merged;
  return revive(row.deleted, merged, operation, context);
}

/** An edit that did not know of the deletion brings the row back. */
function revive(
  deleted: FieldClock,
  merged: MergeResult,
  operation: MergedOperation,
  context: MergeContext,
): MergeResult {
  const standing = merged.row as MergeRow;
  return {
    ...merged,
    outcome: 'conflict',
    row: { ...undelete(standing), seq: context.seq },
    changes: standing.data,
    entries: [
      ...merged.entries,
      {
        kind: 'deleted',
        group: '*',
        kept: operation.patch,
        lost: {},
        loser: 'standing',
        incoming: toClock(context),
        standing: deleted,
      },
    ],
  };
}

/** A deletion that did not know of an edit leaves the row there. */
function remove(row: MergeRow, operation: MergedOperation, context: MergeContext): MergeResult {
  if (syncedEntity(operation.entity)?.kind === 'append') return rejected(row, 'append_only');
  if (row.deleted) return { outcome: 'applied', row, changes: null, entries: [] };
  const edit = Object.entries(row.clocks)
    .filter(([, clock]) => !knows(clock, operation, context))
    .sort(([, left], [, right]) => right[0] - left[0])[0];
  if (!edit) {
    const deleted = { ...row, seq: context.seq, deleted: toClock(context) };
    return { outcome: 'applied', row: deleted, changes: {}, entries: [] };
  }
  const [group, standing] = edit;
  const entry = {
    kind: 'deleted' as const,
    group: '*',
    kept: groupValues(row, operation.entity, group),
    lost: {},
    loser: 'incoming' as const,
    incoming: toClock(context),
    standing,
  };
  return { outcome: 'conflict', row, changes: null, entries: [entry] };
}

function groupValues(row: MergeRow, entityName: string, group: string) {
  const columns = syncedEntity(entityName)?.columns;
  return Object.fromEntries(
    Object.entries(row.data).filter(
      ([name]) => group === '*' || name === group || columns?.[name]?.group === group,
    ),
  );
}

function restore(row: MergeRow, context: MergeContext): MergeResult {
  if (!row.deleted) return { outcome: 'applied', row, changes: null, entries: [] };
  const clocks = { ...row.clocks, restored: toClock(context) };
  const restored = { ...undelete(row), seq: context.seq, clocks };
  return { outcome: 'applied', row: restored, changes: row.data, entries: [] };
}

function erase(context: MergeContext): MergeResult {
  const clocks = { '*': toClock(context) };
  return {
    outcome: 'applied',
    row: { data: {}, seq: context.seq, clocks, erased: true },
    changes: {},
    entries: [],
  };
}

function undelete({ deleted: _, ...row }: MergeRow): MergeRow {
  return row;
}
