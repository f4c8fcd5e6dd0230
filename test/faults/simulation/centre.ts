import { join } from 'node:path';
import {
  createCompany,
  createInvitation,
  defaultLimitBytes,
} from '../../../main/central/access/companies.ts';
import { startNewEpochs } from '../../../main/central/backup/restore.ts';
import { backupTables } from '../../../main/central/backup/tables.ts';
import { BlobService } from '../../../main/central/blobs/blob-service.ts';
import type { Centre } from '../../../main/central/centre.ts';
import { EventHub } from '../../../main/central/events/event-hub.ts';
import { createCentralApp } from '../../../main/central/http/central-app.ts';
import type { Database, Transaction } from '../../../main/central/postgres/database.ts';
import type { Platform } from '../../../main/platform.ts';
import type { Role } from '../../../shared/sync/protocol-access.ts';
import type { CentreSlot } from './centre-slots.ts';
import { answering, type Fetch } from './network.ts';

/** What a table holds, as JSON. */
export type Rows = Readonly<Record<string, string>>;

/** Of one company: everything but the centre's own identity, which all worlds share. */
const tables = backupTables.filter((table) => table !== 'central_meta');

/** The centre of a world, alone in its database; its process may be started anew. */
export class WorldCentre {
  readonly database: Database;
  readonly #slot: CentreSlot;
  readonly #platform: Platform;
  readonly #folder: string;
  company = 0;
  #copy: Rows | undefined;

  constructor(slot: CentreSlot, platform: Platform, folder: string) {
    this.#slot = slot;
    this.#platform = platform;
    this.#folder = folder;
    this.database = slot.database;
  }

  /** Makes a company, with the same ids in every world. */
  async create(): Promise<void> {
    await this.put({});
    this.company = await this.database.begin((sql) =>
      createCompany(sql, this.#platform, '测试公司'),
    );
  }

  async invite(who: { uid?: number | undefined; role?: Role }): Promise<string> {
    const { uid, role = 'recruiter' } = who;
    const { code } = await createInvitation(this.database, this.#platform, {
      companyId: this.company,
      role,
      ...(uid === undefined ? { userName: '周敏' } : { uid }),
    });
    return code;
  }

  /** The company has no room left, or as much as it had. */
  async limit(full: boolean): Promise<void> {
    const limit = full ? 0 : defaultLimitBytes;
    await this
      .database`UPDATE company SET limit_bytes = ${limit} WHERE company_id = ${this.company}`;
  }

  /** A new process on the same database. */
  start(): Fetch {
    const centre: Centre = {
      ...this.#slot.centre,
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

  /** Everything that the centre has, as a backup holds it. */
  async take(): Promise<Rows> {
    const parts = tables.map(
      (name) => `'${name}', (SELECT coalesce(json_agg(t), '[]')::text FROM ${name} t)`,
    );
    const [row] = await this.database.unsafe(`SELECT json_build_object(${parts})::text AS rows`);
    return JSON.parse(String(row?.rows)) as Rows;
  }

  /** Keeps a copy of everything. */
  async copy(): Promise<void> {
    this.#copy = await this.take();
  }

  /** Puts the copy in the place of what there is. @returns whether there was one */
  async restore(): Promise<boolean> {
    const copy = this.#copy;
    if (!copy) return false;
    await this.put(copy, (sql) => startNewEpochs(sql, this.#platform, [this.company]));
    return true;
  }

  /** Makes these rows all that there are, and lets new ids go on from them. */
  async put(rows: Rows, then: (sql: Transaction) => unknown = () => {}): Promise<void> {
    const emptied = [...tables].reverse().map((table) => `DELETE FROM ${table}`);
    await this.database.begin(async (sql) => {
      await sql.unsafe([...emptied, 'DELETE FROM challenge'].join(';'));
      for (const [table, text] of Object.entries(rows)) {
        if (text === '[]') continue;
        await sql.unsafe(
          `INSERT INTO ${table} OVERRIDING SYSTEM VALUE
           SELECT * FROM json_populate_recordset(null::${table}, $1::text::json)`,
          [text],
          { prepare: true },
        );
      }
      await sql.unsafe(sequences);
      await then(sql);
    });
  }
}

const sequences = `
  SELECT setval(pg_get_serial_sequence('company', 'company_id'),
      (SELECT coalesce(max(company_id), 0) + 1 FROM company), false),
    setval(pg_get_serial_sequence('stream', 'stream_id'),
      (SELECT coalesce(max(stream_id), 0) + 1 FROM stream), false),
    setval('account_uid', (SELECT coalesce(max(uid), 10000) + 1 FROM account), false)`;

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
