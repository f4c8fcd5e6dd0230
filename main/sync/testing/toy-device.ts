import { syncedEntities } from '../../../shared/sync/entities.ts';
import { rowId, type Values } from '../../../shared/sync/ids.ts';
import { type Operation, pushBody } from '../../../shared/sync/operation.ts';
import {
  createTestBackend,
  type TestBackend,
  testPlatform,
  testStart,
} from '../../backend/test-backend.ts';
import { OperationApplier } from '../apply/operation-applier.ts';
import { installCapture, syncsSql } from '../capture/capture-triggers.ts';
import { captureOf } from '../capture/change-capture.ts';
import { SyncOutbox } from '../outbox/sync-outbox.ts';
import type { ToyCentre } from './toy-centre.ts';

/** A workstation's backend that syncs with a `ToyCentre` when it is told to. */
export class ToyDevice {
  readonly backend: TestBackend;
  readonly outbox: SyncOutbox;
  readonly #space: number;
  readonly #applier: OperationApplier;
  #pushed = 0;
  #pulled = 0;

  constructor(space: number) {
    const clock = { now: testStart };
    // Devices draw different ids.
    const platform = testPlatform(clock, space);
    this.backend = { ...createTestBackend({ platform }), clock };
    const { database } = this.backend;
    this.#space = space;
    this.outbox = new SyncOutbox(database);
    this.#applier = new OperationApplier(database, this.outbox, platform);
    captureOf(database).setPlatform(platform);
    captureOf(database).setClock(null, space, 1);
    installCapture(database);
  }

  push(centre: ToyCentre): void {
    for (;;) {
      const batch = this.outbox.batchAfter(this.#pushed);
      const last = batch.at(-1);
      if (!last) return;
      const now = this.backend.platform.now();
      const { operations } = JSON.parse(pushBody('', batch)) as { operations: Operation[] };
      for (const answer of centre.push(this.#space, now, operations))
        this.outbox.answer(answer, now);
      this.#pushed = last.client_seq;
    }
  }

  pull(centre: ToyCentre): void {
    const { database } = this.backend;
    captureOf(database).applying(() =>
      database.transaction(() => {
        for (const operation of centre.stream.slice(this.#pulled)) {
          this.#applier.apply('company', operation);
        }
        this.#applier.finish();
      })(),
    );
    this.#pulled = centre.stream.length;
  }

  /** Every synced row, by entity and id, as the wire has it. */
  rows(): Map<string, Values> {
    const rows = new Map<string, Values>();
    for (const entity of syncedEntities) {
      if (entity.kind === 'central') continue;
      const columns = Object.entries(entity.columns)
        .filter(([, { sealed }]) => !sealed)
        .map(([name, { type }]) => (type === 'big' ? `CAST(${name} AS TEXT) AS ${name}` : name));
      for (const row of this.backend.database
        .prepare<[], Values>(
          `SELECT ${columns.join(', ')} FROM ${entity.table} t WHERE ${syncsSql(entity, 't')}`,
        )
        .all()) {
        rows.set(`${entity.name} ${rowId(entity, row)}`, row);
      }
    }
    return rows;
  }
}
