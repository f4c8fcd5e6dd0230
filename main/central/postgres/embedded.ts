import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { StartupError } from '../../hosting/startup-error.ts';
import type { Logger } from '../../logger.ts';
import { findBinaries, type PostgresBinaries } from './binaries.ts';
import { postgresUser, type SystemUser } from './system-user.ts';

/** How to reach a running PostgreSQL. */
export interface PostgresAddress {
  /** A host name, or the folder of the socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

export interface EmbeddedPostgres {
  readonly address: PostgresAddress;
  /** Resolves when the server has ended, asked or not. */
  readonly ended: Promise<void>;
  /** Fast shutdown: open transactions are rolled back. */
  stop(): Promise<void>;
}

const superuser = 'credo';
/** A first start writes a cluster; a start after a crash replays the log. */
const startMilliseconds = 60_000;

/**
 * Starts the PostgreSQL of npm on `<folder>/cluster`, durable on commit, reachable by a socket in a
 * private folder alone (by 127.0.0.1 on Windows). What a killed process left running there is ended.
 * @throws StartupError where it does not start
 */
export async function startEmbeddedPostgres(
  folder: string,
  logger: Logger,
): Promise<EmbeddedPostgres> {
  const user = postgresUser();
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  if (user) checkReachable(folder);
  const binaries = findBinaries(join(folder, 'programs'), user);
  const cluster = join(folder, 'cluster');
  const password = storedPassword(join(folder, 'password'));
  if (!existsSync(join(cluster, 'PG_VERSION'))) {
    await createCluster(binaries, cluster, password, user);
  }
  await endOrphan(cluster);
  const windows = process.platform === 'win32';
  const host = windows ? '127.0.0.1' : socketFolder(user);
  const port = windows ? await freePort() : 5432;
  const child = spawn(
    binaries.postgres,
    ['-D', cluster, '-p', String(port), ...settings(windows ? { tcp: host } : { socket: host })],
    // A group of its own: Ctrl+C in a terminal is for us, and we end it when we are done with it.
    { ...user, detached: !windows, stdio: ['ignore', 'ignore', 'pipe'], env: environment() },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async () => {
    await endChild(child, ended);
    if (!windows) rmSync(host, { recursive: true, force: true });
  };
  try {
    await untilReady(child, logger);
  } catch (error) {
    await stop();
    throw error;
  }
  return { address: { host, port, user: superuser, password }, ended, stop };
}

function settings(listen: { tcp: string } | { socket: string }): string[] {
  const values = {
    listen_addresses: 'tcp' in listen ? listen.tcp : '',
    unix_socket_directories: 'socket' in listen ? listen.socket : '',
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    max_connections: '50',
    shared_buffers: '256MB',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    random_page_cost: '1.1',
    jit: 'off',
    huge_pages: 'off',
    log_checkpoints: 'off',
    log_destination: 'stderr',
    lc_messages: 'C',
    timezone: 'UTC',
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Its messages are looked at, so they are in English. */
function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, LC_ALL: 'C' };
}

async function createCluster(
  { initdb }: PostgresBinaries,
  cluster: string,
  password: string,
  user: SystemUser | undefined,
): Promise<void> {
  // A cluster cut off while it was written has no PG_VERSION or not all of the rest: begin again.
  const partial = `${cluster}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { mode: 0o700 });
  const passwordFolder = mkdtempSync(join(tmpdir(), 'credo-postgres-'));
  const passwordFile = join(passwordFolder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) {
    for (const path of [partial, passwordFolder, passwordFile]) chownSync(path, user.uid, user.gid);
  }
  try {
    await promisify(execFile)(
      initdb,
      [
        ...['-D', partial, '-U', superuser, `--pwfile=${passwordFile}`],
        ...['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--data-checksums'],
      ],
      { ...user, env: environment() },
    );
    const { rename } = await import('node:fs/promises');
    await rename(partial, cluster);
  } catch (error) {
    throw startFailed((error as { stderr?: string }).stderr ?? String(error), error);
  } finally {
    rmSync(passwordFolder, { recursive: true, force: true });
  }
}

function storedPassword(file: string): string {
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const password = randomBytes(24).toString('base64url');
  writeFileSync(file, password, { mode: 0o600 });
  return password;
}

/** In the system's temporary folder, since a socket's path may have no more than 107 bytes. */
function socketFolder(user: SystemUser | undefined): string {
  const folder = mkdtempSync(join(tmpdir(), 'credo-pg-'));
  chmodSync(folder, 0o700);
  if (user) chownSync(folder, user.uid, user.gid);
  return folder;
}

/** PostgreSQL's own user has to get to the data. */
function checkReachable(folder: string): void {
  for (let path = folder; dirname(path) !== path; path = dirname(path)) {
    if ((statSync(path).mode & 0o001) !== 0) continue;
    throw new StartupError(
      `以超级用户运行时，PostgreSQL 用自己的用户，无法进入 ${path}；请用 --data 指定其他目录`,
      `As the superuser, PostgreSQL runs as a user of its own, who cannot enter ${path}; name another folder with --data`,
    );
  }
}

/** Ends a server of this cluster that lost its parent (`kill -9`). */
async function endOrphan(cluster: string): Promise<void> {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !isPostgres(pid)) return;
  process.kill(pid, 'SIGINT');
  for (let waited = 0; waited < 10_000 && isPostgres(pid); waited += 50) await delay(50);
}

/** Whether a process is a PostgreSQL, and not another that got the number of one. */
function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0);
    if (process.platform !== 'linux') return true;
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  } catch {
    return false;
  }
}

function untilReady(child: ChildProcess, logger: Logger): Promise<void> {
  return new Promise((resolve, reject) => {
    let tail = '';
    const timer = setTimeout(() => reject(startFailed(tail)), startMilliseconds);
    child.once('error', (error) => reject(startFailed(String(error), error)));
    child.once('exit', () => reject(startFailed(tail)));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      tail = (tail + text).slice(-2_000);
      logger.debug({ postgres: text.trimEnd() }, 'postgres');
      if (!tail.includes('database system is ready to accept connections')) return;
      clearTimeout(timer);
      resolve();
    });
  });
}

function startFailed(words: string, cause?: unknown): StartupError {
  const reason = words.trim().split('\n').at(-1) ?? '';
  return new StartupError(
    `PostgreSQL 无法启动：${reason}`,
    `PostgreSQL does not start: ${reason}`,
    { cause },
  );
}

async function endChild(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(child.pid), '/f', '/t'], { stdio: 'ignore' });
  } else {
    child.kill('SIGINT');
  }
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
