import type { z } from 'zod';
import { syncedEntities } from '../../../shared/sync/entities.ts';
import type { snapshotQuery } from '../../../shared/sync/protocol.ts';
import { SyncError } from '../../../shared/sync/sync-errors.ts';
import type { Session } from '../access/session.ts';
import type { Centre } from '../centre.ts';

/** Rows of one read: short enough that no transaction stays open for long. */
const chunkRows = 4_000;

interface Place {
  readonly entity: string;
  /** The id that was sent last; empty at the beginning. */
  readonly after: string;
}

/**
 * Every row of a stream: short reads by primary key, parents before children. A row that changes
 * meanwhile is sent as it is when its turn comes; its `seq` tells the stream what it has already.
 * @throws SyncError `malformed` for a place that is none
 */
export async function* snapshot(
  centre: Centre,
  session: Session,
  { stream: scope, from }: z.infer<typeof snapshotQuery>,
): AsyncGenerator<string> {
  const { database, metrics } = centre;
  const streamId = session.streams[scope];
  const start = from === undefined ? undefined : readPlace(from);
  const [stream] = await database<{ epoch: string; head: number; hash: string; rows: number }[]>`
    SELECT epoch, head, chain_hash AS hash, row_count AS rows FROM stream
    WHERE stream_id = ${streamId}`;
  if (!stream) throw new SyncError('not_found');
  yield line({ type: 'begin', stream: scope, ...stream });
  const entities = await entityOrder(centre, streamId);
  const first = start ? entities.indexOf(start.entity) : 0;
  if (first < 0) throw new SyncError('malformed', { issues: ['from'] });
  for (const entity of entities.slice(first)) {
    let after = entity === start?.entity ? start.after : '';
    for (;;) {
      const chunk = await readChunk(database, streamId, entity, after);
      if (!chunk) break;
      metrics.rowsSent.inc({ answer: 'snapshot' }, chunk.count);
      after = chunk.last;
      yield `${chunk.lines}\n${line({ type: 'mark', from: placeText({ entity, after }) })}`;
      if (chunk.count < chunkRows) break;
    }
  }
  yield* openConflicts(database, streamId);
  yield line({ type: 'end' });
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}

/** The catalogue's order, then what newer devices brought. */
async function entityOrder({ database }: Centre, streamId: number): Promise<string[]> {
  const found = await database<{ entity: string }[]>`
    WITH RECURSIVE names AS (
      (SELECT entity FROM synced_row WHERE stream_id = ${streamId} ORDER BY entity LIMIT 1)
      UNION ALL
      SELECT (SELECT r.entity FROM synced_row r
        WHERE r.stream_id = ${streamId} AND r.entity > n.entity ORDER BY r.entity LIMIT 1)
      FROM names n WHERE n.entity IS NOT NULL)
    SELECT entity FROM names WHERE entity IS NOT NULL`;
  const catalogued = syncedEntities.map(({ name }) => name);
  const rest = found.map(({ entity }) => entity).filter((name) => !catalogued.includes(name));
  return [...catalogued, ...rest.sort()];
}

interface Chunk {
  count: number;
  last: string;
  lines: string;
}

/** PostgreSQL writes the lines itself: one value a chunk, whatever the number of rows. */
async function readChunk(
  database: Centre['database'],
  streamId: number,
  entity: string,
  after: string,
): Promise<Chunk | undefined> {
  const head = `{"type":"row","entity":${JSON.stringify(entity)},"id":`;
  const [chunk] = await database<Chunk[]>`
    SELECT count(*)::integer AS count, max(id) AS last,
      string_agg(${head} || to_json(id) || ',"seq":' || seq || ',"data":' || data
        || CASE WHEN deleted IS NOT NULL THEN ',"deleted":true' ELSE '' END
        || CASE WHEN erased THEN ',"erased":true}' ELSE '}' END, E'\n') AS lines
    FROM (SELECT id, seq, data, deleted, erased FROM synced_row
      WHERE stream_id = ${streamId} AND entity = ${entity} AND id > ${after}
      ORDER BY id LIMIT ${chunkRows}) page`;
  return chunk && chunk.count > 0 ? chunk : undefined;
}

async function* openConflicts(
  database: Centre['database'],
  streamId: number,
): AsyncGenerator<string> {
  let seq = 0;
  let number = -1;
  for (;;) {
    const rows = await database<{ seq: number; number: number; body: string }[]>`
      SELECT seq, number, body FROM conflict
      WHERE stream_id = ${streamId} AND open AND (seq, number) > (${seq}, ${number})
      ORDER BY seq, number LIMIT 500`;
    const last = rows.at(-1);
    if (!last) return;
    ({ seq, number } = last);
    yield rows.map(({ body }) => `{"type":"conflict","conflict":${body}}\n`).join('');
  }
}

function placeText({ entity, after }: Place): string {
  return Buffer.from(JSON.stringify([entity, after])).toString('base64url');
}

function readPlace(text: string): Place {
  try {
    const [entity, after] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[];
    if (typeof entity === 'string' && typeof after === 'string') return { entity, after };
  } catch {
    // Not one of ours: refused below.
  }
  throw new SyncError('malformed', { issues: ['from'] });
}
