import type { StreamScope } from '../../../shared/sync/operation.ts';
import type { Conflict } from '../../../shared/sync/protocol.ts';
import type { Transaction } from '../postgres/database.ts';
import type { LockedStream, Merged } from './batch-types.ts';
import type { StreamBatch } from './stream-batch.ts';

export type ConflictsOf = (merged: Merged) => readonly Conflict[];

interface Standing {
  stream_id: number;
  seq: number;
  uid: number;
  device_id: string | null;
}

/** A batch's conflict entries with whose values met, as devices and the history show them. */
export async function describeConflicts(
  sql: Transaction,
  { merged, streams }: StreamBatch,
): Promise<ConflictsOf> {
  const contested = merged.filter(({ result }) => result.entries.length > 0);
  if (contested.length === 0) return () => [];
  const streamOf = ({ operation }: Merged) =>
    (streams[operation.scope as StreamScope] as LockedStream).stream_id;
  const wanted = contested.flatMap((one) =>
    one.result.entries.map(({ standing }) => ({ s: streamOf(one), q: standing[0] })),
  );
  const stored = await sql<Standing[]>`
    SELECT o.stream_id, o.seq, o.uid, o.device_id
    FROM json_to_recordset(${JSON.stringify(wanted)}::text::json) AS k(s bigint, q bigint)
    JOIN op o ON o.stream_id = k.s AND o.seq = k.q`;
  const authors = new Map(
    stored.map(({ stream_id, seq, uid, device_id }) => [`${stream_id} ${seq}`, { uid, device_id }]),
  );
  for (const one of merged) {
    const { uid, deviceId } = one.author;
    authors.set(`${streamOf(one)} ${one.seq}`, { uid, device_id: deviceId });
  }
  const described = new Map(
    contested.map((one) => [
      one,
      one.result.entries.map((entry, number): Conflict => {
        const author = authors.get(`${streamOf(one)} ${entry.standing[0]}`);
        return {
          conflict_id: `${streamOf(one)}:${one.seq}:${number}`,
          entity: one.operation.entity,
          id: one.operation.id,
          kind: entry.kind,
          group: entry.group,
          kept: { ...entry.kept },
          lost: { ...entry.lost },
          ...(entry.base && { base: { ...entry.base } }),
          loser: entry.loser,
          incoming: [...entry.incoming],
          standing: [...entry.standing],
          incoming_uid: one.author.uid,
          incoming_device: one.author.deviceId,
          standing_uid: author?.uid ?? 0,
          standing_device: author?.device_id ?? null,
          open: one.result.outcome === 'conflict' || entry.kind === 'concurrent',
        };
      }),
    ]),
  );
  return (one) => described.get(one) ?? [];
}
