import { syncedColumn } from './entities.ts';
import type { SyncedEntity } from './entity-types.ts';
import type { Values } from './ids.ts';
import { groupClock, knows, toClock } from './merge-clocks.ts';
import { mergeColumns } from './merge-columns.ts';
import type { MergeContext, MergeResult, MergeRow } from './merge-types.ts';
import type { Operation } from './operation.ts';

const group = 'document';

/**
 * Compare-and-swap of a whole document: who edited an older one does not overwrite the newer; the
 * loser's whole text becomes a copy of its own. Equal documents are no conflict.
 */
export function mergeDocument(
  entity: SyncedEntity,
  row: MergeRow,
  edit: Pick<Operation, 'patch' | 'base' | 'base_seq'>,
  context: MergeContext,
): MergeResult {
  const document = documentOf(entity, edit.patch);
  const standing = groupClock(row, group);
  const names = Object.keys(document);
  if (
    names.length === 0 ||
    knows(standing, edit, context) ||
    names.every((name) => row.data[name] === document[name])
  ) {
    return mergeColumns(entity, row, { ...edit, base_seq: Number.MAX_SAFE_INTEGER }, context);
  }
  const kept = Object.fromEntries(names.map((name) => [name, row.data[name] ?? null]));
  return {
    outcome: 'conflict',
    row,
    changes: null,
    entries: [
      {
        kind: 'document',
        group,
        kept,
        lost: document,
        ...(edit.base && { base: edit.base }),
        loser: 'incoming',
        incoming: toClock(context),
        standing,
      },
    ],
    // A deletion that lost needs no copy.
    ...(edit.patch.deleted_at == null && { copy: { ...row.data, ...edit.base, ...edit.patch } }),
  };
}

function documentOf(entity: SyncedEntity, patch: Readonly<Values>): Values {
  return Object.fromEntries(
    Object.entries(patch).filter(([name]) => syncedColumn(entity, name).rule === 'document'),
  );
}
