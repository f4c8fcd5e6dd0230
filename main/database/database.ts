import { existsSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { type Migration, migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';

export type Database = Sqlite.Database;

/** A database that this version of Credo cannot open; the message is for the user. */
export class DatabaseRefused extends Error {
  override readonly name = 'DatabaseRefused';
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
export function openDatabase(file: string, options: OpenOptions = {}): Database {
  const steps = options.migrations ?? migrations;
  if (file !== ':memory:' && existsSync(file)) refuseUnknown(file, steps);
  const database = new Sqlite(file, { timeout: 5000 });
  try {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    database.pragma('temp_store = MEMORY');
    database.pragma('cache_size = -65536');
    database.pragma('mmap_size = 268435456');
    migrate(database, steps);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Reads the version through a read-only connection, so that a refusal leaves the file as it was. */
function refuseUnknown(file: string, steps: readonly Migration[]): void {
  const newest = steps.at(-1)?.version ?? 0;
  let version: number;
  try {
    const probe = new Sqlite(file, { readonly: true });
    try {
      version = Number(probe.pragma('user_version', { simple: true }));
    } finally {
      probe.close();
    }
  } catch (error) {
    throw new DatabaseRefused(`${file} is not a Credo database: ${(error as Error).message}`);
  }
  if (version > newest) {
    throw new DatabaseRefused(
      `${file} was written by a newer version of Credo (schema ${version}, this one knows ${newest})`,
    );
  }
}
