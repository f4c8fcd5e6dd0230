import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Endpoint, Envelope, RequestOf, ResultsOf } from '../../shared/api/endpoint.ts';
import { parseJson } from '../../shared/json.ts';
import { silentLogger } from '../logger.ts';
import type { Platform } from '../platform.ts';
import { type Backend, type BackendOptions, createBackend } from './backend.ts';

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
  const clock = { now: testStart };
  const backend = createBackend({
    logger: silentLogger,
    platform: testPlatform(clock),
    candidateUrls: () => ['http://192.168.1.20:7421'],
    ...options,
    dataFolder,
  });
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
