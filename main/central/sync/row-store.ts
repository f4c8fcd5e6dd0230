import type { Values } from '../../../shared/sync/ids.ts';
import type { FieldClock, MergeRow } from '../../../shared/sync/merge-types.ts';
import type { StreamScope } from '../../../shared/sync/operation.ts';
import { copyIn, copyLine } from '../postgres/copy-in.ts';
import type { Transaction } from '../postgres/database.ts';
import type { LockedStreams } from './batch-types.ts';
import type { JsonTexts } from './json-texts.ts';
import type { RowCache, RowKey } from './row-cache.ts';

interface StoredRow {
  stream_id: number;
  entity: string;
  id: string;
  seq: number;
  data: string;
  clocks: string;
  deleted: string | null;
  erased: boolean;
  subject: string | null;
}

/** Loads rows by their primary keys, in one round trip; each key is there once. */
export async function loadRows(
  sql: Transaction,
  streams: LockedStreams,
  keys: Iterable<RowKey>,
  into: RowCache,
): Promise<void> {
  const wanted: { s: number; e: string; i: string }[] = [];
  for (const { scope, entity, id } of keys) {
    const s = streams[scope]?.stream_id;
    if (s !== undefined) wanted.push({ s, e: entity, i: id });
  }
  if (wanted.length === 0) return;
  const rows = await sql<StoredRow[]>`
    SELECT r.stream_id, r.entity, r.id, r.seq, r.data, r.clocks, r.deleted, r.erased, r.subject
    FROM json_to_recordset(${JSON.stringify(wanted)}::text::json)
      AS k(s bigint, e text, i text)
    JOIN synced_row r ON r.stream_id = k.s AND r.entity = k.e AND r.id = k.i`;
  const scopeOf = (id: number): StreamScope =>
    streams.user?.stream_id === id ? 'user' : 'company';
  for (const row of rows) {
    into.load(
      { scope: scopeOf(row.stream_id), entity: row.entity, id: row.id },
      { row: toMergeRow(row), subject: row.subject },
    );
  }
}

function toMergeRow({ data, seq, clocks, deleted, erased }: StoredRow): MergeRow {
  return {
    data: JSON.parse(data) as Values,
    seq,
    clocks: JSON.parse(clocks) as Record<string, FieldClock>,
    ...(deleted !== null && { deleted: JSON.parse(deleted) as FieldClock }),
    ...(erased && { erased }),
  };
}

/**
 * Writes the rows that a batch changed. What was not there when the batch was loaded is not there now:
 * whoever writes rows of a stream holds its lock.
 */
export async function saveRows(
  sql: Transaction,
  streams: LockedStreams,
  rows: RowCache,
  texts: JsonTexts,
): Promise<void> {
  const changes: object[] = [];
  let added = '';
  for (const {
    key,
    value: { row, subject },
  } of rows.changed()) {
    const s = streams[key.scope]?.stream_id;
    if (s === undefined || !row) continue;
    const { seq, data, clocks, deleted, erased = false } = row;
    if (rows.isLoaded(key)) {
      const { entity: e, id: i } = key;
      changes.push({ s, e, i, q: seq, d: data, c: clocks, x: deleted ?? null, z: erased });
    } else {
      const tombstone = deleted ? JSON.stringify(deleted) : null;
      const written = [texts.of(data), JSON.stringify(clocks), tombstone];
      added += copyLine([s, key.entity, key.id, seq, ...written, erased, subject]);
    }
  }
  await copyIn(
    sql,
    'synced_row(stream_id, entity, id, seq, data, clocks, deleted, erased, subject)',
    added,
  );
  if (changes.length === 0) return;
  await sql`
    UPDATE synced_row r SET seq = q, data = d::text, clocks = c::text, deleted = x::text, erased = z
    FROM json_to_recordset(${JSON.stringify(changes)}::text::json)
      AS k(s bigint, e text, i text, q bigint, d json, c json, x json, z boolean)
    WHERE r.stream_id = s AND r.entity = e AND r.id = i`;
}
