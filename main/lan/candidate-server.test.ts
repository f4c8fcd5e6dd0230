import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTestBackend, type TestBackend } from '../backend/test-backend.ts';
import { silentLogger } from '../logger.ts';
import { CandidateServer } from './candidate-server.ts';
import { createLanServer } from './lan-server.ts';
import { pageHtml } from './test-lan.ts';

let backend: TestBackend;
let pageFolder: string;
let server: CandidateServer;
beforeEach(async () => {
  backend = createTestBackend();
  pageFolder = mkdtempSync(join(tmpdir(), 'credo-page-'));
  mkdirSync(join(pageFolder, 'assets'));
  writeFileSync(join(pageFolder, 'index.html'), pageHtml);
  server = new CandidateServer({ enabled: true, host: '127.0.0.1', port: 0 }, (host, port) =>
    createLanServer({ backend, host, port, pageFolder, logger: silentLogger }),
  );
  await server.start();
});
afterEach(async () => {
  await server.stop();
  backend.dispose();
  rmSync(pageFolder, { recursive: true, force: true });
});

const answers = async (url: string | undefined) => {
  try {
    return (await fetch(url ?? '', { keepalive: false })).status;
  } catch {
    return 0;
  }
};

it('goes off and on and moves while the program runs', async () => {
  const [first] = server.urls();
  expect(await answers(first)).toBe(200);
  await server.apply({ ...server.settings, enabled: false });
  expect(server.urls()).toEqual([]);
  expect(await answers(first)).toBe(0);
  await server.apply({ enabled: true, host: '127.0.0.1', port: Number(new URL(first ?? '').port) });
  expect(server.urls()).toEqual([first]);
  expect(await answers(first)).toBe(200);
  await server.apply({ enabled: true, host: '127.0.0.2', port: server.boundPort ?? 0 });
  expect(await answers(first)).toBe(0);
  expect(await answers(server.urls()[0])).toBe(200);
});

it('goes on as it was where the port is taken or the address is not this machine’s', async () => {
  const before = server.urls();
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as { port: number };
  await expect(server.apply({ ...server.settings, port })).rejects.toMatchObject({
    code: 'candidateServerPortTaken',
    parameters: { port },
  });
  await expect(
    server.apply({ ...server.settings, host: '192.0.2.1', port: server.boundPort ?? 0 }),
  ).rejects.toMatchObject({ code: 'candidateServerAddressUnknown' });
  expect(server.urls()).toEqual(before);
  expect(await answers(before[0])).toBe(200);
  other.close();
});
