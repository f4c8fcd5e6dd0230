import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedApplication } from '../backend/certificates/test-certificates.ts';
import { createTestBackend, type TestBackend } from '../backend/test-backend.ts';
import { silentLogger } from '../logger.ts';
import { createLanServer, type LanServer, type LanServerOptions } from './lan-server.ts';

/** A candidates' server on loopback over a real backend, with a page of one script. */
export interface TestLan {
  readonly backend: TestBackend;
  readonly server: LanServer;
  readonly port: number;
  readonly origin: string;
  /** Fetches by path, as an API client unless headers say otherwise. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Opens a raw connection, to say what no client would. */
  socket(): Promise<Socket>;
  dispose(): Promise<void>;
}

export const pageHtml =
  '<!doctype html><html lang="zh-CN"><head><script type="application/json" id="candidate-page-data"></script></head><body></body></html>';

/** Starts one on a free port. */
export async function startTestLan(options: Partial<LanServerOptions> = {}): Promise<TestLan> {
  const backend = createTestBackend();
  seedApplication(backend);
  const pageFolder = mkdtempSync(join(tmpdir(), 'credo-page-'));
  mkdirSync(join(pageFolder, 'assets'));
  writeFileSync(join(pageFolder, 'index.html'), pageHtml);
  writeFileSync(join(pageFolder, 'assets', 'index-1a2b.js'), 'document.title = "credo";');
  const server = createLanServer({
    backend,
    host: '127.0.0.1',
    port: 0,
    pageFolder,
    logger: silentLogger,
    ...options,
  });
  const { port } = await server.start();
  const origin = `http://127.0.0.1:${port}`;
  return {
    backend,
    server,
    port,
    origin,
    fetch: (path, init) => fetch(origin + path, { ...init, keepalive: false }),
    socket: () =>
      new Promise((resolve, reject) => {
        const socket = connect(port, '127.0.0.1', () => resolve(socket));
        socket.once('error', reject);
      }),
    async dispose() {
      await server.stop();
      backend.dispose();
      rmSync(pageFolder, { recursive: true, force: true });
    },
  };
}

/** Everything a connection says until it ends, however it ends. */
export function readAll(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(text));
  });
}
