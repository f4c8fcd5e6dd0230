import type { Transaction } from '../postgres/database.ts';
import type { StreamBatch } from './stream-batch.ts';

/**
 * Legal erasure at the centre: rows about the person lose their data for good, their operations lose
 * their payload (numbers and hashes stay, so the chain stays whole), and conflicts about them go.
 * Devices do the same by the catalogue when they pull the operation.
 * @returns files of the company that no row names any more
 */
export async function erasePeople(
  sql: Transaction,
  companyId: number,
  { erased, merged, streams }: StreamBatch,
): Promise<string[]> {
  const stream = streams.company;
  if (erased.size === 0 || !stream) return [];
  const { stream_id } = stream;
  // The history has no index by row: it is read once for a person, which is what a hash join does.
  await sql.unsafe('SET LOCAL enable_hashjoin = on; SET LOCAL enable_seqscan = on');
  const orphans = new Set<string>();
  for (const { operation, seq, result } of merged) {
    if (operation.command !== 'erase' || result.outcome === 'rejected') continue;
    const person = operation.id;
    const files = await sql<{ sha256: string }[]>`
      SELECT DISTINCT sha256 FROM (
        SELECT data::json->>'sha256' AS sha256 FROM synced_row WHERE stream_id = ${stream_id}
          AND subject = ${person} AND entity = 'attachments' AND NOT erased
        UNION SELECT data::json->>'rendition_sha256' FROM synced_row
          WHERE stream_id = ${stream_id} AND subject = ${person} AND entity = 'attachments'
          AND NOT erased) files
      WHERE sha256 IS NOT NULL`;
    for (const { sha256 } of files) orphans.add(sha256);
    await sql`
      UPDATE op SET body = NULL, line = (
          (line::jsonb - 'conflicts') || '{"changes":null,"effect":"none"}'::jsonb)::text
      FROM synced_row r
      WHERE r.stream_id = ${stream_id} AND r.subject = ${person} AND op.stream_id = r.stream_id
        AND op.entity = r.entity AND op.id = r.id AND op.seq <> ${seq}`;
    await sql`DELETE FROM conflict c USING synced_row r
      WHERE r.stream_id = ${stream_id} AND r.subject = ${person} AND c.stream_id = r.stream_id
        AND c.entity = r.entity AND c.id = r.id`;
    await sql`UPDATE synced_row SET data = '{}', erased = true, deleted = NULL, seq = ${seq}
      WHERE stream_id = ${stream_id} AND subject = ${person}`;
  }
  return dropUnnamed(sql, companyId, stream_id, [...orphans]);
}

/** Takes files out of the account that no row names any more. @returns those to delete */
export async function dropUnnamed(
  sql: Transaction,
  companyId: number,
  streamId: number,
  hashes: readonly string[],
): Promise<string[]> {
  if (hashes.length === 0) return [];
  const rows = await sql<{ sha256: string }[]>`
    WITH candidates AS (SELECT unnest(${[...hashes]}::text[]) AS sha256),
    gone AS (SELECT sha256 FROM candidates c WHERE NOT EXISTS (
      SELECT 1 FROM synced_row r WHERE r.stream_id = ${streamId}
        AND r.entity IN ('attachments', 'template_files') AND r.data::json->>'sha256' = c.sha256
        AND NOT r.erased AND r.deleted IS NULL)
      AND NOT EXISTS (
      SELECT 1 FROM synced_row r WHERE r.stream_id = ${streamId} AND r.entity = 'attachments'
        AND r.data::json->>'rendition_sha256' = c.sha256
        AND NOT r.erased AND r.deleted IS NULL)),
    deleted AS (DELETE FROM blob b USING gone g
      WHERE b.company_id = ${companyId} AND b.sha256 = g.sha256 RETURNING b.sha256, b.size),
    freed AS (UPDATE company SET used_bytes = GREATEST(0, used_bytes - COALESCE(
      (SELECT sum(size) FROM deleted), 0)) WHERE company_id = ${companyId})
    SELECT sha256 FROM gone`;
  return rows.map(({ sha256 }) => sha256);
}
