import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cancelImport, importCandidates, importStatus } from '../../../shared/api/candidates.ts';
import { createTestBackend, type TestBackend } from '../test-backend.ts';
import { importFile, upload } from './test-sheets.ts';

let backend: TestBackend;
beforeEach(() => {
  backend = createTestBackend();
});
afterEach(() => backend.dispose());

const people = () => backend.database.prepare('SELECT 1 FROM candidates').all();

describe('the course of an import', () => {
  const long = `name,phone\n${Array.from({ length: 1_200 }, (_, index) => `张三,1879999${String(index).padStart(4, '0')}`).join('\n')}`;

  it('runs one at a time', async () => {
    const first = await upload(backend, importCandidates, long);
    expect(first.err_no).toBe(0);
    const second = await upload(backend, importCandidates, long);
    expect([second.err_no, second.err_msg]).toEqual([6004, '已有导入正在进行']);
    await backend.imports.idle();
    expect((await upload(backend, importCandidates, 'name,phone\n李四,18799990000')).err_no).toBe(
      0,
    );
    await backend.imports.idle();
  });

  it('is interrupted by a cancel, and taken up by the same file', async () => {
    const { results } = await upload(backend, importCandidates, long);
    const import_id = results?.import_id ?? 0;
    await new Promise<void>((resolve) => {
      backend.live.subscribe((event) => {
        // The progress is told every quarter of a second of the platform's clock.
        backend.clock.now += 1_000;
        if (event.type === 'import' && event.processed > 0) resolve();
      });
    });
    const answer = await backend.call(cancelImport, { import_id });
    expect(answer.results.state).toBe('interrupted');
    await backend.imports.idle();
    const taken = people().length;
    expect(taken).toBe((await backend.call(importStatus, { import_id })).results.processed);
    const again = await importFile(backend, importCandidates, long);
    expect(again).toMatchObject({ state: 'finished', created: 1_200 - taken, skipped: taken });
    expect(people()).toHaveLength(1_200);
  });

  it('is marked interrupted after a crash, and its file removed', async () => {
    backend.database.exec(
      `INSERT INTO imports(kind, file_name, dry_run, uid, state, status, created_at, updated_at)
       VALUES ('candidate', 'a.csv', 0, 1, 'running', '{"import_id":1,"state":"running"}', 0, 0)`,
    );
    const { dataFolder } = backend;
    backend.close();
    backend = createTestBackend({ dataFolder });
    const { results } = await backend.call(importStatus, { import_id: 1 });
    expect(results.state).toBe('interrupted');
    expect(existsSync(join(dataFolder, 'imports'))).toBe(false);
  });

  it('stops with the backend, and writes nothing afterwards', async () => {
    await upload(backend, importCandidates, long);
    const { dataFolder, imports } = backend;
    backend.close();
    await imports.idle();
    backend = createTestBackend({ dataFolder });
    expect((await backend.call(importStatus, { import_id: 1 })).results.state).toBe('interrupted');
  });
});
