import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { captureOf } from '../sync/capture/change-capture.ts';
import { ExchangeableDatabase } from './exchangeable-database.ts';
import { type Migration, migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';

export type Database = Sqlite.Database;

/** A database that this version of Credo cannot open; the message is for the user. */
export class DatabaseRefused extends Error {
  override readonly name = 'DatabaseRefused';
  /** `newer`: written by a later version of Credo; `unreadable`: not a Credo database. */
  readonly reason: 'newer' | 'unreadable';

  constructor(reason: 'newer' | 'unreadable', message: string) {
    super(message);
    this.reason = reason;
  }
}

export interface OpenOptions {
  /** Steps to bring the file to; all of them by default. Tests pass fewer to build old files. */
  migrations?: readonly Migration[];
}

/**
 * Opens (or creates) the workspace database and brings it to the newest schema.
 * `file` may be `:memory:`.
 *
 * Durable on commit: WAL with `synchronous=FULL`. A copy of an existing file is kept beside it
 * before a migration (`<file>.before-<version>`).
 * @throws DatabaseRefused where the file is from a newer version or is not a database; it is untouched
 */
export function openDatabase(file: string, options: OpenOptions = {}): ExchangeableDatabase {
  const steps = options.migrations ?? migrations;
  if (file !== ':memory:' && existsSync(file)) refuseUnknown(file, steps);
  const database = new ExchangeableDatabase(file, configure);
  try {
    // Triggers of synced tables call its functions, whoever writes.
    captureOf(database);
    migrate(database, steps);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function configure(connection: Database): void {
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  connection.pragma('foreign_keys = ON');
  // What is deleted is overwritten where that costs no writing of its own.
  connection.pragma('secure_delete = FAST');
  connection.pragma('temp_store = MEMORY');
  connection.pragma('cache_size = -65536');
  connection.pragma('mmap_size = 268435456');
}

/** Looks before opening for writing, so that a refusal leaves the file as it was. */
function refuseUnknown(file: string, steps: readonly Migration[]): void {
  const newest = steps.at(-1)?.version ?? 0;
  const version = existsSync(`${file}-wal`) ? versionThroughLog(file) : versionInHeader(file);
  if (version > newest) {
    throw new DatabaseRefused(
      'newer',
      `${file} was written by a newer version of Credo (schema ${version}, this one knows ${newest})`,
    );
  }
}

const headerMagic = 'SQLite format 3\u0000';

/**
 * `user_version` from the file's header (SQLite file format, offset 60). SQLite itself would leave an
 * empty log and index beside a WAL database, even when it opens it read-only.
 */
function versionInHeader(file: string): number {
  const header = Buffer.alloc(100);
  const descriptor = openSync(file, 'r');
  try {
    const length = readSync(descriptor, header, 0, header.length, 0);
    if (length === 0) return 0;
    if (length < header.length || header.toString('latin1', 0, 16) !== headerMagic) {
      throw new DatabaseRefused('unreadable', `${file} is not a Credo database`);
    }
    return header.readUInt32BE(60);
  } finally {
    closeSync(descriptor);
  }
}

/** `user_version` where a log lies beside the file and may hold a newer one than the header. */
function versionThroughLog(file: string): number {
  try {
    const probe = new Sqlite(file, { readonly: true });
    try {
      return Number(probe.pragma('user_version', { simple: true }));
    } finally {
      probe.close();
    }
  } catch (error) {
    throw new DatabaseRefused(
      'unreadable',
      `${file} is not a Credo database: ${(error as Error).message}`,
    );
  }
}
