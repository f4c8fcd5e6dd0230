import { chainHash, type StreamScope } from '../../../shared/sync/operation.ts';
import type { PulledOperation } from '../apply/operation-applier.ts';
import { sha256Hex } from '../capture/change-capture.ts';
import { CentralUnreachable } from '../client/central-client.ts';
import type { SessionParts } from './session-parts.ts';

/** Operations applied in one transaction: about a frame of the event loop. */
const slice = 40;

/**
 * Applies what follows the cursor of a stream, to its head. Rows and cursor move in one transaction,
 * numbers must follow each other, and the chain hash must be the centre's.
 * @returns how many operations were applied
 * @throws SyncError `snapshot_needed`, `epoch`; CentralUnreachable where an answer was cut
 */
export async function pullAll(
  parts: SessionParts,
  stream: StreamScope,
  signal: AbortSignal,
): Promise<number> {
  let applied = 0;
  for (;;) {
    const { operations, head } = await pullOnce(parts, stream, signal);
    applied += await applyInSlices(parts, stream, operations);
    if (operations.length === 0 || parts.state.cursor(stream).seq >= head) return applied;
  }
}

async function pullOnce(
  { client, state }: SessionParts,
  stream: StreamScope,
  signal: AbortSignal,
): Promise<{ operations: PulledOperation[]; head: number }> {
  const cursor = state.cursor(stream);
  const operations: PulledOperation[] = [];
  let { seq, hash } = cursor;
  for await (const line of client.pull(stream, cursor.seq, cursor.epoch, signal)) {
    if (line.type === 'op') {
      if (line.seq !== seq + 1) throw new CentralUnreachable(`number ${line.seq} after ${seq}`);
      seq = line.seq;
      hash = chainHash(hash, seq, line.hash, sha256Hex);
      operations.push(line);
    } else if (line.type === 'end') {
      if (line.seq !== seq || line.hash !== hash) throw new CentralUnreachable('broken chain');
      return { operations, head: line.head };
    }
  }
  throw new CentralUnreachable('cut');
}

async function applyInSlices(
  { database, capture, applier, state, breathe, progress }: SessionParts,
  stream: StreamScope,
  operations: readonly PulledOperation[],
): Promise<number> {
  for (let start = 0; start < operations.length; ) {
    const end = wholeTransaction(operations, start + slice);
    const part = operations.slice(start, end);
    capture.applying(() =>
      database.transaction(() => {
        const cursor = state.cursor(stream);
        let { hash } = cursor;
        for (const operation of part) {
          applier.apply(stream, operation);
          hash = chainHash(hash, operation.seq, operation.hash, sha256Hex);
        }
        applier.finish();
        const last = part.at(-1) as PulledOperation;
        state.setCursor(stream, { ...cursor, seq: last.seq, hash });
        state.see(last.at, 0, last.space);
      })(),
    );
    start = end;
    progress();
    await breathe();
  }
  return operations.length;
}

/** The first place from `end` on where a transaction ends. */
function wholeTransaction(operations: readonly PulledOperation[], end: number): number {
  let index = Math.min(end, operations.length);
  while (index < operations.length && operations[index]?.tx_id === operations[index - 1]?.tx_id) {
    index += 1;
  }
  return index;
}
