import { closeSync, fsyncSync, openSync, rmSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { dropListStructures, prepareList } from '../../backend/pipeline/list/prepare-list.ts';
import type { Database } from '../../database/database.ts';
import { bulkEntities } from './bulk-rows.ts';

/** Applications of the centre are numbered this far behind those that are written here meanwhile. */
const sequenceGap = 1_000_000;

interface Dropped {
  readonly name: string;
  readonly type: 'index' | 'trigger';
  readonly sql: string;
}

/**
 * A copy of a small workspace that a company's rows are written into at full speed: without waiting for
 * the disk, without the large tables' indexes and without what triggers count. `finish` brings all of
 * that and the file to the disk; until then the file is worth nothing.
 */
export class FreshDatabase {
  readonly database: Database;
  /** The newest operation of the outbox when the copy was made. */
  readonly since: number;
  readonly firstSequence: number;
  readonly #file: string;
  readonly #dropped: readonly Dropped[];
  readonly #today: string;

  /** @param live the workspace's file; @param file where the copy goes */
  constructor(live: string, file: string) {
    this.#file = file;
    removeFreshDatabase(file);
    const source = new Sqlite(live, { readonly: true, timeout: 5000 });
    try {
      source.prepare('VACUUM INTO ?').run(file);
    } finally {
      source.close();
    }
    const database = new Sqlite(file);
    this.database = database;
    // A transaction can be taken back; a file that a crash left is thrown away.
    database.pragma('journal_mode = MEMORY');
    database.pragma('synchronous = OFF');
    database.pragma('locking_mode = EXCLUSIVE');
    // Of what a workstation may take while it works on, most is taken already.
    database.pragma('cache_size = -16384');
    database.pragma('foreign_keys = ON');
    const read = <Value>(sql: string) => database.prepare<[], Value>(sql).pluck().get() as Value;
    this.since = read('SELECT coalesce(MAX(client_seq), 0) FROM sync_outbox');
    this.firstSequence =
      sequenceGap + read<number>('SELECT coalesce(MAX(changed_sequence), 0) FROM applications');
    this.#today = read(`SELECT value FROM list_meta WHERE key = 'today'`);
    this.#dropped = this.#dropStructures();
  }

  /** Builds what was left out, and waits until all of it is on disk. */
  finish(): void {
    const { database } = this;
    const exec = (sql: string) => database.exec(sql);
    // Nothing is taken back from here on, and what a journal keeps would be kept in memory.
    database.pragma('journal_mode = OFF');
    for (const { type, sql } of this.#dropped) if (type === 'index') exec(sql);
    exec(`UPDATE positions SET application_count = counted.number
      FROM (SELECT tob_position_id AS id, COUNT(*) AS number FROM applications GROUP BY 1) counted
      WHERE tob_position_id = counted.id`);
    prepareList(database, this.#today);
    for (const { type, sql } of this.#dropped) if (type === 'trigger') exec(sql);
    const [found] = database.pragma('quick_check(1)', { simple: false }) as {
      quick_check: string;
    }[];
    if (found?.quick_check !== 'ok') throw new Error('the fresh database is not whole');
    database.close();
    const descriptor = openSync(this.#file, 'r+');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  }

  #dropStructures(): Dropped[] {
    const { database } = this;
    dropListStructures(database);
    const tables = bulkEntities.map((name) => `'${name}'`).join(', ');
    const dropped = database
      .prepare<[], Dropped>(
        `SELECT name, type, sql FROM sqlite_schema
         WHERE tbl_name IN (${tables}) AND sql IS NOT NULL
           AND (type = 'index' OR (type = 'trigger' AND sql LIKE '% AFTER INSERT ON %'))`,
      )
      .all();
    for (const { name, type } of dropped) database.exec(`DROP ${type} "${name}"`);
    return dropped;
  }
}

/** Takes away what a first sync that was broken off has left. */
export function removeFreshDatabase(file: string): void {
  for (const suffix of ['', '-journal', '-wal', '-shm'])
    rmSync(`${file}${suffix}`, { force: true });
}
