import { syncedEntities } from '../../../shared/sync/entities.ts';
import type { Values } from '../../../shared/sync/ids.ts';
import type { Database, Transaction } from '../postgres/database.ts';
import type { CandidateLink } from './candidate-link.ts';

/** A row of a company's stream. */
export interface DeskRow {
  readonly entity: string;
  readonly id: string;
  readonly values: Values;
}

/** What a candidate's page shows besides the candidate's own: names, limits, consent. */
const common = ['users', 'settings', 'consent_texts'];

const position = new Map(syncedEntities.map(({ name }, index) => [name, index]));

/**
 * Everything that a candidate's page needs, as of now: the rows about the person, and what of the
 * company's it refers to. Parents come before children.
 */
export async function loadDeskRows(
  sql: Database | Transaction,
  { streamId, subject }: CandidateLink,
): Promise<DeskRow[]> {
  const rows = await sql<{ entity: string; id: string; data: string }[]>`
    SELECT entity, id, data FROM synced_row
    WHERE stream_id = ${streamId} AND subject = ${subject} AND deleted IS NULL AND NOT erased
    UNION ALL
    SELECT entity, id, data FROM synced_row
    WHERE stream_id = ${streamId} AND entity IN ${sql(common)} AND deleted IS NULL AND NOT erased`;
  return rows
    .filter(({ entity }) => position.has(entity))
    .sort((one, other) => (position.get(one.entity) ?? 0) - (position.get(other.entity) ?? 0))
    .map(({ entity, id, data }) => ({ entity, id, values: JSON.parse(data) as Values }));
}
