import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Role, tokenLifetime } from '../../../shared/sync/protocol-access.ts';
import { SyncError } from '../../../shared/sync/sync-errors.ts';
import type { Centre } from '../centre.ts';

/** Who asks: a device and its user, by the token alone. */
export interface Session {
  readonly deviceId: string;
  readonly companyId: number;
  readonly companyName: string;
  readonly uid: number;
  readonly userName: string;
  readonly role: Role;
  /** The ids of its two streams. */
  readonly streams: { readonly company: number; readonly user: number };
}

interface SessionRow {
  company_id: number;
  company_name: string;
  uid: number;
  user_name: string;
  role: Role;
  gone: boolean;
  company_stream: number;
  user_stream: number;
}

/** A token of a device: what it says, and a signature with the centre's secret. */
export function issueToken(
  centre: Centre,
  deviceId: string,
): { token: string; expires_at: number } {
  const expires_at = centre.platform.now() + tokenLifetime;
  const body = Buffer.from(JSON.stringify([deviceId, expires_at])).toString('base64url');
  return { token: `${body}.${signature(centre, body)}`, expires_at };
}

function signature(centre: Centre, body: string): string {
  return createHmac('sha256', centre.secret).update(body).digest('base64url');
}

/**
 * The session of a request. The device is looked up every time, so that revoking it holds from its next
 * request.
 * @throws SyncError `unauthorized`, `revoked`
 */
export async function authenticate(centre: Centre, request: Request): Promise<Session> {
  const deviceId = deviceOf(centre, request.headers.get('authorization') ?? '');
  const [row] = await centre.database<SessionRow[]>`
    SELECT d.company_id, c.name AS company_name, d.uid, a.name AS user_name, a.role,
      (d.revoked_at IS NOT NULL OR a.removed_at IS NOT NULL) AS gone,
      cs.stream_id AS company_stream, us.stream_id AS user_stream
    FROM device d
    JOIN account a ON a.uid = d.uid
    JOIN company c ON c.company_id = d.company_id
    JOIN stream cs ON cs.company_id = d.company_id AND cs.uid IS NULL
    JOIN stream us ON us.company_id = d.company_id AND us.uid = d.uid
    WHERE d.device_id = ${deviceId}`;
  if (!row) throw new SyncError('unauthorized');
  if (row.gone) throw new SyncError('revoked');
  return {
    deviceId,
    companyId: row.company_id,
    companyName: row.company_name,
    uid: row.uid,
    userName: row.user_name,
    role: row.role,
    streams: { company: row.company_stream, user: row.user_stream },
  };
}

function deviceOf(centre: Centre, authorization: string): string {
  const [, body = '', given = ''] = /^Bearer +([\w-]+)\.([\w-]+) *$/i.exec(authorization) ?? [];
  const expected = Buffer.from(signature(centre, body));
  const actual = Buffer.from(given);
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) {
    throw new SyncError('unauthorized');
  }
  const [deviceId, expires] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [
    string,
    number,
  ];
  if (expires <= centre.platform.now()) throw new SyncError('unauthorized');
  return deviceId;
}

/** @throws SyncError `forbidden` */
export function requireAdministrator(session: Session): void {
  if (session.role !== 'administrator') throw new SyncError('forbidden');
}
