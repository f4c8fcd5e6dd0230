import { chainHash, type StreamScope } from '../../../shared/sync/operation.ts';
import type { PulledOperation } from '../apply/operation-applier.ts';
import { sha256Hex } from '../capture/change-capture.ts';
import { CentralUnreachable } from '../client/central-client.ts';
import type { SessionParts } from './session-parts.ts';
import { writeInSlices } from './slices.ts';

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
  parts: SessionParts,
  stream: StreamScope,
  operations: readonly PulledOperation[],
): Promise<number> {
  const { applier, state } = parts;
  const cursor = state.cursor(stream);
  let { hash } = cursor;
  await writeInSlices(parts, {
    items: wholeTransactions(operations),
    write(group) {
      for (const operation of group) {
        applier.apply(stream, operation);
        hash = chainHash(hash, operation.seq, operation.hash, sha256Hex);
      }
    },
    close(group) {
      applier.finish();
      const last = group.at(-1) as PulledOperation;
      state.setCursor(stream, { ...cursor, seq: last.seq, hash });
      state.see(last.at, 0, last.space);
    },
  });
  return operations.length;
}

function wholeTransactions(operations: readonly PulledOperation[]): PulledOperation[][] {
  const groups: PulledOperation[][] = [];
  for (const operation of operations) {
    const group = groups.at(-1);
    if (group?.[0]?.tx_id === operation.tx_id) group.push(operation);
    else groups.push([operation]);
  }
  return groups;
}
