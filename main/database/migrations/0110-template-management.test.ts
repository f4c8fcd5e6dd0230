import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../database.ts';
import { migrations } from './index.ts';

it('keeps the templates of an older file as they are, at their first revision', () => {
  const folder = mkdtempSync(join(tmpdir(), 'credo-test-'));
  const file = join(folder, 'credo.db');
  const old = openDatabase(file, {
    migrations: migrations.filter(({ version }) => version < 110),
  });
  old.exec(`
    INSERT INTO mail_template_groups(key, label, position) VALUES ('review', '发起评审', 0);
    INSERT INTO mail_templates(mail_tpl_id, created_uid, title, description, tpl_group, subject,
        content, created_at, updated_at)
      VALUES (1001, 7, '自有', '说明', 'review', '主题', '<p>正文</p>', 5, 6);
  `);
  old.close();

  const database = openDatabase(file);
  expect(
    database.prepare('SELECT title, content, revision, deleted_at FROM mail_templates').all(),
  ).toEqual([{ title: '自有', content: '<p>正文</p>', revision: 1, deleted_at: null }]);
  database.exec(`INSERT INTO mail_template_defaults VALUES (7, 'review', 1001)`);
  expect(() =>
    database.exec(`INSERT INTO mail_template_defaults VALUES (7, 'review', 1001)`),
  ).toThrow();
  database.exec('DELETE FROM mail_templates');
  expect(database.prepare('SELECT COUNT(*) FROM mail_template_defaults').pluck().get()).toBe(0);
  database.close();
  rmSync(folder, { recursive: true });
});
