import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Statement } from 'better-sqlite3';
import { BlobFolder } from '../../../main/backend/attachments/blob-folder.ts';
import type { Database as CentralDatabase } from '../../../main/central/postgres/database.ts';
import type { Database } from '../../../main/database/database.ts';
import { syncsSql } from '../../../main/sync/capture/capture-triggers.ts';
import { sha256Hex } from '../../../main/sync/capture/change-capture.ts';
import { syncedColumn, syncedEntities, syncedEntity } from '../../../shared/sync/entities.ts';
import { centreSpace, rowId, spaceOf, type Values } from '../../../shared/sync/ids.ts';
import { chainHash, emptyChain, type StreamScope } from '../../../shared/sync/operation.ts';
import type { Conflict, PullLine } from '../../../shared/sync/protocol.ts';
import type { Device } from './device.ts';
import type { Ledger } from './ledger.ts';
import type { World } from './world.ts';

/** What the sync protocol promises once everything is healed. */
export const invariants = [
  'sync resumes within 60 s with no new write',
  'numbers contiguous, chain verified',
  'every committed operation has one outcome or is visibly parked',
  'decisions created = decisions stored',
  'every overwritten human value is in the history',
  'open conflicts are open everywhere',
  'no effective time beyond the server’s',
  'every announced file hashes right and arrives',
  'equal digests everywhere',
  'sending everything again changes nothing',
] as const;
export type Invariant = (typeof invariants)[number];

export class Violation extends Error {
  override readonly name = 'Violation';
  readonly invariant: Invariant;

  constructor(invariant: Invariant, details: unknown) {
    super(`${invariant}: ${JSON.stringify(details)}`);
    this.invariant = invariant;
  }
}

type Line = Extract<PullLine, { type: 'op' }>;

interface Stored {
  readonly stream: number;
  readonly scope: StreamScope;
  readonly uid: number | null;
  readonly line: Line;
  readonly chain: string;
}

export interface CentralState {
  readonly streams: readonly {
    stream_id: number;
    uid: number | null;
    head: number;
    chain_hash: string;
  }[];
  readonly ops: readonly Stored[];
  readonly rows: ReadonlyMap<number, ReadonlyMap<string, Values>>;
  readonly conflicts: readonly (Conflict & { stream: number; seq: number })[];
  readonly files: readonly string[];
}

/** A device whose database is looked at. */
export interface CheckedDevice {
  readonly name: string;
  readonly uid: number | undefined;
  readonly database: Database;
  readonly files: BlobFolder;
}

/** What the checks know besides the devices' and the centre's databases. */
export interface CheckedWorld {
  readonly ledger: Ledger;
  readonly centre: { readonly database: CentralDatabase; readonly company: number };
  /** Where the centre's files are. */
  readonly folder: string;
  /** The centre's time. */
  readonly now: number;
  /** The centre was put back to an older copy. */
  readonly rewound: boolean;
}

function demand(invariant: Invariant, holds: boolean, details: () => unknown): void {
  if (!holds) throw new Violation(invariant, details());
}

/** Polls alone, no hints, no new write: everybody has to be up to date within a minute. */
export async function checkResumes(world: World): Promise<void> {
  const before = world.time.now;
  await world.pass(60_000);
  for (const device of world.devices.filter(({ joined }) => joined)) {
    const { state, reason, pending, lastSyncedAt } = device.sync.status();
    const at = (lastSyncedAt ?? 0) - device.skew;
    demand(
      'sync resumes within 60 s with no new write',
      state === 'current' && pending === 0 && at >= before,
      () => ({ device: device.name, state, reason, pending, at: at - before }),
    );
  }
}

/** The streams as they lie at the centre. */
export async function checkStreams(world: World): Promise<void> {
  checkNumbers(await readCentre(world));
}

/** Lets everybody hear of everything, and looks at the rest. */
export async function checkAll(world: World): Promise<void> {
  const devices = world.devices.filter(({ joined }) => joined);
  await syncAll(world, devices);
  const state = await checkState(world, devices);
  for (const { sync, database } of devices) {
    database.transaction(() => sync.outbox.sendAgainAfter(0))();
  }
  await syncAll(world, devices);
  await checkRepeated(world, devices, state);
}

/** Everything that the databases say, once nothing is on its way any more. */
export async function checkState(
  world: CheckedWorld,
  devices: readonly CheckedDevice[],
): Promise<CentralState> {
  const state = await readCentre(world);
  checkNumbers(state);
  checkOutcomes(world, devices, state);
  await checkDecisions(world, devices, state);
  await world.ledger.keepNumbers(world.centre);
  checkHistory(world, state);
  checkConflicts(devices, state);
  checkTimes(world, state);
  checkFiles(world, devices, state);
  checkDigests(world, devices, state);
  return state;
}

/** After everything was sent again. */
export async function checkRepeated(
  world: CheckedWorld,
  devices: readonly CheckedDevice[],
  before: CentralState,
): Promise<void> {
  const after = await readCentre(world);
  demand(
    'sending everything again changes nothing',
    text(after.streams) === text(before.streams) &&
      text([...after.rows]) === text([...before.rows]),
    () => ({ before: before.streams, after: after.streams }),
  );
  checkDigests(world, devices, after);
}

const text = (value: unknown) =>
  JSON.stringify(value, (_, member) => (member instanceof Map ? [...member] : member));

async function syncAll(world: World, devices: readonly Device[]): Promise<void> {
  for (let round = 0; round < 2; round += 1) {
    for (const device of devices) await device.sync.syncNow();
    await world.settle();
  }
}

async function readCentre({ centre }: CheckedWorld): Promise<CentralState> {
  const { database, company } = centre;
  const streams = await database<CentralState['streams'][number][]>`
    SELECT stream_id, uid, head, chain_hash FROM stream WHERE company_id = ${company}
    ORDER BY stream_id`;
  const ids = streams.map(({ stream_id }) => stream_id);
  const [ops, rows, conflicts, files] = await Promise.all([
    database<{ stream_id: number; line: string; chain_hash: string }[]>`
      SELECT stream_id, line, chain_hash FROM op WHERE stream_id IN ${database(ids)}
      ORDER BY stream_id, seq`,
    database<{ stream_id: number; entity: string; id: string; data: string }[]>`
      SELECT stream_id, entity, id, data FROM synced_row WHERE stream_id IN ${database(ids)}
        AND deleted IS NULL AND NOT erased ORDER BY stream_id, entity, id`,
    database<{ stream_id: number; seq: number; body: string; open: boolean }[]>`
      SELECT stream_id, seq, body, open FROM conflict WHERE stream_id IN ${database(ids)}`,
    database<{ sha256: string }[]>`SELECT sha256 FROM blob WHERE company_id = ${company}`,
  ]);
  const uidOf = new Map(streams.map(({ stream_id, uid }) => [stream_id, uid]));
  return {
    streams,
    ops: ops.map(({ stream_id, line, chain_hash }) => {
      const uid = uidOf.get(stream_id) ?? null;
      const scope = uid === null ? 'company' : 'user';
      return { stream: stream_id, scope, uid, line: JSON.parse(line) as Line, chain: chain_hash };
    }),
    rows: new Map(
      ids.map((id) => [
        id,
        new Map(
          rows
            .filter(({ stream_id }) => stream_id === id)
            .map((row) => [`${row.entity} ${row.id}`, JSON.parse(row.data) as Values]),
        ),
      ]),
    ),
    conflicts: conflicts.map(({ stream_id, seq, body, open }) => ({
      ...(JSON.parse(body) as Conflict),
      open,
      stream: stream_id,
      seq,
    })),
    files: files.map(({ sha256 }) => sha256),
  };
}

function checkNumbers({ streams, ops }: CentralState): void {
  for (const { stream_id, head, chain_hash } of streams) {
    let [seq, chain] = [0, emptyChain];
    for (const { line, chain: stored } of ops.filter(({ stream }) => stream === stream_id)) {
      seq += 1;
      chain = chainHash(chain, line.seq, line.hash, sha256Hex);
      demand('numbers contiguous, chain verified', line.seq === seq && stored === chain, () => ({
        stream_id,
        seq: line.seq,
        expected: seq,
        chain: stored === chain,
      }));
    }
    demand('numbers contiguous, chain verified', seq === head && chain === chain_hash, () => ({
      stream_id,
      seq,
      head,
    }));
  }
}

function checkOutcomes(
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

async function checkDecisions(
  { ledger, centre }: CheckedWorld,
  devices: readonly CheckedDevice[],
  { ops }: CentralState,
): Promise<void> {
  const invariant = 'decisions created = decisions stored';
  const rejected = new Set(
    ops.filter(({ line }) => line.outcome === 'rejected').map(({ line }) => line.op_id),
  );
  const created = [...ledger.entries.values()]
    .filter(({ entity, op_id }) => entity === 'reviews' && !rejected.has(op_id))
    .map(({ id }) => Number(id));
  const rows = await centre.database<{ review_id: number }[]>`
    SELECT review_id FROM decision WHERE stream_id IN
      (SELECT stream_id FROM stream WHERE company_id = ${centre.company})`;
  const sorted = (ids: readonly number[]) => text([...ids].sort((a, b) => a - b));
  const stored = sorted(rows.map(({ review_id }) => review_id));
  demand(invariant, sorted(created) === stored, () => ({ created, stored }));
  for (const { database, name } of devices) {
    const there = database
      .prepare<[], number>(
        `SELECT review_id FROM reviews WHERE CAST(review_id AS TEXT) NOT IN
           (SELECT id FROM sync_outbox WHERE entity = 'reviews' AND state = 'parked')`,
      )
      .pluck()
      .all();
    demand(invariant, sorted(there) === stored, () => ({ device: name, there, stored }));
  }
}

const human = ['field', 'stage', 'document'];

/** Who overwrites what they had not seen leaves it in the history. */
function checkHistory({ ledger }: CheckedWorld, { ops, conflicts }: CentralState): void {
  const invariant = 'every overwritten human value is in the history';
  const standing = new Map<string, Map<string, { op_id: string; value: unknown }>>();
  for (const { stream, line } of ops) {
    const { entity: name, id, op_id, seq, changes, outcome } = line;
    const entry = ledger.entries.get(op_id);
    const entity = syncedEntity(name);
    const key = `${stream} ${name} ${id}`;
    const values = standing.get(key) ?? new Map<string, { op_id: string; value: unknown }>();
    standing.set(key, values);
    const isHuman = (column: string) => human.includes(syncedColumn(entity, column).rule);
    const lost = conflicts.filter((one) => one.stream === stream && one.seq === seq);
    const kept = (column: string, value: unknown) =>
      lost.some((conflict) => column in conflict.lost && conflict.lost[column] === value);
    if (entry && outcome !== 'rejected' && entry.command !== 'delete') {
      for (const [column, value] of Object.entries(entry.patch)) {
        if (!isHuman(column) || (changes && changes[column] === value)) continue;
        if (values.get(column)?.value === value) continue;
        // A repeated creation of an append-only row says nothing new.
        if (!values.has(column)) continue;
        demand(invariant, kept(column, value), () => ({ name, id, column, value, seq, outcome }));
      }
    }
    for (const [column, value] of Object.entries(changes ?? {})) {
      const before = values.get(column);
      values.set(column, { op_id, value });
      if (!before || !isHuman(column) || before.value === value || !entry) continue;
      // Its author saw the value, whoever had written it.
      if (entry.base[column] === before.value) continue;
      if (ledger.knows(entry, before.op_id) || !ledger.entries.has(before.op_id)) continue;
      demand(invariant, kept(column, before.value), () => ({
        ...{ name, id, column, overwritten: before.value, by: value, seq, outcome },
        ...{ device: entry.device, base_seq: entry.base_seq },
        author: ledger.entries.get(before.op_id)?.device,
      }));
    }
  }
}

function checkConflicts(
  devices: readonly CheckedDevice[],
  { conflicts, streams }: CentralState,
): void {
  for (const device of devices) {
    const uid = device.uid;
    const mine = streams.filter((stream) => stream.uid === null || stream.uid === uid);
    const expected = conflicts
      .filter(({ open, stream }) => open && mine.some(({ stream_id }) => stream_id === stream))
      .map(({ conflict_id }) => conflict_id)
      .sort();
    const open = device.database
      .prepare<[], string>('SELECT conflict_id FROM sync_conflicts WHERE open = 1')
      .pluck()
      .all()
      .sort();
    demand('open conflicts are open everywhere', text(open) === text(expected), () => ({
      device: device.name,
      open,
      expected,
    }));
  }
}

function checkTimes({ now }: CheckedWorld, { ops }: CentralState): void {
  for (const { line } of ops) {
    demand('no effective time beyond the server’s', line.at <= now, () => ({
      seq: line.seq,
      beyond: line.at - now,
    }));
  }
}

function checkFiles(
  world: CheckedWorld,
  devices: readonly CheckedDevice[],
  { files, rows }: CentralState,
): void {
  const invariant = 'every announced file hashes right and arrives';
  const folder = new BlobFolder(join(world.folder, 'blobs', String(world.centre.company)));
  const intact = (path: string, sha256: string) =>
    existsSync(path) && createHash('sha256').update(readFileSync(path)).digest('hex') === sha256;
  for (const sha256 of files) {
    demand(invariant, intact(folder.path(sha256), sha256), () => ({ centre: sha256 }));
  }
  const named = new Set(
    [...rows.values()].flatMap((stream) =>
      [...stream]
        .filter(([key]) => key.startsWith('attachments '))
        .map(([, { sha256 }]) => String(sha256)),
    ),
  );
  for (const sha256 of named) {
    if (world.ledger.rotten.has(sha256)) continue;
    demand(invariant, files.includes(sha256), () => ({ missing: sha256 }));
    for (const { name, files: own } of devices) {
      demand(invariant, intact(own.path(sha256), sha256), () => ({
        device: name,
        sha256,
      }));
    }
  }
  for (const { name, database, files: own } of devices) {
    const arrived = database
      .prepare<[], string>(
        `SELECT sha256 FROM sync_files WHERE direction = 'down' AND state = 'done'`,
      )
      .pluck()
      .all();
    for (const sha256 of arrived) {
      demand(invariant, intact(own.path(sha256), sha256), () => ({
        device: name,
        sha256,
      }));
    }
  }
}

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

function checkDigests(
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
