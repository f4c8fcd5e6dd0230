import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../database.ts';
import { migrations } from './index.ts';

it('counts the applications of an older file, and follows what comes after', () => {
  const folder = mkdtempSync(join(tmpdir(), 'credo-test-'));
  const file = join(folder, 'credo.db');
  const older = migrations.filter(({ version }) => version < 70);
  const old = openDatabase(file, { migrations: older });
  old.exec(`
    INSERT INTO processes(process_id, name) VALUES (1, '标准流程');
    INSERT INTO positions(tob_position_id, name, process_id, created_at, updated_at)
      VALUES (1, '会计', 1, 0, 0), (2, '出纳', 1, 0, 0);
    INSERT INTO candidates(tob_resume_id, name, name_sort, created_at, updated_at)
      VALUES (1, '张三', 'zhang san', 0, 0), (2, '李四', 'li si', 0, 0);
    INSERT INTO applications(application_id, tob_resume_id, tob_position_id, process_id,
        stage_type_id, stage_id, step_id, name_sort, applied_at, updated_at, changed_sequence)
      VALUES (1, 1, 1, 1, 1, 6, 3301, '', 0, 0, 1), (2, 2, 1, 1, 1, 6, 3301, '', 0, 0, 2);
  `);
  old.close();

  const database = openDatabase(file);
  const counts = () =>
    database.prepare('SELECT application_count FROM positions ORDER BY 1 DESC').pluck().all();
  expect(counts()).toEqual([2, 0]);
  database.exec('UPDATE applications SET tob_position_id = 2 WHERE application_id = 2');
  expect(counts()).toEqual([1, 1]);
  database.exec('DELETE FROM applications WHERE application_id = 2');
  expect(counts()).toEqual([1, 0]);
  database.close();
  rmSync(folder, { recursive: true });
});
