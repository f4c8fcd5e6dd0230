import { syncedColumn, syncedEntity } from '../../../../shared/sync/entities.ts';
import type { CentralState } from './central-state.ts';
import type { CheckedWorld } from './checked-world.ts';
import { demand } from './violation.ts';

const human = ['field', 'stage', 'document'];

/** Who overwrites what they had not seen leaves it in the history. */
export function checkHistory({ ledger }: CheckedWorld, { ops, conflicts }: CentralState): void {
  const invariant = 'every overwritten human value is in the history';
  const standing = new Map<string, Map<string, { op_id: string; value: unknown }>>();
  for (const { stream, line } of ops) {
    const { entity: name, id, op_id, seq, changes, outcome } = line;
    const entry = ledger.entries.get(op_id);
    const entity = syncedEntity(name);
    const key = `${stream} ${name} ${id}`;
    const values = standing.get(key) ?? new Map<string, { op_id: string; value: unknown }>();
    standing.set(key, values);
    const isHuman = (column: string) => human.includes(syncedColumn(entity, column).rule);
    const lost = conflicts.filter((one) => one.stream === stream && one.seq === seq);
    const kept = (column: string, value: unknown) =>
      lost.some((conflict) => column in conflict.lost && conflict.lost[column] === value);
    if (entry && outcome !== 'rejected' && entry.command !== 'delete') {
      for (const [column, value] of Object.entries(entry.patch)) {
        if (!isHuman(column) || (changes && changes[column] === value)) continue;
        if (values.get(column)?.value === value) continue;
        // A repeated creation of an append-only row says nothing new.
        if (!values.has(column)) continue;
        demand(invariant, kept(column, value), () => ({ name, id, column, value, seq, outcome }));
      }
    }
    for (const [column, value] of Object.entries(changes ?? {})) {
      const before = values.get(column);
      values.set(column, { op_id, value });
      if (!before || !isHuman(column) || before.value === value || !entry) continue;
      // Its author saw the value, whoever had written it.
      if (entry.base[column] === before.value) continue;
      if (ledger.knows(entry, before.op_id) || !ledger.entries.has(before.op_id)) continue;
      demand(invariant, kept(column, before.value), () => ({
        ...{ name, id, column, overwritten: before.value, by: value, seq, outcome },
        ...{ device: entry.device, base_seq: entry.base_seq },
        author: ledger.entries.get(before.op_id)?.device,
      }));
    }
  }
}
