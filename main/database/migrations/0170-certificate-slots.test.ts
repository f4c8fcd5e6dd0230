import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../database.ts';
import { migrations } from './index.ts';

it('leaves older requests without slots, their files submissions, their verdicts without reasons', () => {
  const folder = mkdtempSync(join(tmpdir(), 'credo-test-'));
  const file = join(folder, 'credo.db');
  const old = openDatabase(file, {
    migrations: migrations.filter(({ version }) => version < 170),
  });
  old.pragma('foreign_keys = OFF');
  old.exec(`
    INSERT INTO blobs(sha256, size, created_at) VALUES ('a', 1, 0);
    INSERT INTO attachments(attachment_id, dfs_group_name, dfs_file_name, certificate_id, sha256,
        name, ext, mime, size, created_at)
      VALUES (1, 'group1', 'M00/1', 1, 'a', 'a.jpg', 'jpg', 'image/jpeg', 1, 0);
    INSERT INTO submissions(submission_id, certificate_id, created_at) VALUES (1, 1, 0);
    INSERT INTO reviews(certificate_id, submission_id, review_status, remark, uid, created_at)
      VALUES (1, 1, 3, '模糊', 1, 0);
  `);
  old.close();

  const database = openDatabase(file);
  database.pragma('foreign_keys = OFF');
  const row = (sql: string) => database.prepare(sql).get();
  expect(row('SELECT slot_key, purpose FROM attachments')).toEqual({
    slot_key: null,
    purpose: 'submission',
  });
  expect(row('SELECT ask_id FROM submissions')).toEqual({ ask_id: null });
  expect(row('SELECT remark, candidate_remark FROM reviews')).toEqual({
    remark: '模糊',
    candidate_remark: '',
  });
  expect(row('SELECT COUNT(*) AS n FROM certificate_slots')).toEqual({ n: 0 });
  const slot = `INSERT INTO certificate_slots(certificate_id, position, slot_key, label_zh, label_en,
      help_zh, help_en, note, sample, accepts, required, max_files)
    VALUES (1, 0, 'diploma', '', '', '', '', '', '', 'image', 1, 1)`;
  database.exec(slot);
  expect(() => database.exec(slot)).toThrow(/UNIQUE/);
  database.close();
  rmSync(folder, { recursive: true });
});
