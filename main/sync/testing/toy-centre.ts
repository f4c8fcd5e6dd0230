import { effectiveTime, type parseTime } from '../../../shared/sync/clock.ts';
import { syncedEntity } from '../../../shared/sync/entities.ts';
import { effectOf, merge } from '../../../shared/sync/merge.ts';
import type { MergeRow } from '../../../shared/sync/merge-types.ts';
import type { Operation } from '../../../shared/sync/operation.ts';
import type { PulledOperation } from '../apply/operation-applier.ts';
import type { Answer } from '../outbox/sync-outbox.ts';

/**
 * A centre in memory with one stream, for tests of the device: the same merge rules, no network, no
 * users. The real one is main/central.
 */
export class ToyCentre {
  readonly stream: PulledOperation[] = [];
  readonly rows = new Map<string, MergeRow>();
  readonly #last = new Map<string, ReturnType<typeof parseTime>>();

  push(space: number, now: number, operations: readonly Operation[]): Answer[] {
    return operations.map((operation) => this.#take(space, now, operation));
  }

  #take(space: number, now: number, operation: Operation): Answer {
    const seq = this.stream.length + 1;
    const key = `${operation.entity} ${operation.id}`;
    const before = this.rows.get(key);
    const device = String(space);
    const last = this.#last.get(device) ?? { ms: 0, counter: 0, space };
    const time = effectiveTime({ wall: operation.wall_ms, offset: 0, last, serverNow: now });
    this.#last.set(device, time);
    const result = merge(before, operation, { seq, time, timeKnown: true });
    if (result.row) this.rows.set(key, result.row);
    this.stream.push({
      type: 'op',
      seq,
      op_id: operation.op_id,
      tx_id: operation.tx_id,
      device_id: device,
      space,
      uid: 1,
      entity: operation.entity,
      id: operation.id,
      command: operation.command,
      outcome: result.outcome,
      effect: effectOf(before, operation, result),
      changes: result.changes,
      at: time.ms,
      schema_v: operation.schema_v,
      hash: operation.hash,
      conflicts: result.entries.map((entry, index) => ({
        ...entry,
        base: entry.base && { ...entry.base },
        kept: { ...entry.kept },
        lost: { ...entry.lost },
        incoming: [...entry.incoming],
        standing: [...entry.standing],
        conflict_id: `company:${seq}:${index}`,
        entity: operation.entity,
        id: operation.id,
        incoming_uid: 1,
        incoming_device: device,
        standing_uid: 1,
        standing_device: '',
        lost_device: device,
        open: result.outcome === 'conflict',
      })),
    });
    if (!syncedEntity(operation.entity)) throw new Error(operation.entity);
    return {
      client_seq: operation.client_seq,
      seq,
      outcome: result.outcome,
      reason: result.reason,
    };
  }
}
