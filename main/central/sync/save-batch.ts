import { hash } from 'node:crypto';
import { chainHash, type StreamScope, schemaVersion } from '../../../shared/sync/operation.ts';
import type { Conflict } from '../../../shared/sync/protocol.ts';
import { copyIn, copyLine } from '../postgres/copy-in.ts';
import type { Transaction } from '../postgres/database.ts';
import type { LockedStream, Merged } from './batch-types.ts';
import { type ConflictsOf, describeConflicts } from './conflicts.ts';
import { saveDecisions } from './decisions.ts';
import { erasePeople } from './erasure.ts';
import { JsonTexts } from './json-texts.ts';
import { saveRows } from './row-store.ts';
import type { StreamBatch } from './stream-batch.ts';

/** SHA-256 of a text, or of its bytes, in hexadecimal. */
export const sha256 = (text: string | Uint8Array): string => hash('sha256', text, 'hex');

export interface SavedBatch {
  readonly conflicts: ConflictsOf;
  /** Files that nobody names any more, since a person was erased. */
  readonly orphanBlobs: readonly string[];
}

/**
 * Writes a batch: operations with their outcomes, rows, conflicts, decisions, and the streams' new heads.
 * Everything of it is in the caller's transaction.
 */
export async function saveBatch(
  sql: Transaction,
  companyId: number,
  batch: StreamBatch,
): Promise<SavedBatch> {
  const conflicts = await describeConflicts(sql, batch);
  const texts = new JsonTexts();
  let text = '';
  for (const merged of batch.merged) {
    const stream = batch.streams[merged.operation.scope] as LockedStream;
    stream.chain_hash = chainHash(stream.chain_hash, merged.seq, merged.operation.hash, sha256);
    text += recordOf(merged, stream, { conflicts: conflicts(merged), texts });
  }
  await copyIn(sql, `op(${columns})`, text);
  await saveRows(sql, batch.streams, batch.rows, texts);
  await batch.twins.save(sql, batch.streams, batch.isFresh);
  await Promise.all([
    saveConflicts(sql, batch, conflicts),
    saveDecisions(sql, batch),
    saveNames(sql, batch),
    ...Object.values(batch.streams).map(
      ({ stream_id, head, chain_hash, added }) => sql`
        UPDATE stream SET head = ${head}, chain_hash = ${chain_hash},
          row_count = row_count + ${added} WHERE stream_id = ${stream_id}`,
    ),
    sql`UPDATE company SET used_bytes = used_bytes + ${text.length} WHERE company_id = ${companyId}`,
  ]);
  const orphanBlobs = await erasePeople(sql, companyId, batch);
  for (const { stream_id, head, epoch } of Object.values(batch.streams)) {
    await sql`SELECT pg_notify('credo_head', ${JSON.stringify([stream_id, head, epoch])})`;
  }
  return { conflicts, orphanBlobs };
}

const columns = `stream_id, seq, op_id, tx_id, device_id, incarnation, client_seq, uid, entity, id,
  outcome, reason, hash, chain_hash, body, line`;

/** A row of `op`, its columns in the order of `columns`. */
function recordOf(
  { operation, given, author, seq, time, result, effect }: Merged,
  stream: LockedStream,
  { conflicts, texts }: { readonly conflicts: readonly Conflict[]; readonly texts: JsonTexts },
): string {
  const changes = effect === 'put' || effect === 'change' ? result.changes : null;
  const head = JSON.stringify({
    type: 'op',
    seq,
    op_id: operation.op_id,
    tx_id: operation.tx_id,
    device_id: author.deviceId,
    space: time.space,
    uid: author.uid,
    entity: operation.entity,
    id: operation.id,
    command: operation.command,
    outcome: result.outcome,
    effect,
    at: time.ms,
    schema_v: operation.schema_v,
    hash: operation.hash,
    ...(conflicts.length > 0 && { conflicts }),
  });
  // A new row's values are written twice: in the line and as the row.
  const line = `${head.slice(0, -1)},"changes":${changes ? texts.of(changes) : 'null'}}`;
  // What took effect as it came is in the line already.
  const whole = changes === given.patch && given.schema_v <= schemaVersion;
  return copyLine([
    stream.stream_id,
    seq,
    operation.op_id,
    operation.tx_id,
    author.deviceId,
    author.incarnation,
    author.deviceId === null ? null : operation.client_seq,
    author.uid,
    operation.entity,
    operation.id,
    result.outcome,
    result.reason ?? null,
    operation.hash,
    stream.chain_hash,
    whole ? null : JSON.stringify(given),
    line,
  ]);
}

async function saveConflicts(
  sql: Transaction,
  { merged, streams }: StreamBatch,
  conflictsOf: ConflictsOf,
): Promise<void> {
  const entries = merged.flatMap((one) =>
    conflictsOf(one).map((conflict, number) => ({
      s: (streams[one.operation.scope] as LockedStream).stream_id,
      q: one.seq,
      n: number,
      c: conflict.conflict_id,
      e: conflict.entity,
      i: conflict.id,
      b: JSON.stringify(conflict),
      o: conflict.open,
    })),
  );
  if (entries.length > 0) {
    await sql`
      INSERT INTO conflict(stream_id, seq, number, conflict_id, entity, id, body, open)
      SELECT s, q, n, c, e, i, b, o FROM json_to_recordset(${JSON.stringify(entries)}::text::json)
        AS x(s bigint, q bigint, n integer, c text, e text, i text, b text, o boolean)`;
  }
  for (const { operation, seq } of merged) {
    if (operation.command !== 'resolve') continue;
    const stream = streams[operation.scope as StreamScope] as LockedStream;
    await sql`UPDATE conflict SET open = false, resolved_seq = ${seq}
      WHERE stream_id = ${stream.stream_id} AND conflict_id = ${operation.id} AND open`;
  }
}

/** Users who renamed themselves. */
async function saveNames(sql: Transaction, { merged }: StreamBatch): Promise<void> {
  for (const { operation, result, author } of merged) {
    const name = result.changes?.name;
    if (operation.entity === 'users' && author.deviceId !== null && typeof name === 'string') {
      await sql`UPDATE account SET name = ${name} WHERE uid = ${author.uid}`;
    }
  }
}
