import { sealedPrefix } from '../../../shared/sync/sealed.ts';
import { sha256Hex } from '../../sync/capture/change-capture.ts';
import type { Database, Transaction } from '../postgres/database.ts';

/** What a candidate's token leads to. */
export interface CandidateLink {
  readonly companyId: number;
  /** The company's stream. */
  readonly streamId: number;
  readonly certificateId: number;
  /** The candidate's id: what their rows are found by. */
  readonly subject: string;
}

/** A token as rows have it. What looks like a hash already is hashed all the same: it opens nothing. */
export function sealToken(token: string): string {
  return sealedPrefix + sha256Hex(token);
}

/** No token of a workstation or of the centre is longer. */
const longestToken = 100;

/**
 * What a token leads to, by its hash: a certificate of some company, a link that another device gave,
 * or a key that the centre gave for a code. Undefined where it leads nowhere, and where two companies
 * claim it: one of them has it from the other's candidate.
 */
export async function findLink(
  sql: Database | Transaction,
  token: string,
  now: number,
): Promise<CandidateLink | undefined> {
  if (token === '' || token.length > longestToken) return undefined;
  const sealed = sealToken(token);
  const rows = await sql<CandidateLink[]>`
    SELECT s.company_id AS "companyId", r.stream_id AS "streamId", r.id::bigint AS "certificateId",
      r.subject
    FROM (
      SELECT stream_id, id FROM synced_row
      WHERE entity = 'certificates' AND data::json->>'token' = ${sealed}
      UNION ALL
      SELECT stream_id, data::json->>'certificate_id' FROM synced_row
      WHERE entity = 'certificate_links' AND data::json->>'token' = ${sealed}
      UNION ALL
      SELECT stream_id, certificate_id::text FROM candidate_key
      WHERE token = ${sealed} AND expires_at > ${now}
    ) link
    JOIN synced_row r
      ON r.stream_id = link.stream_id AND r.entity = 'certificates' AND r.id = link.id
    JOIN stream s ON s.stream_id = r.stream_id
    WHERE r.deleted IS NULL AND r.subject IS NOT NULL
    LIMIT 2`;
  return rows.length === 1 ? rows[0] : undefined;
}
