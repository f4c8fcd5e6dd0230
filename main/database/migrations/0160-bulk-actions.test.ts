import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../database.ts';
import { migrations } from './index.ts';

it('adds jobs to an older file, keeps its applications, and deletes a job with its rows', () => {
  const folder = mkdtempSync(join(tmpdir(), 'credo-test-'));
  const file = join(folder, 'credo.db');
  const old = openDatabase(file, { migrations: migrations.filter(({ version }) => version < 160) });
  old.exec(`INSERT INTO candidates(tob_resume_id, name, name_sort, created_at, updated_at)
    VALUES (5, '宋海洋', 'song hai yang', 1, 1)`);
  old.close();

  const database = openDatabase(file);
  const count = (table: string) => database.prepare(`SELECT COUNT(*) FROM ${table}`).pluck().get();
  expect(count('candidates')).toBe(1);
  database.exec(`
    INSERT INTO bulk_jobs(client_key, action, change, uid, language, state, recent_days, created_at,
      updated_at) VALUES ('key-0001', 'move', '{}', 1, 'zh', 'ready', 7, 1, 1);
    INSERT INTO bulk_items(job_id, application_id, state, updated_at) VALUES (1, 9, 'waiting', 1);
    INSERT INTO bulk_findings(item_id, code, job_id, detail) VALUES (1, 'gone', 1, '{}');`);
  expect(() =>
    database.exec(`INSERT INTO bulk_items(job_id, application_id, state, updated_at)
      VALUES (1, 9, 'waiting', 1)`),
  ).toThrow(/UNIQUE/);
  database.exec('DELETE FROM bulk_jobs');
  expect([count('bulk_items'), count('bulk_findings')]).toEqual([0, 0]);
  database.close();
  rmSync(folder, { recursive: true });
});
