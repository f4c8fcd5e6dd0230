import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { seedPeople } from '../../main/backend/bulk/test-bulk.ts';
import { createTestBackend } from '../../main/backend/test-backend.ts';

const program = fileURLToPath(new URL('bulk-child.ts', import.meta.url));
const people = 200;

let dataFolder: string;
let templateId: number;
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'credo-kill-'));
  const backend = createTestBackend({ dataFolder });
  seedPeople(
    backend,
    Array.from({ length: people }, (_, index) => ({
      name: `候选人${index}`,
      email: `candidate${index}@example.com`,
    })),
  );
  templateId = backend.database
    .prepare<[], number>(`SELECT mail_tpl_id FROM mail_templates WHERE tpl_group = 'degree_cert'`)
    .pluck()
    .get() as number;
  backend.close();
});
afterEach(() => rmSync(dataFolder, { recursive: true, force: true }));

function read(sql: string): number {
  const database = new Sqlite(join(dataFolder, 'credo.db'), { readonly: true });
  try {
    return database.prepare<[], number>(sql).pluck().get() as number;
  } finally {
    database.close();
  }
}

const done = () => read(`SELECT COUNT(*) FROM bulk_items WHERE state = 'done'`);

/** Runs the program; kills it once so many rows are done, or lets it end. @returns its exit code */
async function runUntil(rows: number): Promise<number | null> {
  const child = spawn(process.execPath, [program, dataFolder, String(templateId)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const exited = once(child, 'exit');
  while (child.exitCode === null && done() < rows) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  if (rows <= people) child.kill('SIGKILL');
  const [code] = await exited;
  return code as number | null;
}

it('killed twice while it sends to many: everybody is asked, nobody twice', async () => {
  for (const rows of [10, 60]) {
    expect(await runUntil(rows)).toBeNull();
    const sent = done();
    expect(sent).toBeGreaterThanOrEqual(rows);
    expect(sent).toBeLessThan(people);
    // A row is done with its certificate and its mail, or not at all.
    expect(read('SELECT COUNT(*) FROM certificates')).toBe(sent);
    expect(read('SELECT COUNT(*) FROM outbox')).toBe(sent);
  }
  expect(await runUntil(Number.POSITIVE_INFINITY)).toBe(0);
  expect(done()).toBe(people);
  expect(read('SELECT COUNT(DISTINCT application_id) FROM certificates')).toBe(people);
  expect(read('SELECT COUNT(*) FROM certificates')).toBe(people);
  expect(read('SELECT COUNT(DISTINCT recipient) FROM outbox')).toBe(people);
  expect(read('SELECT COUNT(*) FROM outbox')).toBe(people);
  expect(read(`SELECT COUNT(*) FROM application_events WHERE event_id = 135`)).toBe(people);
});
