import type { z } from 'zod';
import { emptyChain } from '../../../shared/sync/operation.ts';
import { type pullQuery, pullSize, pushLimits } from '../../../shared/sync/protocol.ts';
import { SyncError } from '../../../shared/sync/sync-errors.ts';
import type { Session } from '../access/session.ts';
import type { Centre } from '../centre.ts';

interface StoredLine {
  seq: number;
  tx_id: string;
  chain_hash: string;
  line: string;
}

/**
 * What follows a cursor, to the end of a transaction.
 * @returns the answer's text, NDJSON
 * @throws SyncError `epoch`, `snapshot_needed`
 */
export async function pull(
  { database, metrics }: Centre,
  session: Session,
  { stream: scope, after, epoch }: z.infer<typeof pullQuery>,
): Promise<string> {
  const streamId = session.streams[scope];
  const [stream] = await database<{ epoch: string; head: number; floor: number }[]>`
    SELECT epoch, head, floor FROM stream WHERE stream_id = ${streamId}`;
  if (!stream) throw new SyncError('not_found');
  const { head, floor } = stream;
  if (stream.epoch !== epoch) throw new SyncError('epoch');
  if (after < floor || after > head) throw new SyncError('snapshot_needed');
  const page = await readPage(database, streamId, after, head);
  metrics.rowsSent.inc({ answer: 'pull' }, page.length);
  const last = page.at(-1);
  const hash = last?.chain_hash ?? (await hashAt(database, streamId, after));
  const begin = { type: 'begin', stream: scope, epoch, after, head };
  const end = { type: 'end', seq: last?.seq ?? after, hash, head };
  const lines = page.map(({ line }) => line);
  return `${[JSON.stringify(begin), ...lines, JSON.stringify(end)].join('\n')}\n`;
}

/** About `pullSize` operations: as many more as their last transaction has. */
async function readPage(
  database: Centre['database'],
  streamId: number,
  after: number,
  head: number,
): Promise<StoredLine[]> {
  const read = (from: number, count: number) => database<StoredLine[]>`
    SELECT seq, tx_id, chain_hash, line FROM op
    WHERE stream_id = ${streamId} AND seq > ${from} AND seq <= ${head}
    ORDER BY seq LIMIT ${count}`;
  const page: StoredLine[] = [...(await read(after, pullSize))];
  const last = page.at(-1);
  if (!last || page.length < pullSize) return page;
  // A transaction has at most a push's operations and their copies.
  const [next] = await read(last.seq, 1);
  if (next?.tx_id !== last.tx_id) return page;
  const more = await read(last.seq, 2 * pushLimits.operations);
  const end = more.findIndex(({ tx_id }) => tx_id !== last.tx_id);
  return [...page, ...(end < 0 ? more : more.slice(0, end))];
}

async function hashAt(database: Centre['database'], streamId: number, seq: number) {
  if (seq === 0) return emptyChain;
  const [row] = await database<{ chain_hash: string }[]>`
    SELECT chain_hash FROM op WHERE stream_id = ${streamId} AND seq = ${seq}`;
  if (!row) throw new SyncError('snapshot_needed');
  return row.chain_hash;
}
