import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../database.ts';
import { migrations } from './index.ts';

it('gives an older file’s templates no files, and lets none name what is not stored', () => {
  const folder = mkdtempSync(join(tmpdir(), 'credo-test-'));
  const file = join(folder, 'credo.db');
  const old = openDatabase(file, {
    migrations: migrations.filter(({ version }) => version < 185),
  });
  old.pragma('foreign_keys = OFF');
  old.exec(`
    INSERT INTO mail_templates(mail_tpl_id, created_uid, title, description, tpl_group, subject,
        content, created_at, updated_at)
      VALUES (1001, 1, 't', '', 'degree_cert', 's', 'c', 0, 0);
  `);
  old.close();

  const database = openDatabase(file);
  expect(database.prepare('SELECT COUNT(*) FROM template_files').pluck().get()).toBe(0);
  const add = database.prepare(
    `INSERT INTO template_files(mail_tpl_id, sha256, name, ext, mime, size, position, created_at)
     VALUES (1001, ?, 'a.pdf', 'pdf', 'application/pdf', 1, 0, 0)`,
  );
  expect(() => add.run('ab')).toThrow('FOREIGN KEY');
  database.exec("INSERT INTO blobs(sha256, size, created_at) VALUES ('ab', 1, 0)");
  add.run('ab');
  expect(() => database.exec("DELETE FROM blobs WHERE sha256 = 'ab'")).toThrow('FOREIGN KEY');
  database.close();
  rmSync(folder, { recursive: true });
});
