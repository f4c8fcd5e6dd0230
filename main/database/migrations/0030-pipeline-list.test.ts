import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { listApplications } from '../../../shared/api/process.ts';
import { createTestBackend } from '../../backend/test-backend.ts';
import { openDatabase } from '../database.ts';
import { migrations } from './index.ts';

it('lists, counts and finds the applications of an older file', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'credo-test-'));
  const older = migrations.filter(({ version }) => version < 30);
  const old = openDatabase(join(dataFolder, 'credo.db'), { migrations: older });
  old.exec(`
    INSERT INTO processes(process_id, name) VALUES (1, '标准流程');
    INSERT INTO positions(tob_position_id, name, process_id, created_at, updated_at)
      VALUES (1, '会计', 1, 0, 0);
    INSERT INTO candidates(tob_resume_id, name, name_sort, phone, created_at, updated_at)
      VALUES (1511732484135936027, '宋海洋', 'song hai yang', '18799990000', 0, 0),
        (2, '李四', 'li si', '', 0, 0);
    INSERT INTO applications(application_id, tob_resume_id, tob_position_id, process_id, stage_type_id,
        stage_id, step_id, name_sort, degree_status, entry_date, entry_status, applied_at, updated_at,
        changed_sequence)
      VALUES (1, 1511732484135936027, 1, 1, 3, 8, 3313, 'song hai yang', 1, '2026-02-01', 1, 0, 0, 1),
        (2, 2, 1, 1, 3, 8, 3313, 'li si', 0, NULL, 0, 0, 0, 2);
  `);
  old.close();

  const backend = createTestBackend({ dataFolder });
  const found = async (request: object) => {
    const { results } = await backend.call(listApplications, {
      stage_type_id: 3,
      ...request,
    } as never);
    return [results.pagination.total, ...results.dataList.map(({ resume_name }) => resume_name)];
  };
  expect(await found({})).toEqual([2, '李四', '宋海洋']);
  expect(await found({ sort: 2 })).toEqual([2, '李四', '宋海洋']);
  expect(await found({ degreeStatus: 1 })).toEqual([1, '宋海洋']);
  expect(await found({ entryTime: 4 })).toEqual([1, '宋海洋']);
  expect(await found({ entryTime: 5 })).toEqual([1, '李四']);
  expect(await found({ keyword: '海洋' })).toEqual([1, '宋海洋']);
  backend.database.exec(`
    UPDATE candidates SET name = '宋江', name_sort = 'an' WHERE tob_resume_id = 1511732484135936027`);
  expect(await found({ sort: 2 })).toEqual([2, '宋江', '李四']);
  expect(await found({ keyword: '海洋' })).toEqual([0]);
  backend.dispose();
});
