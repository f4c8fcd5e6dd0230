import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { buildOutputs, candidateOutput } from '../../main/launcher/build-outputs.ts';

const entry = fileURLToPath(new URL('../../main/headless.ts', import.meta.url));
let folder: string;
const children: ChildProcess[] = [];
beforeAll(() => buildOutputs([candidateOutput]), 120_000);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'credo-headless-'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Run {
  readonly child: ChildProcess;
  /** Settles when it is ready or has ended. */
  readonly started: Promise<void>;
  readonly ended: Promise<number | null>;
  stdout: string;
  stderr: string;
}

function run(args: readonly string[], environment: Record<string, string> = {}): Run {
  const child = spawn(
    process.execPath,
    [entry, '--port', '0', '--lan-port', '0', '--lan-host', '127.0.0.1', ...args],
    {
      env: { ...process.env, LC_ALL: 'C', CREDO_ACCESS_KEY: 'key-for-tests', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  children.push(child);
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const ready = new Promise<void>((resolve) => {
    child.stdout.on('data', () => {
      if (state.stdout.includes('\n')) resolve();
    });
  });
  const state: Run = {
    child,
    ended,
    started: Promise.race([ready, ended.then(() => {})]),
    stdout: '',
    stderr: '',
  };
  child.stdout.setEncoding('utf8').prependListener('data', (text: string) => {
    state.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    state.stderr += text;
  });
  return state;
}

/** Names and contents of everything in a folder. */
function fingerprint(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .map((item) => {
      const file = join(item.parentPath, item.name);
      const content = item.isFile() ? readFileSync(file) : '';
      return `${file} ${createHash('sha256').update(content).digest('hex')}`;
    })
    .sort();
}

async function expectRefusal(refused: Run, words: RegExp): Promise<void> {
  expect(await refused.ended).toBe(1);
  expect(refused.stdout).toBe('');
  expect(refused.stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(refused.stderr).toMatch(words);
}

it('prints one line, serves, and ends with 0 at SIGTERM, open streams or not', async () => {
  const workstation = run(['--data', join(folder, 'data')]);
  await workstation.started;
  const [, recruiter = '', candidates = ''] =
    /^credo ready recruiter=(\S+) candidates=(\S+)\n$/.exec(workstation.stdout) ?? [];
  expect(candidates).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const stream = await fetch(new URL('/atsng/v2/events', recruiter), {
    headers: { authorization: 'Bearer key-for-tests' },
  });
  expect(stream.status).toBe(200);
  workstation.child.kill('SIGTERM');
  expect(await workstation.ended).toBe(0);
  await expect(stream.text()).rejects.toThrow();
  expect(readdirSync(join(folder, 'data'))).not.toContain('credo.db-wal');
});

it.each([
  ['en_US.UTF-8', /in use: 127\.0\.0\.1:\d+/],
  ['zh_CN.UTF-8', /端口已被占用：127\.0\.0\.1:\d+/],
])('refuses a port in use, in the language of %s, and creates nothing', async (locale, words) => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const port = String((other.address() as AddressInfo).port);
  for (const option of ['--port', '--lan-port']) {
    await expectRefusal(
      run(['--data', join(folder, 'data'), option, port], { LC_ALL: locale }),
      words,
    );
  }
  other.close();
  expect(readdirSync(folder)).toEqual([]);
});

it('refuses a folder that another Credo has open, and leaves that one working', async () => {
  const data = join(folder, 'data');
  const first = run(['--data', data]);
  await first.started;
  const before = readdirSync(data).sort();
  await expectRefusal(run(['--data', data]), /Another Credo is using the data folder/);
  expect(readdirSync(data).sort()).toEqual(before);
  first.child.kill('SIGINT');
  expect(await first.ended).toBe(0);
});

it('opens a folder again whose process was killed', async () => {
  const data = join(folder, 'data');
  const first = run(['--data', data]);
  await first.started;
  first.child.kill('SIGKILL');
  await first.ended;
  const second = run(['--data', data]);
  await second.started;
  expect(second.stdout).toContain('credo ready');
});

it('refuses a database from a newer version, or none at all, and changes nothing', async () => {
  const data = join(folder, 'data');
  mkdirSync(data);
  const newer = new Sqlite(join(data, 'credo.db'));
  newer.exec('CREATE TABLE later(id); PRAGMA user_version = 999999');
  newer.close();
  const before = fingerprint(data);
  await expectRefusal(run(['--data', data]), /newer version of Credo/);
  expect(fingerprint(data)).toEqual(before);

  writeFileSync(join(data, 'credo.db'), 'not a database, whatever its name says'.repeat(10));
  const damaged = fingerprint(data);
  await expectRefusal(run(['--data', data]), /not a Credo database/);
  expect(fingerprint(data)).toEqual(damaged);
});

it('refuses a folder that cannot be written', async () => {
  writeFileSync(join(folder, 'file'), '');
  await expectRefusal(run(['--data', join(folder, 'file', 'data')]), /cannot be written/);
  await expectRefusal(run(['--data', join(folder, 'file')]), /cannot be written/);
  expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('');
});

it('keeps the key it makes for its owner alone, and signs in with it', async () => {
  const data = join(folder, 'data');
  const workstation = run(['--data', data], { CREDO_ACCESS_KEY: '' });
  await workstation.started;
  const recruiter = /recruiter=(\S+)/.exec(workstation.stdout)?.[1] ?? '';
  const key = readFileSync(join(data, 'access-key'), 'utf8').trim();
  expect(key).toMatch(/^[0-9A-Za-z]{22}$/);
  const answer = await fetch(recruiter, { redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
});
