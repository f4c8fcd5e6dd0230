import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { silentLogger } from '../../logger.ts';
import { type PostgresAddress, startEmbeddedPostgres } from '../postgres/embedded.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgres: PostgresAddress;
  }
}

/** One embedded PostgreSQL for a run of the tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'credo-central-test-'));
  chmodSync(folder, 0o711);
  const postgres = await startEmbeddedPostgres(join(folder, 'postgres'), silentLogger);
  project.provide('postgres', postgres.address);
  return async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
