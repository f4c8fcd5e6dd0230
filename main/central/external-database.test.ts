import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { silentLogger } from '../logger.ts';
import { findBinaries } from './postgres/binaries.ts';
import { connect } from './postgres/database.ts';
import { postgresUser } from './postgres/system-user.ts';
import { outputOf, overHttp, runCentral, whenReady } from './testing/central-process.ts';
import { candidate, TestDevice } from './testing/test-device.ts';

const password = 'of-the-company';
let folder: string;
let port: number;
const children: ChildProcess[] = [];

/** A company's own PostgreSQL: another process, reached over TCP with a password. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'credo-external-'));
  chmodSync(folder, 0o711);
  const user = postgresUser();
  const { initdb, postgres } = findBinaries(join(folder, 'programs'), user);
  const cluster = join(folder, 'cluster');
  const passwordFile = join(folder, 'password');
  mkdirSync(cluster, { mode: 0o700 });
  writeFileSync(passwordFile, password);
  if (user) for (const path of [cluster, passwordFile]) chownSync(path, user.uid, user.gid);
  execFileSync(
    initdb,
    ['-D', cluster, '-U', 'company', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`],
    { ...user, env: { LC_ALL: 'C' }, stdio: 'ignore' },
  );
  port = await freePort();
  const options = { listen_addresses: '127.0.0.1', unix_socket_directories: '', port };
  const server = spawn(
    postgres,
    [
      '-D',
      cluster,
      ...Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    { ...user, env: { LC_ALL: 'C' }, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  children.push(server);
  let said = '';
  for await (const text of server.stderr) {
    said += text;
    if (said.includes('ready to accept connections')) break;
  }
  server.stderr.resume();
}, 60_000);

afterAll(async () => {
  const [server, ...centres] = children;
  for (const child of centres) child.kill('SIGKILL');
  const ended = server && once(server, 'exit');
  server?.kill('SIGINT');
  await ended;
  rmSync(folder, { recursive: true, force: true });
});

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port: free } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return free;
}

const databaseUrl = (name: string) => `postgres://company:${password}@127.0.0.1:${port}/${name}`;

async function createDatabase(name: string): Promise<void> {
  const admin = connect(databaseUrl('postgres'), { logger: silentLogger, connections: 1 });
  await admin.unsafe(`CREATE DATABASE ${name}`);
  await admin.end();
}

function central(database: string, ...args: string[]): ChildProcess {
  const child = runCentral([...args, '--data', join(folder, database)], {
    DATABASE_URL: databaseUrl(database),
  });
  children.push(child);
  return child;
}

const serve = (database: string) =>
  central(database, '--demo', '--host', '127.0.0.1', '--port', '0');

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
}

it('runs on a company’s own PostgreSQL, and moves to another by backup and restore, files included', async () => {
  await createDatabase('first');
  const first = serve('first');
  const { url, code } = await whenReady(first);
  const clock = {
    get now() {
      return Date.now();
    },
  };
  const device = new TestDevice(overHttp(url), clock);
  await device.enrol(code);
  await device.hello();
  await device.push(device.op({ entity: 'candidates', id: '1', patch: candidate('1') }));
  const file = randomBytes(200_000);
  const sha256 = createHash('sha256').update(file).digest('hex');
  const sent = { 'upload-offset': '0', 'upload-length': String(file.length) };
  expect((await device.request('PATCH', `/sync/blobs/${sha256}`, file, sent)).status).toBe(201);
  await device.pull();

  // While it runs; then what the backup does not have.
  const backup = join(folder, 'backup');
  expect(await outputOf(central('first', 'backup', '--to', backup))).toMatch(/^rows=\d+\n$/);
  const late = device.op({ entity: 'candidates', id: '2', patch: candidate('2') });
  await device.push(late);
  await device.pull();
  await end(first);

  await createDatabase('second');
  expect(await outputOf(central('second', 'restore', '--from', backup))).toMatch(/^rows=\d+\n$/);
  const second = serve('second');
  device.app = overHttp((await whenReady(second)).url);
  await device.signIn();
  expect((await device.hello()).streams.company.cursor).toBe('rewound');
  const response = await device.request('GET', `/sync/blobs/${sha256}`);
  expect(Buffer.from(await response.arrayBuffer()).equals(file)).toBe(true);
  expect(await device.push(late)).toMatchObject([{ outcome: 'applied', repeated: false }]);
  const ids = (await device.snapshot()).flatMap((line) =>
    line.type === 'row' && line.entity === 'candidates' ? [line.id] : [],
  );
  expect(ids.sort()).toEqual(['1', '2']);
  await end(second);
}, 90_000);

it('says what is wrong where there is no such database', async () => {
  const child = central('nowhere', '--host', '127.0.0.1', '--port', '0');
  let said = '';
  child.stderr?.on('data', (text: Buffer) => {
    said += String(text);
  });
  const [exit] = await once(child, 'close');
  expect(exit).toBe(1);
  expect(said).toContain('The database cannot be reached');
  expect(said).not.toContain(password);
});
