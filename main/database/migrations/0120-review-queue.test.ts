import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../database.ts';
import { migrations } from './index.ts';

it('queues what an older file holds, and follows what comes after', () => {
  const folder = mkdtempSync(join(tmpdir(), 'credo-test-'));
  const file = join(folder, 'credo.db');
  const older = migrations.filter(({ version }) => version < 120);
  const old = openDatabase(file, { migrations: older });
  old.exec(`
    INSERT INTO processes(process_id, name) VALUES (1, '标准流程');
    INSERT INTO positions(tob_position_id, name, process_id, created_at, updated_at)
      VALUES (1, '会计', 1, 0, 0);
    INSERT INTO candidates(tob_resume_id, name, name_sort, created_at, updated_at)
      VALUES (1, '张三', 'zhang san', 0, 0);
    INSERT INTO applications(application_id, tob_resume_id, tob_position_id, process_id,
        stage_type_id, stage_id, step_id, name_sort, applied_at, updated_at, changed_sequence)
      VALUES (1, 1, 1, 1, 1, 6, 3301, '', 0, 0, 1);
    INSERT INTO certificates(certificate_id, kind, application_id, uid, token, expires_at,
        mail_tpl_id, resume_name, resume_email, resume_phone, position_name, email_subject,
        stage_id, step_id, status, review_status, current_submission_id, created_at, updated_at)
      VALUES (1, 'degree', 1, 1, 'a', 9, 59, '', '', '', '', '', 6, 3301, 2, 0, 1, 0, 700),
             (2, 'degree', 1, 1, 'b', 9, 59, '', '', '', '', '', 6, 3301, 1, 0, NULL, 0, 0),
             (3, 'income', 1, 1, 'c', 9, 59, '', '', '', '', '', 6, 3301, 2, 2, 2, 0, 900);
    INSERT INTO submissions(submission_id, certificate_id, created_at)
      VALUES (1, 1, 500), (2, 3, 800), (3, 2, 1000);
    INSERT INTO reviews(certificate_id, submission_id, review_status, remark, uid, created_at)
      VALUES (3, 2, 2, '看不清', 1, 900);
  `);
  old.close();

  const database = openDatabase(file);
  const submitted = () =>
    database.prepare('SELECT submitted_at FROM certificates ORDER BY certificate_id').pluck().all();
  const counts = () =>
    Object.fromEntries(
      database
        .prepare<[], { key: string; total: number }>(
          'SELECT kind || review_status AS key, total FROM review_counts WHERE total <> 0',
        )
        .all()
        .map(({ key, total }) => [key, total]),
    );
  expect(submitted()).toEqual([500, null, 800]);
  expect(counts()).toEqual({ degree0: 1, income2: 1 });
  expect(database.prepare('SELECT remark, ended_reopened_at FROM reviews').get()).toEqual({
    remark: '看不清',
    ended_reopened_at: null,
  });

  database.exec(
    'UPDATE certificates SET status = 2, current_submission_id = 3 WHERE certificate_id = 2',
  );
  expect(submitted()).toEqual([500, 1000, 800]);
  expect(counts()).toEqual({ degree0: 2, income2: 1 });
  database.exec('UPDATE certificates SET review_status = 1 WHERE certificate_id = 1');
  expect(counts()).toEqual({ degree0: 1, degree1: 1, income2: 1 });
  database.close();
  rmSync(folder, { recursive: true });
});
