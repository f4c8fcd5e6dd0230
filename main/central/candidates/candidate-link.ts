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
 * or a key that the centre gave for a code. Undefined where it leads nowhere, and where two companies claim it: one of them has it from
 * the other's candidate.
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
    FROM synced_row r JOIN stream s ON s.stream_id = r.stream_id
    WHERE r.entity = 'certificates' AND r.data::json->>'token' = ${sealed}
      AND r.deleted IS NULL AND r.subject IS NOT NULL
    UNION ALL
    SELECT s.company_id, r.stream_id, r.id::bigint, r.subject
    FROM synced_row l JOIN stream s ON s.stream_id = l.stream_id
    JOIN synced_row r ON r.stream_id = l.stream_id AND r.entity = 'certificates'
      AND r.id = l.data::json->>'certificate_id'
    WHERE l.entity = 'certificate_links' AND l.data::json->>'token' = ${sealed}
      AND r.deleted IS NULL AND r.subject IS NOT NULL
    UNION ALL
    SELECT s.company_id, r.stream_id, r.id::bigint, r.subject
    FROM candidate_key k JOIN stream s ON s.stream_id = k.stream_id
    JOIN synced_row r ON r.stream_id = k.stream_id AND r.entity = 'certificates'
      AND r.id = k.certificate_id::text
    WHERE k.token = ${sealed} AND k.expires_at > ${now}
      AND r.deleted IS NULL AND r.subject IS NOT NULL
    LIMIT 2`;
  return rows.length === 1 ? rows[0] : undefined;
}
