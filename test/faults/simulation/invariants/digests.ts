import type { Statement } from 'better-sqlite3';
import type { Database } from '../../../../main/database/database.ts';
import { syncsSql } from '../../../../main/sync/capture/capture-triggers.ts';
import { syncedEntities, syncedEntity } from '../../../../shared/sync/entities.ts';
import { centreSpace, rowId, spaceOf, type Values } from '../../../../shared/sync/ids.ts';
import { type CentralState, text } from './central-state.ts';
import type { CheckedDevice, CheckedWorld } from './checked-world.ts';
import { demand } from './violation.ts';

const statements = new WeakMap<Database, Map<string, Statement<[], Values>>>();

function prepared(database: Database, sql: string): Statement<[], Values> {
  const known = statements.get(database) ?? new Map<string, Statement<[], Values>>();
  statements.set(database, known);
  const statement = known.get(sql) ?? database.prepare<[], Values>(sql);
  known.set(sql, statement);
  return statement;
}

/** Every synced row of a device as the wire has it, without what it shows as parked. */
function rowsOf({ database, uid }: CheckedDevice): {
  rows: Map<string, Values>;
  parked: Set<string>;
} {
  const parked = new Set(
    database
      .prepare<[], string>(`SELECT entity || ' ' || id FROM sync_outbox WHERE state = 'parked'`)
      .pluck()
      .all(),
  );
  for (const { raw, reason } of database
    .prepare<[], { raw: string; reason: string }>('SELECT raw, reason FROM sync_parked')
    .all()) {
    const { entity, id } = JSON.parse(raw) as { entity: string; id: string };
    demand('equal digests everywhere', reason === 'schema', () => ({
      unappliable: reason,
      entity,
      id,
    }));
    parked.add(`${entity} ${id}`);
  }
  const rows = new Map<string, Values>();
  for (const entity of syncedEntities) {
    if (entity.kind === 'central') continue;
    const columns = Object.entries(entity.columns)
      .filter(([, { sealed }]) => !sealed)
      .map(([name, { type }]) => (type === 'big' ? `CAST(${name} AS TEXT) AS ${name}` : name));
    const sql = `SELECT ${columns.join(', ')} FROM ${entity.table} t WHERE ${syncsSql(entity, 't')}`;
    for (const row of prepared(database, sql).all()) {
      if (entity.columns.uid && row.uid !== 0 && entity.scope === 'byUid') {
        if (row.uid !== uid) continue;
      }
      rows.set(`${entity.name} ${rowId(entity, row)}`, row);
    }
  }
  return { rows, parked };
}

/** Every device has what the centre has, and derives the same from it. */
export function checkDigests(
  world: CheckedWorld,
  devices: readonly CheckedDevice[],
  { streams, rows: central }: CentralState,
): void {
  const invariant = 'equal digests everywhere';
  let first: { name: string; derived: string } | undefined;
  for (const device of devices) {
    const { rows, parked } = rowsOf(device);
    const uid = device.uid;
    const expected = new Map(
      streams
        .filter((stream) => stream.uid === null || stream.uid === uid)
        .flatMap(({ stream_id }) => [...(central.get(stream_id) ?? [])]),
    );
    for (const key of new Set([...rows.keys(), ...expected.keys()])) {
      const entity = syncedEntity(key.slice(0, key.indexOf(' ')));
      if (!entity || entity.kind === 'central' || parked.has(key)) continue;
      const columns = Object.entries(entity.columns)
        .filter(([, { sealed, rule }]) => !sealed && rule !== 'initial')
        .map(([name]) => name);
      // What the centre itself made and lost when it was put back stays where somebody had it.
      const unmade = world.rewound && spaceOf(Number(key.split(' ')[1])) === centreSpace;
      if (unmade && !expected.has(key)) continue;
      const pick = (row: Values | undefined) => row && columns.map((name) => row[name] ?? null);
      const [here, there] = [pick(rows.get(key)), pick(expected.get(key))];
      demand(invariant, text(here) === text(there), () => ({
        device: device.name,
        key,
        differ: columns.filter((_, index) => here?.[index] !== there?.[index]),
        here: here ?? 'missing',
        centre: there ?? 'missing',
      }));
    }
    const derived = text(
      device.database
        .prepare('SELECT certificate_id, review_status FROM certificates ORDER BY certificate_id')
        .all(),
    );
    if (parked.size === 0) {
      demand(invariant, !first || first.derived === derived, () => ({
        verdicts: [first, { name: device.name, derived }],
      }));
      first ??= { name: device.name, derived };
    }
  }
}
