import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../database.ts';
import { migrations } from './index.ts';

it('keeps the imports of an older file, and its rows follow ids and deletions', () => {
  const folder = mkdtempSync(join(tmpdir(), 'credo-test-'));
  const file = join(folder, 'credo.db');
  const old = openDatabase(file, {
    migrations: migrations.filter(({ version }) => version < 190),
  });
  old.exec(`
    INSERT INTO imports(kind, file_name, dry_run, uid, state, status, created_at, updated_at)
      VALUES ('candidate', 'a.csv', 0, 1, 'finished', '{}', 0, 0);
    INSERT INTO candidates(tob_resume_id, name, name_sort, created_at, updated_at)
      VALUES (1, '张三', 'zhang san', 0, 0), (2, '李四', 'li si', 0, 0);
  `);
  old.close();

  const database = openDatabase(file);
  expect(database.prepare('SELECT file_name FROM imports').pluck().all()).toEqual(['a.csv']);
  database.exec(`
    INSERT INTO import_rows(import_id, what, tob_resume_id, mark)
      VALUES (1, 'candidate', 1, 0), (1, 'candidate', 2, 0);
    UPDATE candidates SET tob_resume_id = 9 WHERE tob_resume_id = 1;
    DELETE FROM candidates WHERE tob_resume_id = 2;
  `);
  expect(database.prepare('SELECT tob_resume_id FROM import_rows').pluck().all()).toEqual([9]);
  database.close();
  rmSync(folder, { recursive: true });
});
