import type { z } from 'zod';
import { firstDeviceSpace, lastSpace } from '../../../shared/sync/ids.ts';
import {
  emptyChain,
  oldestSchemaVersion,
  type StreamScope,
} from '../../../shared/sync/operation.ts';
import type { cursorStates, helloAnswer, helloRequest } from '../../../shared/sync/protocol.ts';
import { SyncError } from '../../../shared/sync/sync-errors.ts';
import type { Session } from '../access/session.ts';
import type { Centre } from '../centre.ts';
import type { Transaction } from '../postgres/database.ts';

type Request = z.infer<typeof helloRequest>;
type Answer = z.infer<typeof helloAnswer>;
type Cursor = Request['cursors']['company'];

interface Stream {
  stream_id: number;
  epoch: string;
  ended_epochs: [string, number][];
  head: number;
  floor: number;
  row_count: number;
}

/**
 * A device's greeting: its incarnation gets an id space, its clock is measured, and it learns whether
 * the centre still knows what the device has.
 * @throws SyncError `upgrade_needed`
 */
export async function hello(centre: Centre, session: Session, request: Request): Promise<Answer> {
  if (request.schema_v < oldestSchemaVersion) {
    throw new SyncError('upgrade_needed', { oldest: oldestSchemaVersion });
  }
  const server_now = centre.platform.now();
  return centre.database.begin(async (sql) => {
    const incarnation = await findIncarnation(sql, session, request, server_now);
    await sql`UPDATE device SET incarnation = ${request.incarnation}, last_seen_at = ${server_now},
        app_version = ${request.app_version} WHERE device_id = ${session.deviceId}`;
    await sql`
      INSERT INTO device_clock(device_id, clock_epoch, offset_ms)
      VALUES (${session.deviceId}, ${request.clock_epoch}, ${server_now - request.device_now})
      ON CONFLICT (device_id, clock_epoch) DO UPDATE SET offset_ms = excluded.offset_ms`;
    const stream = (scope: StreamScope) =>
      streamState(sql, session.streams[scope], request.cursors[scope]);
    const [company, user] = [await stream('company'), await stream('user')];
    const [quota] = await sql<{ used_bytes: number; limit_bytes: number }[]>`
      SELECT used_bytes, limit_bytes FROM company WHERE company_id = ${session.companyId}`;
    return {
      server_id: centre.serverId,
      server_now,
      company: { company_id: session.companyId, name: session.companyName },
      user: { uid: session.uid, name: session.userName, role: session.role },
      id_space: incarnation.space,
      streams: { company, user },
      accepted_client_seq: incarnation.accepted_client_seq,
      oldest_schema_v: oldestSchemaVersion,
      quota: quota ?? { used_bytes: 0, limit_bytes: 0 },
      candidate_url: centre.candidateUrl(),
    };
  });
}

interface Incarnation {
  space: number;
  accepted_client_seq: number;
}

async function findIncarnation(
  sql: Transaction,
  { deviceId, companyId }: Session,
  { incarnation, id_space }: Request,
  now: number,
): Promise<Incarnation> {
  // The company's row serialises who gets a space.
  await sql`SELECT 1 FROM company WHERE company_id = ${companyId} FOR NO KEY UPDATE`;
  const [known] = await sql<Incarnation[]>`
    SELECT space, accepted_client_seq FROM incarnation
    WHERE device_id = ${deviceId} AND incarnation = ${incarnation}`;
  if (known) return known;
  const space = await giveSpace(sql, companyId, id_space);
  await sql`INSERT INTO incarnation(device_id, incarnation, company_id, space, created_at)
    VALUES (${deviceId}, ${incarnation}, ${companyId}, ${space}, ${now})`;
  return { space, accepted_client_seq: 0 };
}

/** The space that the device has from a centre that forgot it (restored), or else the next one. */
async function giveSpace(
  sql: Transaction,
  companyId: number,
  claimed: number | null,
): Promise<number> {
  if (claimed !== null && claimed >= firstDeviceSpace && claimed <= lastSpace) {
    const [taken] = await sql`SELECT 1 FROM incarnation
      WHERE company_id = ${companyId} AND space = ${claimed}`;
    if (!taken) {
      await sql`UPDATE company SET next_space = GREATEST(next_space, ${claimed + 1})
        WHERE company_id = ${companyId}`;
      return claimed;
    }
  }
  const [given] = await sql<{ space: number }[]>`
    UPDATE company SET next_space = next_space + 1 WHERE company_id = ${companyId}
    RETURNING next_space - 1 AS space`;
  if (!given || given.space > lastSpace) throw new SyncError('quota');
  return given.space;
}

async function streamState(
  sql: Transaction,
  streamId: number,
  cursor: Cursor,
): Promise<Answer['streams']['company']> {
  const [stream] = await sql<Stream[]>`
    SELECT stream_id, epoch, ended_epochs, head, floor, row_count FROM stream WHERE stream_id = ${streamId}`;
  if (!stream) throw new SyncError('not_found');
  const { epoch, ended_epochs, head, floor, row_count: rows } = stream;
  return { epoch, ended_epochs, head, floor, rows, cursor: await cursorState(sql, stream, cursor) };
}

async function cursorState(
  sql: Transaction,
  { stream_id, head, floor }: Stream,
  { seq, hash }: Cursor,
): Promise<(typeof cursorStates)[number]> {
  if (seq > head) return 'rewound';
  if (seq < floor) return 'below_floor';
  if (seq === 0) return hash === emptyChain ? 'known' : 'rewound';
  const [stored] = await sql<{ chain_hash: string }[]>`
    SELECT chain_hash FROM op WHERE stream_id = ${stream_id} AND seq = ${seq}`;
  return stored?.chain_hash === hash ? 'known' : 'rewound';
}
