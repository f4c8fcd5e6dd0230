import { type CentralState, text } from './central-state.ts';
import type { CheckedDevice, CheckedWorld } from './checked-world.ts';
import { demand } from './violation.ts';

export async function checkDecisions(
  { ledger, centre }: CheckedWorld,
  devices: readonly CheckedDevice[],
  { ops }: CentralState,
): Promise<void> {
  const invariant = 'decisions created = decisions stored';
  const rejected = new Set(
    ops.filter(({ line }) => line.outcome === 'rejected').map(({ line }) => line.op_id),
  );
  // A device that was put back to a copy may have said the same again.
  const created = new Set(
    [...ledger.entries.values()]
      .filter(({ entity, op_id }) => entity === 'reviews' && !rejected.has(op_id))
      .map(({ id }) => Number(id)),
  );
  const rows = await centre.database<{ review_id: number }[]>`
    SELECT review_id FROM decision WHERE stream_id IN
      (SELECT stream_id FROM stream WHERE company_id = ${centre.company})`;
  const sorted = (ids: Iterable<number>) => text([...ids].sort((a, b) => a - b));
  const ids = rows.map(({ review_id }) => review_id);
  const stored = sorted(ids);
  demand(invariant, sorted(created) === stored, () => ({ created, stored }));
  for (const { database, name } of devices) {
    // What a copy of a device gave the same number stands parked there, before everybody's eyes.
    const parked = new Set(
      database
        .prepare<[], number>(
          `SELECT CAST(id AS INTEGER) FROM sync_outbox WHERE entity = 'reviews' AND state = 'parked'`,
        )
        .pluck()
        .all(),
    );
    const there = database.prepare<[], number>('SELECT review_id FROM reviews').pluck().all();
    const settled = (reviews: readonly number[]) =>
      sorted(reviews.filter((review) => !parked.has(review)));
    demand(invariant, settled(there) === settled(ids), () => ({ device: name, there, stored }));
  }
}
