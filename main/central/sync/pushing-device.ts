import type { HybridTime } from '../../../shared/sync/clock.ts';
import { SyncError } from '../../../shared/sync/sync-errors.ts';
import type { Session } from '../access/session.ts';
import type { Transaction } from '../postgres/database.ts';

/** A device as a push moves it on; its row is locked to the transaction's end. */
export interface PushingDevice {
  readonly space: number;
  /**
   * Of all incarnations of its user's devices, and of devices that are revoked: what was made before a
   * new incarnation, or before the workspace left and joined again, keeps its ids.
   */
  readonly spaces: ReadonlySet<number>;
  accepted: number;
  /** The effective time of its last operation. */
  last: HybridTime;
  /** Server minus device, by clock epoch. */
  readonly offsets: ReadonlyMap<number, number>;
  readonly usedBytes: number;
  readonly limitBytes: number;
}

interface Row {
  space: number;
  accepted_client_seq: number;
  last_ms: number;
  last_counter: number;
}

/** @throws SyncError `incarnation` where it has not said hello */
export async function lockIncarnation(
  sql: Transaction,
  { deviceId, companyId, uid }: Session,
  incarnation: string,
): Promise<PushingDevice> {
  const [[row], spaces, clocks, [company]] = await Promise.all([
    sql<Row[]>`
      SELECT space, accepted_client_seq, last_ms, last_counter FROM incarnation
      WHERE device_id = ${deviceId} AND incarnation = ${incarnation} FOR UPDATE`,
    sql<{ space: number }[]>`
      SELECT i.space FROM incarnation i JOIN device d ON d.device_id = i.device_id
      WHERE d.company_id = ${companyId} AND (d.uid = ${uid} OR d.revoked_at IS NOT NULL)`,
    sql<{ clock_epoch: number; offset_ms: number }[]>`
      SELECT clock_epoch, offset_ms FROM device_clock WHERE device_id = ${deviceId}`,
    sql<{ used_bytes: number; limit_bytes: number }[]>`
      SELECT used_bytes, limit_bytes FROM company WHERE company_id = ${companyId}`,
  ]);
  if (!row) throw new SyncError('incarnation');
  return {
    space: row.space,
    spaces: new Set(spaces.map(({ space }) => space)),
    accepted: row.accepted_client_seq,
    last: { ms: row.last_ms, counter: row.last_counter, space: row.space },
    offsets: new Map(clocks.map(({ clock_epoch, offset_ms }) => [clock_epoch, offset_ms])),
    usedBytes: company?.used_bytes ?? 0,
    limitBytes: company?.limit_bytes ?? 0,
  };
}

/** Keeps where the device's numbers and clock stand. */
export async function saveIncarnation(
  sql: Transaction,
  { deviceId }: Session,
  incarnation: string,
  { accepted, last }: PushingDevice,
): Promise<void> {
  await sql`UPDATE incarnation SET accepted_client_seq = ${accepted}, last_ms = ${last.ms},
      last_counter = ${last.counter}
    WHERE device_id = ${deviceId} AND incarnation = ${incarnation}`;
}
