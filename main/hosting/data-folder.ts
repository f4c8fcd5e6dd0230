import { accessSync, constants, existsSync, mkdirSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { StartupError } from './startup-error.ts';

/** The folder of an application's own data: where Electron's `userData` is by default. */
export function userDataFolder(
  platform: NodeJS.Platform = process.platform,
  environment: Readonly<NodeJS.ProcessEnv> = process.env,
): string {
  const home = homedir();
  switch (platform) {
    case 'win32':
      return join(environment.APPDATA || join(home, 'AppData', 'Roaming'), 'Credo');
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Credo');
    default:
      return join(environment.XDG_CONFIG_HOME || join(home, '.config'), 'Credo');
  }
}

/**
 * The workspace's folder where the user names none. The demo has one of its own, so that its
 * candidates never mix with real ones.
 */
export function defaultDataFolder(demo: boolean, userData: string = userDataFolder()): string {
  return join(userData, demo ? 'demo' : 'workspace');
}

/** Holds a data folder for this process alone. */
export interface DataFolderLock {
  /** @param discard the folder was not used after all: leaves nothing that was not there before */
  release(discard?: boolean): void;
}

const lockName = 'workspace.lock';

/**
 * Creates the folder where it is missing and takes it for this process: two processes never open the
 * same workspace. The lock is the operating system's own (SQLite's, on an empty file), so it ends
 * with the process, however that ends.
 * @throws StartupError where the folder cannot be created or written, or another process has it
 */
export function lockDataFolder(folder: string): DataFolderLock {
  const file = join(folder, lockName);
  const created = prepareFolder(folder);
  const existed = existsSync(file);
  let lock: Sqlite.Database | undefined;
  try {
    lock = new Sqlite(file, { timeout: 0 });
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
    if (!existsSync(file)) throw Object.assign(new Error('replaced'), { code: 'SQLITE_BUSY' });
  } catch (error) {
    lock?.close();
    throw lockError(error, folder);
  }
  const held = lock;
  return {
    release(discard = false) {
      if (discard && !existed) rmSync(file, { force: true });
      held.close();
      if (discard && created) rmSync(created, { recursive: true, force: true });
    },
  };
}

/** @returns the first folder that had to be created, if any */
function prepareFolder(folder: string): string | undefined {
  try {
    const created = createFolder(folder);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return created;
  } catch (error) {
    throw unwritable(error, folder);
  }
}

/** Not `mkdirSync`'s `recursive`: where a parent refuses with ENOENT (`/proc`) it never returns. */
function createFolder(folder: string): string | undefined {
  if (existsSync(folder)) return undefined;
  const parent = dirname(folder);
  const first = parent === folder ? undefined : createFolder(parent);
  mkdirSync(folder, { mode: 0o700 });
  return first ?? folder;
}

function lockError(error: unknown, folder: string): Error {
  const { code } = error as { code?: string };
  if (code?.startsWith('SQLITE_BUSY')) {
    return new StartupError(
      `另一个 Credo 正在使用数据目录：${folder}`,
      `Another Credo is using the data folder: ${folder}`,
      { cause: error },
    );
  }
  return unwritable(error, folder);
}

function unwritable(error: unknown, folder: string): StartupError {
  return new StartupError(
    `无法写入数据目录：${folder}（${(error as Error).message}）`,
    `The data folder cannot be written: ${folder} (${(error as Error).message})`,
    { cause: error },
  );
}
