import type { z } from 'zod';
import type {
  devicesAnswer,
  invitationAnswer,
  invitationRequest,
  revokeAnswer,
  userRequest,
  usersAnswer,
} from '../../../shared/sync/protocol-access.ts';
import { SyncError } from '../../../shared/sync/sync-errors.ts';
import type { Centre } from '../centre.ts';
import { changeAccount } from '../sync/central-operations.ts';
import { createInvitation } from './companies.ts';
import { requireAdministrator, type Session } from './session.ts';

const hour = 3_600_000;

/** The company's devices for an administrator, else the user's own; newest first. */
export async function listDevices(
  { database }: Centre,
  session: Session,
): Promise<z.infer<typeof devicesAnswer>> {
  const all = session.role === 'administrator';
  const devices = await database<z.infer<typeof devicesAnswer>['devices']>`
    SELECT d.device_id, d.name, d.uid, a.name AS user_name, a.role, d.app_version, d.enrolled_at,
      d.last_seen_at, d.revoked_at
    FROM device d JOIN account a ON a.uid = d.uid
    WHERE d.company_id = ${session.companyId} AND (${all} OR d.uid = ${session.uid})
    ORDER BY d.enrolled_at DESC, d.device_id`;
  return { devices: [...devices] };
}

/**
 * Takes a device's access away, from its next request on. Users may do it to their own devices.
 * @throws SyncError `not_found`, also for another company's
 */
export async function revokeDevice(
  { database, platform }: Centre,
  session: Session,
  deviceId: string,
): Promise<z.infer<typeof revokeAnswer>> {
  const all = session.role === 'administrator';
  const [device] = await database<{ revoked_at: number }[]>`
    UPDATE device SET revoked_at = COALESCE(revoked_at, ${platform.now()})
    WHERE device_id = ${deviceId} AND company_id = ${session.companyId}
      AND (${all} OR uid = ${session.uid})
    RETURNING revoked_at`;
  if (!device) throw new SyncError('not_found');
  await database.notify('credo_revoked', deviceId);
  return device;
}

/** A code of one use. @throws SyncError `forbidden`, `not_found` for a user of elsewhere */
export async function invite(
  { database, platform }: Centre,
  session: Session,
  { uid, user_name, role, hours }: z.infer<typeof invitationRequest>,
): Promise<z.infer<typeof invitationAnswer>> {
  requireAdministrator(session);
  if (uid !== undefined) await requireColleague(database, session, uid);
  const { code, expires_at } = await createInvitation(database, platform, {
    companyId: session.companyId,
    uid,
    userName: user_name,
    role,
    lifetime: hours * hour,
  });
  return { code, expires_at: expires_at ?? 0 };
}

async function requireColleague(
  database: Centre['database'],
  session: Session,
  uid: number,
): Promise<void> {
  const [found] = await database`SELECT 1 FROM account
    WHERE uid = ${uid} AND company_id = ${session.companyId} AND removed_at IS NULL`;
  if (!found) throw new SyncError('not_found');
}

/** The company's users. */
export async function listUsers(
  { database }: Centre,
  session: Session,
): Promise<z.infer<typeof usersAnswer>> {
  const users = await database<z.infer<typeof usersAnswer>['users']>`
    SELECT uid, name, role FROM account
    WHERE company_id = ${session.companyId} AND removed_at IS NULL ORDER BY uid`;
  return { users: [...users] };
}

/**
 * Renames a user or changes the role.
 * @throws SyncError `forbidden`; `not_found`; `malformed` where no administrator would be left
 */
export async function changeUser(
  centre: Centre,
  session: Session,
  uid: number,
  { name, role }: z.infer<typeof userRequest>,
): Promise<z.infer<typeof usersAnswer>> {
  requireAdministrator(session);
  await requireColleague(centre.database, session, uid);
  await centre.database.begin(async (sql) => {
    await changeAccount(centre, sql, session.companyId, uid, { name, role });
    const [administrator] = await sql`SELECT 1 FROM account WHERE company_id = ${session.companyId}
      AND role = 'administrator' AND removed_at IS NULL`;
    if (!administrator) throw new SyncError('malformed', { issues: ['role'] });
  });
  return listUsers(centre, session);
}
