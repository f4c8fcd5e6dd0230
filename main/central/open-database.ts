import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lockDataFolder } from '../hosting/data-folder.ts';
import { StartupError } from '../hosting/startup-error.ts';
import type { Logger } from '../logger.ts';
import { connect, type Database } from './postgres/database.ts';
import { type PostgresAddress, startEmbeddedPostgres } from './postgres/embedded.ts';

/** The centre's database, however it is reached. */
export interface OpenDatabase {
  readonly database: Database;
  /** Resolves where the embedded server ended by itself; never for another's. */
  readonly lost: Promise<void>;
  close(): Promise<void>;
}

export interface OpenDatabaseOptions {
  dataFolder: string;
  /** `DATABASE_URL`: a PostgreSQL of one's own (15 or newer). */
  url: string | undefined;
  logger: Logger;
}

const databaseName = 'postgres';
const never = new Promise<void>(() => undefined);

/**
 * Opens the database that `DATABASE_URL` names, or starts the embedded PostgreSQL on the data folder,
 * which is this process's alone then.
 * @throws StartupError where neither can be had
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<OpenDatabase> {
  const { dataFolder, url, logger } = options;
  if (url) {
    makeFolder(dataFolder);
    const database = await connected(connect(url, { logger }));
    return { database, lost: never, close: () => database.end({ timeout: 3 }) };
  }
  makeFolder(dataFolder);
  const lock = lockDataFolder(dataFolder);
  try {
    const postgres = await startEmbeddedPostgres(join(dataFolder, 'postgres'), logger);
    const running = join(dataFolder, 'running.json');
    writeFileSync(running, JSON.stringify(postgres.address), { mode: 0o600 });
    const database = connect({ ...postgres.address, database: databaseName }, { logger });
    return {
      database,
      lost: postgres.ended,
      async close() {
        rmSync(running, { force: true });
        await database.end({ timeout: 3 });
        await postgres.stop();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/**
 * Opens the database for a command beside a centre that may be running: through the running one's
 * server where there is one.
 */
export async function joinDatabase(options: OpenDatabaseOptions): Promise<OpenDatabase> {
  const running = join(options.dataFolder, 'running.json');
  if (options.url || !existsSync(running)) return openDatabase(options);
  const address = JSON.parse(readFileSync(running, 'utf8')) as PostgresAddress;
  try {
    const database = await connected(
      connect({ ...address, database: databaseName }, { logger: options.logger, connections: 2 }),
    );
    return { database, lost: never, close: () => database.end({ timeout: 3 }) };
  } catch {
    // What a killed centre left behind.
    return openDatabase(options);
  }
}

async function connected(database: Database): Promise<Database> {
  try {
    const [row] = await database<{ version: number }[]>`
      SELECT current_setting('server_version_num')::integer AS version`;
    if ((row?.version ?? 0) >= 150_000) return database;
  } catch (error) {
    await database.end({ timeout: 1 });
    const reason = (error as Error).message;
    throw new StartupError(
      `无法连接数据库：${reason}`,
      `The database cannot be reached: ${reason}`,
      {
        cause: error,
      },
    );
  }
  await database.end({ timeout: 1 });
  throw new StartupError('需要 PostgreSQL 15 或更新版本', 'PostgreSQL 15 or newer is needed');
}

/** PostgreSQL's own user goes through the folder, where we are the superuser; nobody reads it. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolder(parent);
  try {
    mkdirSync(folder, { mode: 0o711 });
    chmodSync(folder, 0o711);
  } catch (error) {
    throw new StartupError(
      `无法写入数据目录：${folder}（${(error as Error).message}）`,
      `The data folder cannot be written: ${folder} (${(error as Error).message})`,
      { cause: error },
    );
  }
}
