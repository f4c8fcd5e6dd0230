import { formatTime, type HybridTime } from '../../../shared/sync/clock.ts';
import { syncedEntity } from '../../../shared/sync/entities.ts';
import { centreSpace, rowId, spaceStart, type Values } from '../../../shared/sync/ids.ts';
import {
  type Operation,
  type OperationCommand,
  operationHash,
  type StreamScope,
  schemaVersion,
} from '../../../shared/sync/operation.ts';
import type { Role } from '../../../shared/sync/protocol-access.ts';
import { SyncError } from '../../../shared/sync/sync-errors.ts';
import type { Centre } from '../centre.ts';
import type { Transaction } from '../postgres/database.ts';
import { randomUuid } from '../random.ts';
import type { Merged } from './batch-types.ts';
import { saveBatch, sha256 } from './save-batch.ts';
import { centralAuthor, type Stamped, StreamBatch } from './stream-batch.ts';

/** A change of the centre's own. */
export interface CentralChange {
  readonly entity: string;
  readonly id: string;
  readonly command: OperationCommand;
  readonly patch: Values;
}

interface Circumstances {
  readonly op_id: string;
  readonly tx_id: string;
  readonly scope: StreamScope;
  readonly ms: number;
}

/** An operation of the centre's own: it knows everything that has a number. */
function centralOperation(
  { entity, id, command, patch }: CentralChange,
  { op_id, tx_id, scope, ms }: Circumstances,
): Stamped {
  const time: HybridTime = { ms, counter: 0, space: centreSpace };
  const content = {
    op_id,
    tx_id,
    scope,
    entity,
    id,
    command,
    patch,
    base_seq: Number.MAX_SAFE_INTEGER,
    hlc: formatTime(time),
    wall_ms: ms,
    clock_epoch: 1,
    schema_v: schemaVersion,
  };
  const operation: Operation = { ...content, client_seq: 1, hash: operationHash(content, sha256) };
  return { operation, time, timeKnown: true };
}

/**
 * The copy that keeps the loser of a document's swap: a new row of the loser's author, in the same
 * transaction. Its id comes from the losing operation's, as that is the same however often it is made.
 */
export function copyOperation({ operation, time, result, author, seq }: Merged): Stamped {
  const entity = syncedEntity(operation.entity);
  if (!entity || !result.copy) throw new Error('nothing to copy');
  const [key] = entity.key;
  const digest = sha256(operation.op_id);
  const id = spaceStart(centreSpace) + Number.parseInt(digest.slice(0, 8), 16);
  const patch: Values = { ...result.copy, [key as string]: id };
  const title = entity.copyTitle;
  if (title) patch[title] = `${patch[title]}（冲突副本 ${seq}）`;
  if ('created_uid' in patch) patch.created_uid = author.uid;
  if ('is_default' in patch) patch.is_default = 0;
  return centralOperation(
    { entity: entity.name, id: rowId(entity, patch), command: 'create', patch },
    {
      op_id: `copy-${digest.slice(0, 40)}`,
      tx_id: operation.tx_id,
      scope: operation.scope,
      ms: time.ms,
    },
  );
}

/** Writes changes of the centre's own into the company's stream, as one transaction of it. */
export async function writeCentral(
  centre: Pick<Centre, 'platform'>,
  sql: Transaction,
  companyId: number,
  changes: readonly CentralChange[],
): Promise<void> {
  const [stream] = await sql<{ stream_id: number }[]>`
    SELECT stream_id FROM stream WHERE company_id = ${companyId} AND uid IS NULL`;
  if (!stream) throw new SyncError('not_found');
  const batch = await StreamBatch.lock(sql, { company: stream.stream_id });
  await mergeCentral(centre, sql, batch, changes);
  await saveBatch(sql, companyId, batch);
}

/** Merges changes of the centre's own into a batch that has the company's stream, as one transaction. */
export async function mergeCentral(
  { platform }: Pick<Centre, 'platform'>,
  sql: Transaction,
  batch: StreamBatch,
  changes: readonly CentralChange[],
): Promise<void> {
  const tx_id = randomUuid(platform);
  const stamped = changes.map((change) =>
    centralOperation(change, {
      op_id: randomUuid(platform),
      tx_id,
      scope: 'company',
      ms: platform.now(),
    }),
  );
  await batch.load(
    sql,
    stamped.map(({ operation }) => operation),
  );
  const merged = batch.mergeGroup(stamped, { author: centralAuthor, judge: () => undefined });
  const refused = merged.find(({ result }) => result.outcome === 'rejected');
  if (refused) throw new Error(`the centre refused itself: ${refused.result.reason}`);
}

/** A user of the company, as its devices see one. */
export interface AnnouncedUser {
  readonly uid: number;
  readonly name: string;
  readonly role: Role;
}

/** Tells the company's devices of a new user. */
export async function announceUser(
  centre: Pick<Centre, 'platform'>,
  sql: Transaction,
  companyId: number,
  { uid, name, role }: AnnouncedUser,
): Promise<void> {
  const created_at = centre.platform.now();
  const patch = { uid, top_id: uid, parent_id: uid, name, role, created_at };
  await writeCentral(centre, sql, companyId, [
    { entity: 'users', id: String(uid), command: 'create', patch },
  ]);
}

/** Changes a user's name or role, here and on the company's devices. */
export async function changeAccount(
  centre: Pick<Centre, 'platform'>,
  sql: Transaction,
  companyId: number,
  uid: number,
  { name, role }: { readonly name?: string | undefined; readonly role?: Role | undefined },
): Promise<void> {
  await sql`UPDATE account SET name = COALESCE(${name ?? null}, name),
    role = COALESCE(${role ?? null}, role) WHERE uid = ${uid}`;
  const patch = { ...(name !== undefined && { name }), ...(role !== undefined && { role }) };
  if (Object.keys(patch).length === 0) return;
  await writeCentral(centre, sql, companyId, [
    { entity: 'users', id: String(uid), command: 'change', patch },
  ]);
}
