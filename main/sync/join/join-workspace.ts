import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { syncedEntities } from '../../../shared/sync/entities.ts';
import { emptyChain, schemaVersion } from '../../../shared/sync/operation.ts';
import type { enrolAnswer } from '../../../shared/sync/protocol-access.ts';
import type { SecretStore } from '../../backend/workspace/secret-store.ts';
import type { Database } from '../../database/database.ts';
import { idSql, installCapture, rowSql, scopeSql, syncsSql } from '../capture/capture-triggers.ts';
import type { ChangeCapture } from '../capture/change-capture.ts';
import { CentralClient, enrol, type Network } from '../client/central-client.ts';
import { DeviceKey } from '../client/device-key.ts';
import { tellDeviceName } from '../desk/device-names.ts';
import type { DeviceState, LeftCompany, Membership } from '../device-state.ts';
import { SyncOutbox } from '../outbox/sync-outbox.ts';
import { renumberLocalRows, returnToSpaceZero } from './renumber.ts';

export interface JoinRequest {
  readonly url: string;
  readonly code: string;
  readonly deviceName: string;
  /** What a code that makes a new user calls them. */
  readonly userName: string;
}

export interface JoinParts {
  readonly database: Database;
  readonly capture: ChangeCapture;
  readonly state: DeviceState;
  readonly secrets: SecretStore;
  readonly appVersion: string;
  readonly localUid: number;
  readonly network?: Network | undefined;
  now(): number;
}

/**
 * Makes the workspace a device of a company. What was written here before is joined, not replaced: it
 * moves into the device's id space and is owed to the centre like any change.
 *
 * The centre is asked first; the workspace changes in one transaction, or not at all.
 * @throws SyncError `code_invalid`, `upgrade_needed`, `too_many`; CentralUnreachable
 */
export async function joinWorkspace(parts: JoinParts, request: JoinRequest): Promise<Membership> {
  const { appVersion, now, secrets, network } = parts;
  const key = DeviceKey.generate();
  const enrolment = {
    code: request.code,
    device_name: request.deviceName,
    user_name: request.userName,
    public_key: key.publicKey,
    app_version: appVersion,
    schema_v: schemaVersion,
  };
  const enrolled = await enrol(request.url, enrolment, network);
  const identity = {
    url: request.url,
    serverId: enrolled.server_id,
    deviceId: enrolled.device_id,
    key,
    network,
    now,
  };
  const incarnation = randomUUID();
  const nothing = { seq: 0, hash: emptyChain };
  const hello = await new CentralClient(identity).hello({
    incarnation,
    id_space: null,
    cursors: { company: nothing, user: nothing },
    last_acked: 0,
    device_now: now(),
    clock_epoch: 1,
    schema_v: schemaVersion,
    app_version: appVersion,
  });
  // The key first: without it the membership could not be used.
  key.keep(secrets);
  const membership = membershipOf(request, enrolled, hello.id_space, incarnation, now());
  become(parts, { ...membership, candidate_url: hello.candidate_url });
  return membership;
}

function membershipOf(
  { url, deviceName }: JoinRequest,
  { server_id, device_id, company, user }: z.infer<typeof enrolAnswer>,
  space: number,
  incarnation: string,
  joined_at: number,
): Membership {
  return {
    central_url: url,
    server_id,
    device_id,
    device_name: deviceName,
    company_id: company.company_id,
    company_name: company.name,
    uid: user.uid,
    user_name: user.name,
    role: user.role,
    space,
    incarnation,
    clock_epoch: 1,
    candidate_url: null,
    joined_at,
  };
}

function become({ database, capture, state, localUid }: JoinParts, membership: Membership): void {
  const { space, uid, user_name, role } = membership;
  // Foreign keys are checked at the end: numbers move table by table.
  database.transaction(() => {
    const { left } = state;
    const again = isSame(left, membership);
    if (left && !again) startAnew(database);
    capture.applying(() => {
      if (left && !again) returnToSpaceZero(database);
      renumberLocalRows(database, { space, uid, localUid });
      database
        .prepare('UPDATE users SET name = ?, role = ? WHERE uid = ?')
        .run(user_name, role, uid);
    });
    state.membership = membership;
    capture.setClock(state.lastTime, space, membership.clock_epoch);
    // Whoever comes back owes what has gathered since; the company has the rest.
    if (again) new SyncOutbox(database).numberAgain();
    else oweEverything(database);
    state.forgetLeft();
    installCapture(database);
    tellDeviceName(database, membership, membership.joined_at);
  })();
}

function isSame(left: LeftCompany | undefined, joined: Membership): boolean {
  return left?.server_id === joined.server_id && left.company_id === joined.company_id;
}

/** What was between this workspace and another company means nothing to this one. */
function startAnew(database: Database): void {
  database.exec(`DELETE FROM sync_outbox; DELETE FROM sync_rows;
    DELETE FROM sqlite_sequence WHERE name = 'sync_outbox';
    DELETE FROM sync_state WHERE key LIKE 'id.%';
    DELETE FROM settings WHERE uid = 0 AND key LIKE 'device.%'`);
}

/** Every row that syncs, as a creation of its own, parents before children. */
function oweEverything(database: Database): void {
  for (const entity of syncedEntities) {
    if (entity.kind === 'central') continue;
    database.exec(`
      INSERT INTO sync_outbox(op_id, tx_id, scope, entity, id, command, patch, base, base_seq, hlc,
        wall_ms, clock_epoch, schema_v, canonical)
      SELECT credo_sync_operation(), credo_sync_operation(), ${scopeSql(entity, 'NEW')},
        '${entity.name}', ${idSql(entity, 'NEW')}, 'create', ${rowSql(entity, 'NEW')}, NULL, 0,
        credo_sync_time(), credo_sync_wall(), credo_sync_clock_epoch(), ${schemaVersion}, 1
      FROM ${entity.table} AS "NEW" WHERE ${syncsSql(entity, 'NEW')}
      ORDER BY ${entity.key.map((name) => `"${name}"`).join(', ')}`);
  }
}
