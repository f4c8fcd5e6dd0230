import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { type Backend, createBackend } from '../../../main/backend/backend.ts';
import { dropListStructures } from '../../../main/backend/pipeline/list/prepare-list.ts';
import { silentLogger } from '../../../main/logger.ts';
import { syncedEntities } from '../../../shared/sync/entities.ts';
import { answerCalls, sharedNow, tellParent } from './calls.ts';
import { type Columns, positions, recordGroup, rowsOfGroup } from './records.ts';

/** The workstation of the sync bench: the whole backend, in a process of its own. */
let backend: Backend;

answerCalls({
  open(dataFolder: string) {
    backend = createBackend({ dataFolder, logger: silentLogger, version: '0.1.0' });
  },
  /** Joins and takes everything; resolves when the device is up to date. */
  async join({ url, code }: { url: string; code: string }) {
    const { sync, workspace } = backend;
    const measured = await measure(async () => {
      const request = { url, code, deviceName: 'bench', userName: '测试' };
      await sync.join(request, workspace.user.uid);
      await untilCurrent();
    });
    return { ...measured, rows: syncedRows() };
  },
  pause: (paused: boolean) => backend.sync.pause(paused),
  /** Writes records while syncing is paused, without waiting for the disk. */
  fill({ from, rows }: { from: number; rows: number }) {
    dropListStructures(backend.database);
    withoutWaiting(() => fill(from / rowsOfGroup, rows / rowsOfGroup));
  },
  /** Edits candidates, an operation for each, while syncing is paused. */
  edit(operations: number) {
    dropListStructures(backend.database);
    withoutWaiting(() => editAll(operations));
  },
  /** Sends what waits. */
  send: () =>
    measure(async () => {
      backend.sync.pause(false);
      await untilCurrent();
    }),
  /** Measures until everything up to a number of the stream was received. */
  receive: (seq: number) =>
    measure(async () => {
      while (cursor() < seq) await wait(5);
    }),
  head: () => cursor(),
  /** Sets a candidate's phone, as a command does. */
  touch({ id, phone }: { id: string; phone: string }) {
    const at = sharedNow();
    const { database, live } = backend;
    database
      .prepare('UPDATE candidates SET phone = ? WHERE tob_resume_id = ?')
      .run(phone, BigInt(id));
    live.publish({ type: 'applications' });
    return at;
  },
  /** Tells whenever the screen would show another phone of a candidate. */
  watch(id: string) {
    const phone = backend.database
      .prepare<[bigint], string>('SELECT phone FROM candidates WHERE tob_resume_id = ?')
      .pluck();
    let shown: string | undefined;
    backend.live.subscribe(({ type }) => {
      if (type !== 'applications') return;
      const now = phone.get(BigInt(id));
      if (now === shown) return;
      shown = now;
      tellParent('seen', { phone: now, at: sharedNow() });
    });
  },
  async close() {
    await backend.sync.stop();
    backend.close();
  },
});

async function measure(work: () => Promise<void>) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const started = performance.now();
  await work();
  const milliseconds = performance.now() - started;
  delay.disable();
  return {
    milliseconds,
    /** Milliseconds that the event loop was held. */
    loop: { p99: delay.percentile(99) / 1e6, longest: delay.max / 1e6 },
    /** The most memory that the process has had, MiB. */
    memory: process.resourceUsage().maxRSS / 1024,
  };
}

async function untilCurrent(): Promise<void> {
  const { sync } = backend;
  for (;;) {
    const { state, pending, parked, reason } = sync.status();
    if (parked > 0) throw new Error(`${parked} operations were refused`);
    if (state === 'current' && pending === 0) return;
    if (state === 'attention') throw new Error(`needs attention: ${reason}`);
    await wait(5);
  }
}

function cursor(): number {
  const text = backend.database
    .prepare<[], string>(`SELECT value FROM sync_state WHERE key = 'cursor.company'`)
    .pluck()
    .get();
  return text === undefined ? 0 : (JSON.parse(text) as { seq: number }).seq;
}

function syncedRows(): number {
  return Number(backend.database.prepare('SELECT COUNT(*) FROM sync_rows').pluck().get());
}

function withoutWaiting(write: () => void): void {
  backend.database.pragma('synchronous = OFF');
  write();
  backend.database.pragma('synchronous = FULL');
}

function insertion(table: string, columns: Columns): (values: Columns) => number {
  const names = Object.keys(columns);
  const entity = syncedEntities.find((one) => one.table === table);
  const key = entity?.numbered ? [entity.key[0]] : [];
  const values = [...key.map(() => `credo_next_id('${table}')`), ...names.map(() => '?')];
  const statement = backend.database.prepare(
    `INSERT INTO ${table}(${[...key, ...names].join(', ')}) VALUES (${values.join(', ')})`,
  );
  return (values) =>
    Number(statement.run(names.map((name) => bound(name, values))).lastInsertRowid);
}

function bound(name: string, values: Columns): string | number | bigint | null {
  const value = values[name] ?? null;
  return name === 'tob_resume_id' ? BigInt(value as string) : value;
}

function fill(first: number, groups: number): void {
  const { database } = backend;
  const positionIds = bringPositions();
  let sequence = newestChange();
  const sample = recordGroup(0);
  const person = sample.candidates[0] as Columns;
  const insertCandidate = insertion('candidates', person);
  const local = { tob_resume_id: '', tob_position_id: 0, changed_sequence: 0, applied_sequence: 0 };
  const insertApplication = insertion('applications', { ...sample.applications[0], ...local });
  const insertEvent = insertion('application_events', { ...sample.event, application_id: 0 });
  const write = database.transaction((index: number) => {
    const { candidates, applications, event } = recordGroup(index);
    let application_id = 0;
    candidates.forEach((candidate, member) => {
      insertCandidate(candidate);
      sequence += 1;
      application_id = insertApplication({
        ...applications[member],
        tob_resume_id: candidate.tob_resume_id,
        tob_position_id: positionIds[sequence % positions] as number,
        changed_sequence: sequence,
        applied_sequence: sequence,
      });
    });
    insertEvent({ ...event, application_id });
  });
  for (let index = first; index < first + groups; index += 1) write(index);
}

function newestChange(): number {
  const newest = backend.database.prepare('SELECT MAX(changed_sequence) FROM applications').pluck();
  return Number(newest.get() ?? 0);
}

function bringPositions(): number[] {
  const known = backend.database
    .prepare<[], number>('SELECT tob_position_id FROM positions')
    .pluck()
    .all();
  if (known.length > 0) return known;
  const insert = insertion('positions', { name: '', process_id: 1, created_at: 0, updated_at: 0 });
  return Array.from({ length: positions }, (_, index) =>
    insert({ name: `会计${index}`, process_id: 1, created_at: 1, updated_at: 1 }),
  );
}

function editAll(operations: number): void {
  const { database } = backend;
  const ids = database.prepare<[], bigint>('SELECT tob_resume_id FROM candidates').pluck();
  const all = ids.safeIntegers().all();
  const set = database.prepare<[string, bigint]>(
    'UPDATE candidates SET phone = ? WHERE tob_resume_id = ?',
  );
  const edit = database.transaction((index: number) =>
    set.run(`139${String(index).padStart(8, '0')}`, all[index % all.length] as bigint),
  );
  for (let index = 0; index < operations; index += 1) edit(index);
}
