import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { BlobFolder } from '../../../main/backend/attachments/blob-folder.ts';
import { createCompany, createInvitation } from '../../../main/central/access/companies.ts';
import { openCentre } from '../../../main/central/open-centre.ts';
import { connect } from '../../../main/central/postgres/database.ts';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../../main/central/postgres/embedded.ts';
import { openDatabase } from '../../../main/database/database.ts';
import { silentLogger } from '../../../main/logger.ts';
import { DeviceState } from '../../../main/sync/device-state.ts';
import { SyncOutbox } from '../../../main/sync/outbox/sync-outbox.ts';
import { makeTemplate } from '../simulation/campaign.ts';
import { checkRepeated, checkState } from '../simulation/invariants/check.ts';
import type { CheckedDevice } from '../simulation/invariants/checked-world.ts';
import { Violation } from '../simulation/invariants/violation.ts';
import { Ledger } from '../simulation/ledger.ts';
import { buildPrograms, builtProgram } from './built-programs.ts';
import { centrePoints, devicePoint } from './kill-points.ts';
import { growCompany } from './large-company.ts';

export interface KillCampaignOptions {
  readonly deviceKills: number;
  readonly centreKills: number;
  readonly postgresKills: number;
  /** Each as it comes: what ended where. */
  onKill?(what: string): void;
}

/** So many kills, most of them of devices. */
export function killsOf(count: number): KillCampaignOptions {
  const postgresKills = Math.max(1, Math.floor(count / 50));
  const centreKills = Math.floor(count / 5);
  return { postgresKills, centreKills, deviceKills: count - centreKills - postgresKills };
}

export interface KillCampaignResult {
  /** By point, how often a process ended there. */
  readonly kills: Readonly<Record<string, number>>;
  readonly operations: number;
  /** Operations whose commit a device had told of before it was killed. */
  readonly told: number;
}

/** A process that does not come by its point is killed where it is; a first sync takes longer. */
const patience = 4_000;
const firstSyncPatience = 30_000;
const devices = ['first', 'second', 'third'];

const platform = { now: Date.now, randomBytes };

/**
 * Kills real processes (SIGKILL) again and again: devices and the centre at named points, PostgreSQL
 * anywhere; then lets everybody finish and looks at what there is.
 * @throws Violation where a promise of the protocol is broken
 */
export async function runKills(options: KillCampaignOptions): Promise<KillCampaignResult> {
  const campaign = new KillCampaign(options);
  try {
    return await campaign.run();
  } finally {
    await campaign.dispose();
  }
}

class KillCampaign {
  readonly #options: KillCampaignOptions;
  readonly #folder: string;
  readonly #kills: Record<string, number> = {};
  readonly #told = new Set<string>();
  readonly #children = new Set<ChildProcess>();
  #postgres!: EmbeddedPostgres;
  #port = 0;
  #company = 0;
  #centre: ChildProcess | undefined;
  #finished = false;
  /** Resolves when PostgreSQL runs again. */
  #postgresBack: Promise<unknown> = Promise.resolve();

  constructor(options: KillCampaignOptions) {
    this.#options = options;
    this.#folder = mkdtempSync(join(tmpdir(), 'credo-kills-'));
    chmodSync(this.#folder, 0o711);
  }

  async run(): Promise<KillCampaignResult> {
    await buildPrograms();
    const code = await this.#prepare();
    const serving = this.#serve();
    const working = [
      ...devices.map((name, index) => this.#work(name, index, code)),
      this.#killPostgres(),
    ];
    try {
      await Promise.all(working);
    } finally {
      this.#finished = true;
      for (const child of this.#children) child.kill('SIGKILL');
      await Promise.allSettled([...working, serving]);
    }
    await this.#startCentre(undefined);
    await this.#finish();
    const operations = await this.#check();
    return { kills: this.#kills, operations, told: this.#told.size };
  }

  async dispose(): Promise<void> {
    this.#finished = true;
    for (const child of this.#children) child.kill('SIGKILL');
    await this.#postgres?.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** @returns a code for any number of devices: who is killed while joining tries again */
  async #prepare(): Promise<string> {
    this.#postgres = await startEmbeddedPostgres(join(this.#folder, 'postgres'), silentLogger);
    this.#port = await freePort();
    const template = makeTemplate(this.#folder);
    for (const name of devices) {
      mkdirSync(join(this.#folder, name));
      copyFileSync(template, join(this.#folder, name, 'credo.db'));
    }
    return this.#withDatabase(async (database) => {
      const opened = await openCentre({
        ...{ database, platform, logger: silentLogger, dataFolder: this.#folder },
      });
      this.#company = await database.begin((sql) => createCompany(sql, platform, '测试公司'));
      await growCompany(database, this.#company);
      const invitation = { companyId: this.#company, role: 'recruiter' as const, unlimited: true };
      const { code } = await createInvitation(database, platform, invitation);
      await opened.stop();
      return code;
    });
  }

  async #withDatabase<Result>(
    work: (database: ReturnType<typeof connect>) => Promise<Result>,
  ): Promise<Result> {
    const database = connect(
      { ...this.#postgres.address, database: 'postgres' },
      { logger: silentLogger, connections: 4 },
    );
    try {
      return await work(database);
    } finally {
      await database.end({ timeout: 1 });
    }
  }

  /** The centre, started anew whenever it ends; killed at its points. */
  async #serve(): Promise<void> {
    for (let life = 0; !this.#finished; life += 1) {
      const point = centrePoints[life % centrePoints.length] as string;
      const kills = life < this.#options.centreKills;
      const nth = 1 + (life % 5) * (point.endsWith('fsync') ? 1 : 7);
      const child = await this.#startCentre(kills ? `${point}:${nth}` : undefined);
      if (!child) continue;
      const exited = once(child, 'exit');
      const timer = kills ? setTimeout(() => child.kill('SIGKILL'), patience) : undefined;
      await exited;
      clearTimeout(timer);
      if (kills) this.#count(`centre ${point}`);
    }
  }

  /** @returns the process once it serves; undefined where it ended before */
  async #startCentre(killAt: string | undefined): Promise<ChildProcess | undefined> {
    await this.#postgresBack;
    const child = this.#spawn(
      'centre-child',
      [this.#folder, String(this.#port), JSON.stringify(this.#postgres.address)],
      killAt,
    );
    this.#centre = child;
    const exited = once(child, 'exit');
    const ready = once(createInterface({ input: child.stdout as NodeJS.ReadableStream }), 'line');
    await Promise.race([ready, exited]);
    return child.exitCode === null && child.signalCode === null ? child : undefined;
  }

  async #work(name: string, index: number, code: string): Promise<void> {
    const lives = Math.ceil(this.#options.deviceKills / devices.length);
    for (let life = 0; life < lives && !this.#finished; life += 1) {
      const point = devicePoint(life, index);
      const child = this.#spawn('device-child', this.#device(name, code, 'work'), point);
      let at = 'anywhere';
      const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
      lines.on('line', (line) => {
        const said = JSON.parse(line) as string | readonly string[];
        if (typeof said === 'string') at = said;
        else for (const operation of said) this.#told.add(operation);
      });
      const exited = once(child, 'exit');
      const longer = /exchange|snapshot/.test(point);
      const timer = setTimeout(() => child.kill('SIGKILL'), longer ? firstSyncPatience : patience);
      const [, signal] = (await exited) as [number | null, string | null];
      clearTimeout(timer);
      if (signal !== 'SIGKILL') throw new Error(`${name} ended by itself`);
      this.#count(`device ${at}`);
      // Now and then both sides end at once.
      if (life % 8 === 7 && this.#centre?.kill('SIGKILL')) this.#count('centre with a device');
    }
  }

  #device(name: string, code: string, mode: 'work' | 'finish'): string[] {
    return [join(this.#folder, name), `http://127.0.0.1:${this.#port}`, code, mode];
  }

  async #killPostgres(): Promise<void> {
    for (let kill = 0; kill < this.#options.postgresKills; kill += 1) {
      await wait(2_500);
      if (this.#finished) return;
      const file = join(this.#folder, 'postgres', 'cluster', 'postmaster.pid');
      const back = Promise.withResolvers<void>();
      this.#postgresBack = back.promise;
      process.kill(Number(readFileSync(file, 'utf8').split('\n')[0]), 'SIGKILL');
      await this.#postgres.ended;
      await this.#postgres.stop();
      this.#count('PostgreSQL');
      this.#postgres = await this.#restarted();
      back.resolve();
      // It goes on with the one there is now.
      this.#centre?.kill('SIGKILL');
    }
  }

  /** Its children may hold its memory for a moment longer. */
  async #restarted(): Promise<EmbeddedPostgres> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await startEmbeddedPostgres(join(this.#folder, 'postgres'), silentLogger);
      } catch (error) {
        if (attempt === 40) throw error;
        await wait(50);
      }
    }
  }

  /** Everybody syncs to the end: once for what there is, once for what the others sent meanwhile. */
  async #finish(): Promise<void> {
    for (let round = 0; round < 2; round += 1) {
      await Promise.all(devices.map((name) => this.#sync(name)));
    }
  }

  async #sync(name: string, code = ''): Promise<void> {
    const child = this.#spawn('device-child', this.#device(name, code, 'finish'), undefined);
    const [end] = (await once(child, 'exit')) as [number | null];
    if (end !== 0) throw new Error(`${name} does not come to an end`);
  }

  async #check(): Promise<number> {
    const ledger = new Ledger();
    const checked = await this.#withDatabase(async (database) => {
      const world = this.#world(database, ledger);
      const state = await this.#withDevices((opened) => {
        for (const device of opened) ledger.note(device);
        return checkState(world, opened);
      });
      for (const operation of this.#told) {
        if (ledger.entries.has(operation)) continue;
        throw new Violation('every committed operation has one outcome or is visibly parked', {
          told: operation,
        });
      }
      await this.#withDevices(async (opened) => {
        for (const device of opened) new SyncOutbox(device.database).sendAgainAfter(0);
      });
      await this.#finish();
      await this.#withDevices((opened) => checkRepeated(world, opened, state));
      return ledger.entries.size;
    });
    return checked;
  }

  #world(database: ReturnType<typeof connect>, ledger: Ledger) {
    const centre = { database, company: this.#company };
    return { ledger, centre, folder: this.#folder, now: Date.now(), rewound: false };
  }

  async #withDevices<Result>(
    work: (
      opened: readonly (CheckedDevice & { epoch: (scope: 'company' | 'user') => string })[],
    ) => Result | Promise<Result>,
  ): Promise<Result> {
    const opened = devices.map((name) => {
      const database = openDatabase(join(this.#folder, name, 'credo.db'));
      const state = new DeviceState(database);
      const files = new BlobFolder(join(this.#folder, name, 'attachments'));
      const epoch = (scope: 'company' | 'user') => state.cursor(scope).epoch;
      return { name, database, files, epoch, uid: state.membership?.uid };
    });
    try {
      return await work(opened);
    } finally {
      for (const { database } of opened) database.close();
    }
  }

  #count(what: string): void {
    this.#kills[what] = (this.#kills[what] ?? 0) + 1;
    this.#options.onKill?.(what);
  }

  #spawn(
    name: Parameters<typeof builtProgram>[0],
    args: readonly string[],
    killAt: string | undefined,
  ): ChildProcess {
    const child = spawn(process.execPath, [builtProgram(name), ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, CREDO_KILL_AT: killAt ?? '' },
    });
    this.#children.add(child);
    child.once('exit', () => this.#children.delete(child));
    return child;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}
