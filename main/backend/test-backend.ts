import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Endpoint, Envelope, RequestOf, ResultsOf } from '../../shared/api/endpoint.ts';
import { parseJson } from '../../shared/json.ts';
import { openDatabase } from '../database/database.ts';
import { silentLogger } from '../logger.ts';
import type { Platform } from '../platform.ts';
import { type Backend, type BackendOptions, createBackend } from './backend.ts';
import { writeCatalogue } from './catalogue/write-catalogue.ts';
import { prepareList } from './pipeline/list/prepare-list.ts';

/** A backend for tests: a temporary folder, a clock that the test moves, seeded randomness. */
export interface TestBackend extends Backend {
  readonly dataFolder: string;
  readonly clock: { now: number };
  /** Calls an endpoint of the recruiter's app and parses the envelope. */
  call<E extends Endpoint>(
    endpoint: E,
    request: RequestOf<E>,
    headers?: Record<string, string>,
  ): Promise<Envelope<ResultsOf<E>>>;
  /** Closes the database and removes the folder. */
  dispose(): void;
}

/** The test clock's start: 2026-03-02 09:00:00 in Asia/Shanghai. */
export const testStart = Date.UTC(2026, 2, 2, 1, 0, 0);

export function createTestBackend(options: Partial<BackendOptions> = {}): TestBackend {
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'credo-test-'));
  const file = join(dataFolder, 'credo.db');
  if (options.databaseFile === undefined && !existsSync(file)) writeFileSync(file, newDatabase());
  const clock = { now: testStart };
  const backend = createBackend({
    logger: silentLogger,
    platform: testPlatform(clock),
    candidateUrls: () => ['http://192.168.1.20:7421'],
    ...options,
    dataFolder,
  });
  // Tests that prove what survives a crash run workstations of their own.
  backend.database.pragma('synchronous = OFF');
  return {
    ...backend,
    dataFolder,
    clock,
    async call(endpoint, request, headers = {}) {
      const response = await callApp(backend, endpoint, request, headers);
      return parseJson(await response.text()) as Envelope<never>;
    },
    dispose() {
      backend.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

let migrated: Uint8Array | undefined;

/**
 * A new database as a first start leaves it, before anything of its own is in it: the schema, the
 * catalogue and the list's structures, made once for all tests of a process.
 */
function newDatabase(): Uint8Array {
  if (migrated) return migrated;
  const folder = mkdtempSync(join(tmpdir(), 'credo-test-'));
  const file = join(folder, 'credo.db');
  try {
    const database = openDatabase(file);
    writeCatalogue(database);
    prepareList(database, new Date(testStart).toISOString().slice(0, 10));
    database.close();
    migrated = readFileSync(file);
    return migrated;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function callApp(
  backend: Backend,
  endpoint: Endpoint,
  request: unknown,
  headers: Record<string, string>,
): Promise<Response> {
  if (endpoint.method === 'GET') {
    const query = new URLSearchParams(
      Object.entries(request as Record<string, unknown>).map(([key, value]): [string, string] => [
        key,
        String(value),
      ]),
    );
    return backend.recruiterApp.request(`${endpoint.path}?${query}`, { headers });
  }
  return backend.recruiterApp.request(endpoint.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(request),
  });
}

/** A platform with a movable clock and a reproducible, seeded stream of bytes (mulberry32). */
export function testPlatform(clock: { now: number }, seed = 1): Platform {
  let state = seed;
  return {
    now: () => clock.now,
    randomBytes: (size) =>
      Uint8Array.from({ length: size }, () => {
        state = (state + 0x6d2b79f5) | 0;
        let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
        mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
        return ((mixed ^ (mixed >>> 14)) >>> 0) & 0xff;
      }),
  };
}
