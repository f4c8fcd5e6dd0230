import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../database.ts';
import { migrations } from './index.ts';

it('keeps submissions and files of an older file, without consent and not purged', () => {
  const folder = mkdtempSync(join(tmpdir(), 'credo-test-'));
  const file = join(folder, 'credo.db');
  const old = openDatabase(file, {
    migrations: migrations.filter(({ version }) => version < 191),
  });
  old.pragma('foreign_keys = OFF');
  old.exec(`
    INSERT INTO submissions(submission_id, certificate_id, created_at) VALUES (1, 1, 500);
    INSERT INTO blobs(sha256, size, created_at) VALUES ('a', 3, 0);
  `);
  old.close();

  const database = openDatabase(file);
  database.pragma('foreign_keys = OFF');
  expect(database.prepare('SELECT consent_version FROM submissions').pluck().all()).toEqual([null]);
  expect(database.prepare('SELECT purged_at FROM blobs').pluck().all()).toEqual([null]);
  database.exec(`
    INSERT INTO consent_texts(zh, en, uid, created_at) VALUES ('甲', 'a', 1, 0), ('乙', 'b', 1, 0);
    INSERT INTO consents(certificate_id, version, language, created_at) VALUES (1, 2, 'zh', 600);
    INSERT INTO submissions(submission_id, certificate_id, created_at) VALUES (2, 1, 700), (3, 9, 700);
  `);
  expect(
    database.prepare('SELECT consent_version FROM submissions ORDER BY 1').pluck().all(),
  ).toEqual([null, null, 2]);

  database.exec(`INSERT INTO audit_log(created_at, uid, action) VALUES (100, 1, 'viewFile')`);
  expect(() => database.exec('DELETE FROM audit_log')).toThrow('append-only');
  expect(() => database.exec(`UPDATE audit_log SET action = 'x'`)).toThrow('append-only');
  database.exec('UPDATE audit_retention SET before = 101; DELETE FROM audit_log');
  database.close();
  rmSync(folder, { recursive: true });
});
