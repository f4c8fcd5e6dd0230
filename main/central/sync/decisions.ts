import type { Transaction } from '../postgres/database.ts';
import type { LockedStream, Merged } from './batch-types.ts';
import type { StreamBatch } from './stream-batch.ts';

/**
 * Keeps review decisions beside their rows, so that the centre can tell what stands. None is ever
 * dropped: one that comes too late is marked so.
 */
export async function saveDecisions(sql: Transaction, batch: StreamBatch): Promise<void> {
  const stream = batch.streams.company;
  if (!stream) return;
  const created = (entity: string) =>
    batch.merged.filter(({ operation, effect }) => operation.entity === entity && effect === 'put');
  await saveReviews(sql, batch, stream, created('reviews'));
  await saveCitations(sql, stream, created('review_citations'));
  await saveWithdrawals(sql, stream, created('review_withdrawals'));
}

async function saveReviews(
  sql: Transaction,
  { rows }: StreamBatch,
  stream: LockedStream,
  reviews: readonly Merged[],
): Promise<void> {
  if (reviews.length === 0) return;
  const decisions = reviews.map(({ operation: { patch, scope }, author, seq }) => {
    const key = { scope, entity: 'certificates', id: String(patch.certificate_id) };
    const current = rows.get(key).row?.data.current_submission_id;
    return {
      r: patch.review_id,
      c: patch.certificate_id,
      b: patch.submission_id,
      v: patch.review_status,
      u: author.uid,
      d: author.deviceId,
      q: seq,
      l: current !== undefined && current !== patch.submission_id,
    };
  });
  await sql`
    INSERT INTO decision(stream_id, review_id, certificate_id, submission_id, verdict, uid, device_id,
      seq, late)
    SELECT ${stream.stream_id}::bigint, r, c, b, v, u, d, q, l
    FROM json_to_recordset(${JSON.stringify(decisions)}::text::json) AS x(r bigint, c bigint,
      b bigint, v integer, u integer, d uuid, q bigint, l boolean)`;
}

async function saveCitations(
  sql: Transaction,
  stream: LockedStream,
  citations: readonly Merged[],
): Promise<void> {
  for (const { operation } of citations) {
    const { review_id, cited_review_id } = operation.patch;
    await sql`INSERT INTO decision_citation VALUES (${stream.stream_id}, ${Number(review_id)},
      ${Number(cited_review_id)}) ON CONFLICT DO NOTHING`;
  }
}

async function saveWithdrawals(
  sql: Transaction,
  stream: LockedStream,
  withdrawals: readonly Merged[],
): Promise<void> {
  for (const { operation, seq } of withdrawals) {
    await sql`UPDATE decision SET withdrawn_seq = ${seq}
      WHERE stream_id = ${stream.stream_id} AND review_id = ${Number(operation.patch.review_id)}`;
  }
}
