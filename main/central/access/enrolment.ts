import { createPublicKey, verify } from 'node:crypto';
import type { z } from 'zod';
import { oldestSchemaVersion } from '../../../shared/sync/operation.ts';
import {
  type challengeAnswer,
  challengeText,
  type enrolAnswer,
  type enrolRequest,
  type Role,
  type tokenAnswer,
  type tokenRequest,
} from '../../../shared/sync/protocol-access.ts';
import { SyncError } from '../../../shared/sync/sync-errors.ts';
import type { Centre } from '../centre.ts';
import type { Transaction } from '../postgres/database.ts';
import { randomUuid } from '../random.ts';
import { announceUser } from '../sync/central-operations.ts';
import { codeHash, createAccount } from './companies.ts';
import { issueToken } from './session.ts';

/** A challenge is good for this long. */
const challengeLifetime = 60_000;

interface InvitationRow {
  company_id: number;
  company_name: string;
  uid: number | null;
  user_name: string | null;
  role: Role;
  unlimited: boolean;
  expires_at: number | null;
  used_at: number | null;
}

/**
 * Makes a machine a device of the code's user.
 * @throws SyncError `code_invalid`, which does not tell which of its reasons; `upgrade_needed`
 */
export async function enrol(
  centre: Centre,
  request: z.infer<typeof enrolRequest>,
): Promise<z.infer<typeof enrolAnswer>> {
  if (request.schema_v < oldestSchemaVersion) {
    throw new SyncError('upgrade_needed', { oldest: oldestSchemaVersion });
  }
  const { platform, serverId } = centre;
  const now = platform.now();
  return centre.database.begin(async (sql) => {
    const invitation = await takeInvitation(sql, request.code, now);
    const uid = invitation.uid ?? (await newUser(centre, sql, invitation, request.user_name));
    const device_id = randomUuid(platform);
    await sql`INSERT INTO device(device_id, company_id, uid, name, public_key, app_version,
        enrolled_at)
      VALUES (${device_id}, ${invitation.company_id}, ${uid}, ${request.device_name},
        ${request.public_key}, ${request.app_version}, ${now})`;
    const [user] = await sql<{ name: string; role: Role }[]>`
      SELECT name, role FROM account WHERE uid = ${uid} AND removed_at IS NULL`;
    if (!user) throw new SyncError('code_invalid');
    return {
      server_id: serverId,
      device_id,
      company: { company_id: invitation.company_id, name: invitation.company_name },
      user: { uid, ...user },
    };
  });
}

async function takeInvitation(sql: Transaction, code: string, now: number): Promise<InvitationRow> {
  const hash = codeHash(code);
  const [invitation] = await sql<InvitationRow[]>`
    SELECT i.company_id, c.name AS company_name, i.uid, i.user_name, i.role, i.unlimited,
      i.expires_at, i.used_at
    FROM invitation i JOIN company c ON c.company_id = i.company_id
    WHERE i.code_hash = ${hash} FOR UPDATE OF i`;
  const expired = invitation?.expires_at != null && invitation.expires_at <= now;
  const used = invitation?.used_at != null && !invitation.unlimited;
  if (!invitation || expired || used) throw new SyncError('code_invalid');
  await sql`UPDATE invitation SET used_at = ${now} WHERE code_hash = ${hash}`;
  return invitation;
}

async function newUser(
  centre: Centre,
  sql: Transaction,
  { company_id, user_name, role }: InvitationRow,
  given: string | undefined,
): Promise<number> {
  const name = user_name ?? given ?? '招聘专员';
  const uid = await createAccount(sql, centre.platform, company_id, name, role);
  await announceUser(centre, sql, company_id, { uid, name, role });
  return uid;
}

/** A challenge to sign. Devices that there are not get one too, so that nobody finds out by asking. */
export async function challenge(
  { database, platform }: Centre,
  deviceId: string,
): Promise<z.infer<typeof challengeAnswer>> {
  const text = Buffer.from(platform.randomBytes(32)).toString('base64url');
  const now = platform.now();
  const expires_at = now + challengeLifetime;
  await database`WITH old AS (DELETE FROM challenge WHERE expires_at <= ${now})
    INSERT INTO challenge(challenge, device_id, expires_at)
    VALUES (${text}, ${deviceId}, ${expires_at})`;
  return { challenge: text, expires_at };
}

/**
 * A token for a signed challenge; each challenge counts once.
 * @throws SyncError `unauthorized`, `revoked`
 */
export async function token(
  centre: Centre,
  request: z.infer<typeof tokenRequest>,
): Promise<z.infer<typeof tokenAnswer>> {
  const { database, platform, serverId } = centre;
  const [row] = await database<{ public_key: string; revoked: boolean }[]>`
    WITH used AS (
      DELETE FROM challenge WHERE challenge = ${request.challenge}
        AND device_id = ${request.device_id} AND expires_at > ${platform.now()}
      RETURNING device_id)
    SELECT d.public_key, (d.revoked_at IS NOT NULL OR a.removed_at IS NOT NULL) AS revoked
    FROM used JOIN device d ON d.device_id = used.device_id JOIN account a ON a.uid = d.uid`;
  if (!row) throw new SyncError('unauthorized');
  const text = challengeText(serverId, request.device_id, request.challenge);
  if (!signedBy(row.public_key, text, request.signature)) throw new SyncError('unauthorized');
  if (row.revoked) throw new SyncError('revoked');
  await database`UPDATE device SET last_seen_at = ${platform.now()}
    WHERE device_id = ${request.device_id}`;
  return issueToken(centre, request.device_id);
}

function signedBy(publicKey: string, text: string, signature: string): boolean {
  try {
    const key = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: publicKey },
      format: 'jwk',
    });
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
}
