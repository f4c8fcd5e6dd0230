import type { Values } from '../../../shared/sync/ids.ts';
import type { FieldClock, MergeRow } from '../../../shared/sync/merge-types.ts';
import type { StreamScope } from '../../../shared/sync/operation.ts';
import type { Transaction } from '../postgres/database.ts';
import type { LockedStreams } from './batch-types.ts';
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

/** Loads rows by their primary keys, in one round trip. */
export async function loadRows(
  sql: Transaction,
  streams: LockedStreams,
  keys: readonly RowKey[],
  into: RowCache,
): Promise<void> {
  const wanted = new Map<string, { s: number; e: string; i: string }>();
  for (const { scope, entity, id } of keys) {
    const s = streams[scope]?.stream_id;
    if (s !== undefined) wanted.set(`${s} ${entity} ${id}`, { s, e: entity, i: id });
  }
  if (wanted.size === 0) return;
  const rows = await sql<StoredRow[]>`
    SELECT r.stream_id, r.entity, r.id, r.seq, r.data, r.clocks, r.deleted, r.erased, r.subject
    FROM json_to_recordset(${JSON.stringify([...wanted.values()])}::text::json)
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

/** Writes the rows that a batch changed. */
export async function saveRows(
  sql: Transaction,
  streams: LockedStreams,
  rows: RowCache,
): Promise<void> {
  const changed = [...rows.changed()].flatMap(({ key, value: { row, subject } }) => {
    const s = streams[key.scope]?.stream_id;
    if (s === undefined || !row) return [];
    return [
      {
        s,
        e: key.entity,
        i: key.id,
        q: row.seq,
        d: row.data,
        c: row.clocks,
        x: row.deleted ?? null,
        z: row.erased === true,
        p: subject,
      },
    ];
  });
  if (changed.length === 0) return;
  await sql`
    INSERT INTO synced_row(stream_id, entity, id, seq, data, clocks, deleted, erased, subject)
    SELECT s, e, i, q, d::text, c::text, x::text, z, p
    FROM json_to_recordset(${JSON.stringify(changed)}::text::json)
      AS k(s bigint, e text, i text, q bigint, d json, c json, x json, z boolean, p text)
    ON CONFLICT (stream_id, entity, id) DO UPDATE SET seq = excluded.seq, data = excluded.data,
      clocks = excluded.clocks, deleted = excluded.deleted, erased = excluded.erased`;
}
