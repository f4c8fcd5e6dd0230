import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { outputOf, overHttp, runCentral, whenReady } from './testing/central-process.ts';
import { candidate, TestDevice } from './testing/test-device.ts';

let folder: string;
const children: ChildProcess[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'credo-central-process-'));
  chmodSync(folder, 0o711);
});
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function run(...args: string[]): ChildProcess {
  const child = runCentral([...args, '--data', folder]);
  children.push(child);
  return child;
}

async function start() {
  const child = run('--demo', '--host', '127.0.0.1', '--port', '0');
  const logs: string[] = [];
  createInterface({ input: child.stderr! }).on('line', (line) => logs.push(line));
  return { child, logs, ...(await whenReady(child)) };
}

it('keeps what it acknowledged when it is killed, takes commands, and stops in order', async () => {
  const clock = {
    get now() {
      return Date.now();
    },
  };
  const first = await start();
  const a = new TestDevice(overHttp(first.url), clock);
  await a.enrol(first.code);
  await a.hello();
  const operations = ['1', '2'].map((id) =>
    a.op({ entity: 'candidates', id, patch: candidate(id, { name: '机密' }) }),
  );
  const stored = await a.push(...operations);
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');

  const second = await start();
  expect(second.code).toBe(first.code);
  a.app = overHttp(second.url);
  expect(await a.push(...operations)).toEqual(
    stored.map((result) => ({ ...result, repeated: true })),
  );
  expect((await fetch(`${second.url}/readyz`)).status).toBe(200);
  expect(await (await fetch(`${second.url}/metrics`)).text()).toContain('credo_central_operations');
  // A second device by the same code: the demo's counts any number of times.
  const b = new TestDevice(overHttp(second.url), clock);
  await b.enrol(second.code);
  expect(b.uid).not.toBe(a.uid);

  // Beside the running centre.
  expect(await outputOf(run('invite', '--name', '李雷', '--role', 'reviewer'))).toMatch(
    /^enrol=[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}\n$/,
  );
  expect(await outputOf(run('revoke', '--device', b.deviceId))).toContain(b.deviceId);
  expect((await b.request('GET', '/sync/users')).status).toBe(401);
  expect(await outputOf(run('devices'))).toContain(`${b.deviceId} company=1 uid=${b.uid}`);

  second.child.kill('SIGTERM');
  expect(await once(second.child, 'exit')).toEqual([0, null]);
  const logs = [...first.logs, ...second.logs].join('\n');
  expect(logs).toContain('"route":"/sync/push"');
  for (const secret of ['机密', first.code, a.token]) expect(logs).not.toContain(secret);
}, 90_000);
