import type { Outcome, Rejection } from '../../../shared/sync/merge-types.ts';
import type { Operation } from '../../../shared/sync/operation.ts';
import type { Conflict } from '../../../shared/sync/protocol.ts';
import type { Transaction } from '../postgres/database.ts';
import type { LockedStreams } from './batch-types.ts';

/** An operation that came before, with what became of it. */
export interface KnownOperation {
  readonly stream_id: number;
  readonly seq: number;
  readonly op_id: string;
  readonly hash: string;
  readonly incarnation: string | null;
  readonly outcome: Outcome;
  readonly reason: Rejection | null;
}

/** Operations of a push that are stored already, by their ids. */
export async function findKnown(
  sql: Transaction,
  streams: LockedStreams,
  operations: readonly Operation[],
): Promise<ReadonlyMap<string, KnownOperation>> {
  const wanted = operations.map(({ scope, op_id }) => ({ s: streams[scope]?.stream_id, o: op_id }));
  const rows = await sql<KnownOperation[]>`
    SELECT op.stream_id, op.seq, op.op_id, op.hash, op.incarnation, op.outcome, op.reason
    FROM json_to_recordset(${JSON.stringify(wanted)}::text::json) AS k(s bigint, o text)
    JOIN op ON op.stream_id = k.s AND op.op_id = k.o`;
  return new Map(rows.map((row) => [row.op_id, row]));
}

/** The conflicts that stored operations were answered with. */
export async function conflictsOfKnown(
  sql: Transaction,
  known: readonly KnownOperation[],
): Promise<(operation: KnownOperation) => Conflict[]> {
  if (known.length === 0) return () => [];
  const wanted = known.map(({ stream_id, seq }) => ({ s: stream_id, q: seq }));
  const rows = await sql<{ stream_id: number; seq: number; body: string }[]>`
    SELECT c.stream_id, c.seq, c.body
    FROM json_to_recordset(${JSON.stringify(wanted)}::text::json) AS k(s bigint, q bigint)
    JOIN conflict c ON c.stream_id = k.s AND c.seq = k.q ORDER BY c.seq, c.number`;
  return (operation) =>
    rows
      .filter(({ stream_id, seq }) => stream_id === operation.stream_id && seq === operation.seq)
      .map(({ body }) => JSON.parse(body) as Conflict);
}
