import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../database.ts';
import { migrations } from './index.ts';

it('gives applications with disputed certificates a status of their own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'credo-test-'));
  const file = join(folder, 'credo.db');
  const old = openDatabase(file, {
    migrations: migrations.filter(({ version }) => version < 360),
  });
  old.pragma('foreign_keys = OFF');
  const application = (id: number, certificate: number) =>
    old
      .prepare(
        `INSERT INTO applications(application_id, tob_resume_id, name_sort, tob_position_id, process_id,
           stage_type_id, stage_id, step_id, list_state, degree_status, degree_certificate_id,
           changed_sequence, applied_sequence, applied_at, updated_at)
         VALUES (?, ?, 'a', 1, 1, 1, 1, 1, 1, 2, ?, ?, ?, 0, 0)`,
      )
      .run(id, id, certificate, id, id);
  application(1, 11);
  application(2, 12);
  old.exec('INSERT INTO certificate_disputes VALUES (12)');
  old.close();

  const database = openDatabase(file);
  const statuses = database.prepare('SELECT degree_status FROM applications ORDER BY 1').pluck();
  expect(statuses.all()).toEqual([2, 6]);
  database.close();
  rmSync(folder, { recursive: true });
});
