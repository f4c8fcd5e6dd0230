import type { CentralState, Line } from './central-state.ts';
import type { CheckedDevice, CheckedWorld } from './checked-world.ts';
import { demand } from './violation.ts';

export function checkOutcomes(
  { ledger }: CheckedWorld,
  devices: readonly CheckedDevice[],
  { ops }: CentralState,
): void {
  const invariant = 'every committed operation has one outcome or is visibly parked';
  const stored = new Map<string, Line>();
  for (const { line } of ops) {
    demand(invariant, !stored.has(line.op_id), () => ({ twice: line.op_id }));
    stored.set(line.op_id, line);
  }
  for (const { op_id, device, entity, id, command } of ledger.entries.values()) {
    demand(invariant, stored.has(op_id), () => ({ lost: { device, entity, id, command } }));
  }
  for (const device of devices) {
    const own = device.database
      .prepare<[], { op_id: string; state: string; outcome: string | null; reason: string | null }>(
        'SELECT op_id, state, outcome, reason FROM sync_outbox WHERE client_seq > 0',
      )
      .all();
    for (const { op_id, state, outcome, reason } of own) {
      const line = stored.get(op_id);
      const agreed = outcome === 'duplicate' || outcome === line?.outcome;
      const shown = outcome === 'rejected' ? state === 'parked' : state === 'acknowledged';
      demand(invariant, agreed && shown, () => ({
        device: device.name,
        ...{ op_id, state, outcome, reason, stored: line?.outcome },
      }));
    }
  }
}
