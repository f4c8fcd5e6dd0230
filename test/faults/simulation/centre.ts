import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCompany, createInvitation } from '../../../main/central/access/companies.ts';
import { startNewEpochs } from '../../../main/central/backup/restore.ts';
import { backupTables } from '../../../main/central/backup/tables.ts';
import { BlobService } from '../../../main/central/blobs/blob-service.ts';
import type { Centre } from '../../../main/central/centre.ts';
import { EventHub } from '../../../main/central/events/event-hub.ts';
import { createCentralApp } from '../../../main/central/http/central-app.ts';
import { openCentre } from '../../../main/central/open-centre.ts';
import { connect, type Database } from '../../../main/central/postgres/database.ts';
import { startEmbeddedPostgres } from '../../../main/central/postgres/embedded.ts';
import { silentLogger } from '../../../main/logger.ts';
import type { Platform } from '../../../main/platform.ts';
import { answering, type Fetch } from './network.ts';

/** One PostgreSQL with the centre's tables, for all worlds of a process. */
export interface SharedCentre {
  readonly centre: Centre;
  readonly database: Database;
  stop(): Promise<void>;
}

const memory = '/dev/shm';
/** What a run may need at most, bytes. */
const needed = 4 * 1024 ** 3;

/** A folder for a run: in memory where the system has such a place with room in it. */
export function simulationFolder(): string {
  const room = existsSync(memory) ? statfsSync(memory) : undefined;
  const inMemory = room && room.bavail * room.bsize > needed;
  const folder = mkdtempSync(join(inMemory ? memory : tmpdir(), 'credo-faults-'));
  chmodSync(folder, 0o711);
  return folder;
}

export async function startSharedCentre(folder: string): Promise<SharedCentre> {
  const postgres = await startEmbeddedPostgres(join(folder, 'postgres'), silentLogger);
  const database = connect(
    { ...postgres.address, database: 'postgres' },
    { logger: silentLogger, connections: 10 },
  );
  // Nothing is killed here: waiting for a disk would only cost time.
  await database.unsafe(`ALTER SYSTEM SET synchronous_commit = off`);
  await database.unsafe('SELECT pg_reload_conf()');
  const platform: Platform = { now: () => 0, randomBytes };
  const opened = await openCentre({ database, dataFolder: folder, platform, logger: silentLogger });
  // Worlds have times of their own, and one must not take another's challenges for old.
  await database.unsafe(`
    CREATE FUNCTION keep_challenge() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN NEW.expires_at = 9007199254740991; RETURN NEW; END';
    CREATE TRIGGER keep_challenge BEFORE INSERT ON challenge
      FOR EACH ROW EXECUTE FUNCTION keep_challenge()`);
  return {
    centre: opened.centre,
    database,
    async stop() {
      await opened.stop();
      await database.end({ timeout: 1 });
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

type Rows = Record<string, string>;

/** A company's centre in a world of its own time; its process may be started anew. */
export class WorldCentre {
  readonly database: Database;
  readonly #shared: SharedCentre;
  readonly #platform: Platform;
  readonly #folder: string;
  company = 0;
  #copy: Rows | undefined;

  constructor(shared: SharedCentre, platform: Platform, folder: string) {
    this.#shared = shared;
    this.#platform = platform;
    this.#folder = folder;
    this.database = shared.database;
  }

  async create(): Promise<void> {
    this.company = await this.database.begin((sql) =>
      createCompany(sql, this.#platform, '测试公司'),
    );
  }

  async invite(uid?: number): Promise<string> {
    const { code } = await createInvitation(this.database, this.#platform, {
      companyId: this.company,
      role: 'recruiter',
      ...(uid === undefined ? { userName: '周敏' } : { uid }),
    });
    return code;
  }

  /** A new process on the same database. */
  start(): Fetch {
    const centre: Centre = {
      ...this.#shared.centre,
      database: watched(this.database),
      platform: this.#platform,
      blobFolder: join(this.#folder, 'blobs'),
    };
    const app = createCentralApp({
      centre,
      blobs: new BlobService(centre),
      events: new EventHub(centre),
      candidates: undefined,
      metricsToken: undefined,
      stopping: () => false,
    });
    return (request) => app.fetch(request);
  }

  /** Keeps a copy of everything that the company has, as a backup does. */
  async copy(): Promise<void> {
    const rows: Rows = {};
    for (const table of backupTables) {
      const where = ownRows[table];
      if (!where) continue;
      const [row] = await this.database.unsafe(
        `SELECT coalesce(json_agg(t), '[]')::text AS rows FROM ${table} t WHERE ${where}`,
        [this.company],
      );
      rows[table] = String(row?.rows);
    }
    this.#copy = rows;
  }

  /** Puts the copy in the place of what there is. @returns whether there was one */
  async restore(): Promise<boolean> {
    const copy = this.#copy;
    if (!copy) return false;
    await this.database.begin(async (sql) => {
      for (const table of Object.keys(copy).reverse()) {
        await sql.unsafe(`DELETE FROM ${table} t WHERE ${ownRows[table]}`, [this.company]);
      }
      for (const [table, rows] of Object.entries(copy)) {
        await sql.unsafe(
          `INSERT INTO ${table} OVERRIDING SYSTEM VALUE
           SELECT * FROM json_populate_recordset(null::${table}, $1::text::json)`,
          [rows],
        );
      }
      await startNewEpochs(sql, this.#platform, [this.company]);
    });
    return true;
  }
}

const ofStreams = 'stream_id IN (SELECT stream_id FROM stream WHERE company_id = $1)';
const ofDevices = 'device_id IN (SELECT device_id FROM device WHERE company_id = $1)';
const ofCompany = 'company_id = $1';

/** Which rows of a table are a company's. */
const ownRows: Readonly<Record<string, string>> = {
  company: ofCompany,
  account: ofCompany,
  stream: ofCompany,
  device: ofCompany,
  incarnation: ofCompany,
  device_clock: ofDevices,
  invitation: ofCompany,
  op: ofStreams,
  synced_row: ofStreams,
  conflict: ofStreams,
  decision: ofStreams,
  decision_citation: ofStreams,
  blob: ofCompany,
};

/** The database, whose transactions may be held or fail right before they commit. */
function watched(database: Database): Database {
  const begin = (work: (sql: never) => Promise<unknown>) =>
    database.begin(async (sql) => {
      const result = await work(sql as never);
      const request = answering.getStore();
      if (request?.gate) {
        request.gate.reached();
        await request.gate.open;
      }
      if (request?.fails) throw new Error('the centre ended');
      return result;
    });
  return new Proxy(database, {
    get: (target, name) => (name === 'begin' ? begin : Reflect.get(target, name)),
  });
}
