import type { z } from 'zod';
import type { Operation } from '../../../shared/sync/operation.ts';
import type { pushResult, rowSchema } from '../../../shared/sync/protocol.ts';
import type { Transaction } from '../postgres/database.ts';
import type { Merged } from './batch-types.ts';
import type { ConflictsOf } from './conflicts.ts';
import { conflictsOfKnown, type KnownOperation } from './known-operations.ts';
import type { StreamBatch } from './stream-batch.ts';

type Result = z.infer<typeof pushResult>;

/** Each operation's outcome, in the order that they were sent in. */
export async function answerOf(
  sql: Transaction,
  operations: readonly Operation[],
  known: ReadonlyMap<string, KnownOperation>,
  batch: StreamBatch,
  conflictsOf: ConflictsOf,
  incarnation: string,
): Promise<Result[]> {
  const merged = new Map(
    batch.merged
      .filter(({ author }) => author.deviceId !== null)
      .map((one) => [one.operation.op_id, one]),
  );
  const knownConflicts = await conflictsOfKnown(sql, [...known.values()]);
  return operations.map((operation): Result => {
    const { client_seq, op_id } = operation;
    const one = merged.get(op_id);
    if (one) {
      const { outcome, reason } = one.result;
      // A device learns from the row which one stands for its own.
      const isOther = one.operation.id !== operation.id;
      return {
        client_seq,
        seq: one.seq,
        outcome,
        ...(reason && { reason }),
        repeated: false,
        row:
          outcome === 'applied' && !isOther && tookEffect(one) ? null : rowOf(batch, one.operation),
        conflicts: [...conflictsOf(one)],
      };
    }
    const stored = known.get(op_id) as KnownOperation;
    const resolved = batch.twins.resolve(operation);
    const outcome = stored.incarnation === incarnation ? stored.outcome : 'duplicate';
    return {
      client_seq,
      seq: stored.seq,
      outcome,
      ...(stored.reason && { reason: stored.reason }),
      repeated: true,
      row:
        outcome === 'applied' && resolved.id === operation.id && stands(batch, operation)
          ? null
          : rowOf(batch, resolved),
      conflicts: knownConflicts(stored),
    };
  });
}

/** Whether every column took effect: of an applied operation, those where the greater stands may not. */
function tookEffect({ operation: { patch }, result: { changes } }: Merged): boolean {
  if (changes === null) return false;
  return changes === patch || Object.keys(patch).every((name) => name in changes);
}

/** Whether the row is as an operation that came before made it. */
function stands({ rows }: StreamBatch, { scope, entity, id, patch }: Operation): boolean {
  const { row } = rows.get({ scope, entity, id });
  return (
    row === undefined || Object.entries(patch).every(([name, value]) => row.data[name] === value)
  );
}

function rowOf(
  { rows }: StreamBatch,
  { scope, entity, id }: Operation,
): z.infer<typeof rowSchema> | null {
  const { row } = rows.get({ scope, entity, id });
  if (!row) return null;
  return {
    entity,
    id,
    seq: row.seq,
    data: { ...row.data },
    deleted: row.deleted !== undefined,
    erased: row.erased === true,
  };
}
