import { copyFileSync, cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BlobFolder } from '../../../main/backend/attachments/blob-folder.ts';
import { BlobStore } from '../../../main/backend/attachments/blob-store.ts';
import { LiveEvents } from '../../../main/backend/live/live-events.ts';
import { SecretStore } from '../../../main/backend/workspace/secret-store.ts';
import { WorkspaceStore } from '../../../main/backend/workspace/workspace-store.ts';
import { type Database, openDatabase } from '../../../main/database/database.ts';
import { silentLogger } from '../../../main/logger.ts';
import type { Platform } from '../../../main/platform.ts';
import { SyncService } from '../../../main/sync/sync-service.ts';
import type { StreamScope } from '../../../shared/sync/operation.ts';
import { Commands } from './commands.ts';
import { Killed, type Line, type SimulatedNetwork } from './network.ts';
import { SeededRandom } from './seeded-random.ts';
import type { Player } from './turns.ts';
import type { VirtualTime } from './virtual-time.ts';

/** Where a device's process ends: before or after its nth request, or its nth commit. */
export interface Kill {
  readonly point: 'send' | 'answer' | 'before-commit' | 'after-commit';
  /** From 1. */
  readonly nth: number;
}

export interface DeviceOptions {
  readonly name: string;
  readonly folder: string;
  /** What its disk has to begin with: a database with the newest schema, or a whole folder. */
  readonly template: string;
  readonly seed: string;
  readonly time: VirtualTime;
  readonly network: SimulatedNetwork;
}

/** What runs of a device until its process ends. */
interface Process {
  readonly database: Database;
  readonly blobs: BlobStore;
  readonly live: LiveEvents;
  readonly sync: SyncService;
  readonly commands: Commands;
  readonly timers: { drop(): void };
  dead: boolean;
}

/** A workstation's sync service over a database file, whose process, clock, disk and line can fail. */
export class Device implements Player {
  readonly name: string;
  readonly folder: string;
  readonly line: Line = { up: true, old: false, faults: [], at: (point) => this.#count(point) };
  /** The wall clock against the centre's, ms. */
  skew = 0;
  kills = 0;
  readonly #options: DeviceOptions;
  readonly #platform: Platform;
  #process: Process | undefined;
  #kill: { point: Kill['point']; left: number } | undefined;
  #fullDisk = false;

  constructor(options: DeviceOptions) {
    const { name, folder, template, seed, time } = options;
    this.name = name;
    this.folder = folder;
    this.#options = options;
    const random = new SeededRandom(`${seed}/${name}`);
    this.#platform = { now: () => time.now + this.skew, randomBytes: random.bytes };
    mkdirSync(folder, { recursive: true });
    if (template.endsWith('.db')) copyFileSync(template, join(folder, 'credo.db'));
    else cpSync(template, folder, { recursive: true });
  }

  get database(): Database {
    return this.#running.database;
  }
  get sync(): SyncService {
    return this.#running.sync;
  }
  get blobs(): BlobStore {
    return this.#running.blobs;
  }
  get commands(): Commands {
    return this.#running.commands;
  }
  get uid(): number | undefined {
    return this.sync.membership?.uid;
  }
  get files(): BlobFolder {
    return this.blobs.folder;
  }
  get joined(): boolean {
    return this.#process?.sync.membership !== undefined;
  }
  get dead(): boolean {
    return this.#process?.dead === true;
  }

  /** Whether it has nothing to send, and everything of the streams as far as they go. */
  isCurrent(heads: ReadonlyMap<number | null, number>): boolean {
    const { state, pending, files } = this.sync.status();
    const at = (scope: StreamScope) => this.#cursor(scope)?.seq;
    const uid = this.uid ?? null;
    if (state !== 'current' || pending > 0 || files.up + files.down > 0) return false;
    return at('company') === heads.get(null) && at('user') === heads.get(uid);
  }

  /** The epoch that a stream's numbers count in here. */
  epoch(scope: StreamScope): string {
    return this.#cursor(scope)?.epoch ?? '';
  }

  #cursor(scope: StreamScope): { epoch: string; seq: number } | undefined {
    const text = this.database
      .prepare<[string], string>('SELECT value FROM sync_state WHERE key = ?')
      .pluck()
      .get(`cursor.${scope}`);
    return text === undefined ? undefined : JSON.parse(text);
  }

  get hasFullDisk(): boolean {
    return this.#fullDisk;
  }

  get busy(): boolean {
    return this.#process?.dead === false && this.#process.sync.busy;
  }

  /** Waits for a round that is running. @returns whether there was one */
  async idle(): Promise<boolean> {
    if (!this.busy) return false;
    await this.sync.idle();
    return true;
  }

  /** The disk has room again, and nothing ends the process. */
  heal(): void {
    this.line.old = false;
    this.#kill = undefined;
    this.fullDisk = false;
  }

  get #running(): Process {
    if (!this.#process) throw new Error(`${this.name} is not running`);
    return this.#process;
  }

  /** Starts the process on what the disk has. */
  start(): void {
    const { network, time } = this.#options;
    const database = openDatabase(join(this.folder, 'credo.db'));
    database.pragma('synchronous = OFF');
    const timers = time.scheduler();
    const live = new LiveEvents(database);
    const platform = this.#platform;
    new WorkspaceStore(database, platform);
    const named = database
      .prepare<[string], number>('SELECT 1 FROM blobs WHERE sha256 = ?')
      .pluck();
    const blobs = new BlobStore(
      join(this.folder, 'attachments'),
      (sha256) => named.get(sha256) === 1,
    );
    this.#countCommits(database);
    const sync = new SyncService({
      database,
      blobs,
      live,
      platform,
      secrets: new SecretStore(join(this.folder, 'secrets.json')),
      scheduler: timers,
      logger: silentLogger,
      appVersion: '0.1.0',
      network: network.of(this.line, this),
      erasePerson: () => {},
    });
    const commands = new Commands(database, blobs, platform);
    this.#process = { database, blobs, live, sync, commands, timers, dead: false };
    this.#setDisk();
    sync.start();
  }

  /** @param own the workspace's user, where it has been in a company before */
  async join(code: string, own?: number): Promise<void> {
    const { database, sync } = this.#running;
    const alone = database.prepare<[], number>('SELECT MIN(uid) FROM users').pluck();
    const uid = own ?? alone.get() ?? 0;
    const request = { url: 'http://centre', code, deviceName: this.name, userName: this.name };
    await sync.join(request, uid);
  }

  /** Does something in one go, as a user's command does, and lets the service know. */
  async command<Result>(work: (commands: Commands) => Result | Promise<Result>): Promise<Result> {
    const { commands, live } = this.#running;
    const result = await work(commands);
    live.publish({ type: 'applications' });
    return result;
  }

  /** The process ends at a point of what it does next. */
  killAt({ point, nth }: Kill): void {
    this.#kill = { point, left: nth };
  }

  /** Ends the process, where it has not ended by itself, and starts another on what the disk has. */
  async restart(change?: () => void): Promise<void> {
    await this.#end();
    change?.();
    this.start();
  }

  async #end(): Promise<void> {
    const { database, sync, timers } = this.#running;
    this.#running.dead = true;
    this.#kill = undefined;
    timers.drop();
    await sync.stop();
    database.close();
    this.#process = undefined;
  }

  /** Ends the process for good; the disk stays. */
  async end(): Promise<void> {
    if (this.#process) await this.#end();
  }

  /** A copy of the disk: the database alone, or everything beside it too. */
  copyDisk(to: string, whole: boolean): void {
    this.database.pragma('wal_checkpoint(TRUNCATE)');
    mkdirSync(to, { recursive: true });
    if (whole) cpSync(this.folder, to, { recursive: true });
    else copyFileSync(join(this.folder, 'credo.db'), join(to, 'credo.db'));
  }

  /** Puts a copy in the place of the database, which has to be closed. */
  putDatabase(from: string): void {
    const file = join(this.folder, 'credo.db');
    for (const suffix of ['-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
    copyFileSync(join(from, 'credo.db'), file);
  }

  /** The database can or cannot grow. */
  set fullDisk(full: boolean) {
    this.#fullDisk = full;
    this.#setDisk();
  }

  #setDisk(): void {
    const { database } = this.#running;
    const pages = Number(database.pragma('page_count', { simple: true }));
    database.pragma(`max_page_count = ${this.#fullDisk ? pages : 1_000_000}`);
  }

  #count(point: Kill['point']): void {
    if (this.#running.dead) throw new Killed();
    const kill = this.#kill;
    if (kill?.point !== point) return;
    kill.left -= 1;
    if (kill.left === 0) this.#die();
  }

  #die(): never {
    this.kills += 1;
    this.#running.dead = true;
    throw new Killed();
  }

  /** Every outermost transaction may be the last, before its commit or after it. */
  #countCommits(database: Database): void {
    const transaction = database.transaction.bind(database);
    const counted = (run: (...args: never[]) => unknown) =>
      ((...args: never[]) => {
        if (database.inTransaction) return run(...args);
        if (this.#process?.dead) throw new Killed();
        return transaction(() => {
          const result = run(...args);
          if (this.#process) this.#count('before-commit');
          return result;
        })();
      }) as unknown;
    const after = (run: (...args: never[]) => unknown) =>
      ((...args: never[]) => {
        const outermost = !database.inTransaction;
        const result = run(...args);
        if (outermost && this.#process) this.#count('after-commit');
        return result;
      }) as unknown;
    database.transaction = ((work: never) => {
      const run = transaction(work);
      const wrap = (inner: unknown) => after(counted(inner as never) as never) as never;
      return Object.assign(wrap(run) as object, {
        default: wrap(run.default),
        deferred: wrap(run.deferred),
        immediate: wrap(run.immediate),
        exclusive: wrap(run.exclusive),
      });
    }) as unknown as typeof database.transaction;
  }
}
