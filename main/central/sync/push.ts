import type { z } from 'zod';
import { effectiveTime } from '../../../shared/sync/clock.ts';
import {
  type Operation,
  oldestSchemaVersion,
  operationHash,
} from '../../../shared/sync/operation.ts';
import type { pushAnswer } from '../../../shared/sync/protocol.ts';
import { SyncError } from '../../../shared/sync/sync-errors.ts';
import type { Session } from '../access/session.ts';
import type { Centre } from '../centre.ts';
import type { ReceivedPush } from '../http/push-body.ts';
import { isUniqueViolation, type Transaction } from '../postgres/database.ts';
import { copyOperation } from './central-operations.ts';
import { judge } from './judge.ts';
import { findKnown, type KnownOperation } from './known-operations.ts';
import { answerOf } from './push-answer.ts';
import { lockIncarnation, type PushingDevice, saveIncarnation } from './pushing-device.ts';
import { saveBatch, sha256 } from './save-batch.ts';
import { type Stamped, StreamBatch } from './stream-batch.ts';

type Answer = z.infer<typeof pushAnswer>;

export interface Pushed {
  readonly answer: Answer;
  /** Files to delete, since a person was erased. */
  readonly orphanBlobs: readonly string[];
}

/**
 * Takes a device's operations in: numbers, merges and stores them with their outcomes, all in one
 * transaction. What came before gets its stored outcome again.
 * @throws SyncError `incarnation`, `gap` (with `expected`), `fork`, `hash_mismatch`, `quota`,
 * `upgrade_needed`; nothing is stored then
 */
export async function push(
  centre: Centre,
  session: Session,
  request: ReceivedPush,
): Promise<Pushed> {
  check(request);
  for (let attempt = 1; ; attempt += 1) {
    const hopeful = attempt === 1;
    try {
      return await centre.database.begin((sql) => pushIn(centre, sql, session, request, hopeful));
    } catch (error) {
      // Not all of it is new. Or another incarnation of the same device pushed the same operation at
      // the same moment.
      const again = isUniqueViolation(error) || error instanceof NotAsHoped;
      if (!again || attempt === 3) throw error;
    }
  }
}

/** What a device sends is new nearly always: only what turns out not to be is looked up beforehand. */
class NotAsHoped extends Error {}

function check({ operations, contents }: ReceivedPush): void {
  operations.forEach((operation, index) => {
    const { client_seq, schema_v, hash } = operation;
    if (schema_v < oldestSchemaVersion) {
      throw new SyncError('upgrade_needed', { oldest: oldestSchemaVersion });
    }
    const expected = (operations[0] as Operation).client_seq + index;
    if (client_seq !== expected) throw new SyncError('gap', { expected });
    const content = contents[index];
    const intact = content !== undefined && sha256(content) === hash;
    if (!intact && operationHash(operation, sha256) !== hash) {
      throw new SyncError('hash_mismatch', { client_seq });
    }
  });
}

async function pushIn(
  centre: Centre,
  sql: Transaction,
  session: Session,
  { incarnation, operations }: ReceivedPush,
  hopeful: boolean,
): Promise<Pushed> {
  const scopes = new Set(operations.map(({ scope }) => scope));
  const [device, batch] = await Promise.all([
    lockIncarnation(sql, session, incarnation),
    StreamBatch.lock(sql, {
      ...(scopes.has('company') && { company: session.streams.company }),
      ...(scopes.has('user') && { user: session.streams.user }),
    }),
  ]);
  const first = (operations[0] as Operation).client_seq;
  if (first > device.accepted + 1) throw new SyncError('gap', { expected: device.accepted + 1 });
  // Ids of operations, rows and keys are unique in the database, which refuses what is not new.
  const fresh = hopeful && first > device.accepted;
  const [known] = await Promise.all([
    fresh ? new Map<string, KnownOperation>() : findKnown(sql, batch.streams, operations),
    batch.load(sql, operations, fresh),
  ]);
  const added = newOperations(operations, device, known);
  if (added.length > 0 && device.usedBytes >= device.limitBytes) throw new SyncError('quota');

  const serverNow = centre.platform.now();
  const writer = { uid: session.uid, role: session.role, spaces: device.spaces };
  const author = { uid: session.uid, deviceId: session.deviceId, incarnation };
  for (const group of groupsOf(added)) {
    batch.mergeGroup(
      group.map((operation) => stamp(operation, device, serverNow)),
      {
        author,
        judge: (operation, rows, erased, givenId) =>
          judge(operation, writer, { rows, erased, givenId }),
        copyOf: copyOperation,
      },
    );
  }
  const refused = batch.merged.some(({ result }) => result.outcome === 'rejected');
  if (fresh && refused) throw new NotAsHoped();
  const { conflicts, orphanBlobs } = await saveBatch(sql, session.companyId, batch);
  const last = (operations.at(-1) as Operation).client_seq;
  device.accepted = Math.max(device.accepted, last);
  await saveIncarnation(sql, session, incarnation, device);
  const results = await answerOf(sql, operations, known, batch, conflicts, incarnation);
  for (const { outcome, repeated } of results) {
    if (!repeated) centre.metrics.operations.inc({ outcome });
  }
  const heads = await currentHeads(sql, session);
  return {
    answer: {
      results,
      accepted_client_seq: device.accepted,
      heads,
      hashes: hashesOf(batch),
      server_now: serverNow,
    },
    orphanBlobs,
  };
}

/**
 * What is new. A number that was accepted with another content, or an id with another content, is a
 * fork: two copies of one database were used.
 */
function newOperations(
  operations: readonly Operation[],
  { accepted }: PushingDevice,
  known: ReadonlyMap<string, KnownOperation>,
): Operation[] {
  return operations.filter(({ client_seq, op_id, hash }) => {
    const stored = known.get(op_id);
    const same = stored?.hash === hash;
    if (stored ? !same : client_seq <= accepted) throw new SyncError('fork', { client_seq });
    return !stored;
  });
}

function groupsOf(operations: readonly Operation[]): Operation[][] {
  const groups: Operation[][] = [];
  for (const operation of operations) {
    const group = groups.at(-1);
    if (group?.[0]?.tx_id === operation.tx_id) group.push(operation);
    else groups.push([operation]);
  }
  return groups;
}

/** Gives an operation its effective time, and moves the device's clock on. */
function stamp(operation: Operation, device: PushingDevice, serverNow: number): Stamped {
  const offset = device.offsets.get(operation.clock_epoch) ?? null;
  const time = effectiveTime({ wall: operation.wall_ms, offset, last: device.last, serverNow });
  device.last = time;
  return { operation, time, timeKnown: offset !== null };
}

function hashesOf({ streams: { company, user } }: StreamBatch): Answer['hashes'] {
  return {
    ...(company && { company: company.chain_hash }),
    ...(user && { user: user.chain_hash }),
  };
}

async function currentHeads(sql: Transaction, { streams }: Session): Promise<Answer['heads']> {
  const rows = await sql<{ stream_id: number; head: number }[]>`
    SELECT stream_id, head FROM stream WHERE stream_id IN (${streams.company}, ${streams.user})`;
  const head = (id: number) => rows.find(({ stream_id }) => stream_id === id)?.head ?? 0;
  return { company: head(streams.company), user: head(streams.user) };
}
