import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../database.ts';
import { migrations } from './index.ts';

it('leaves the certificates of an older file without codes, and takes each code once', () => {
  const folder = mkdtempSync(join(tmpdir(), 'credo-test-'));
  const file = join(folder, 'credo.db');
  const old = openDatabase(file, {
    migrations: migrations.filter(({ version }) => version < 130),
  });
  old.pragma('foreign_keys = OFF');
  const insert = old.prepare(
    `INSERT INTO certificates(certificate_id, kind, application_id, uid, token, expires_at,
       mail_tpl_id, resume_name, resume_email, resume_phone, position_name, email_subject, stage_id,
       step_id, status, review_status, created_at, updated_at)
     VALUES (?, 'degree', 1, 1, ?, 9, 59, '', '', '', '', '', 8, 1, 1, 0, 0, 0)`,
  );
  insert.run(1, 'one');
  insert.run(2, 'two');
  old.close();

  const database = openDatabase(file);
  database.pragma('foreign_keys = OFF');
  expect(database.prepare('SELECT token FROM certificates').pluck().all()).toEqual(['one', 'two']);
  expect(database.prepare('SELECT COUNT(*) FROM upload_codes').pluck().get()).toBe(0);
  const give = database.prepare(
    "INSERT INTO upload_codes(certificate_id, code, phone_digits, created_at) VALUES (?, ?, '0000', 0)",
  );
  give.run(1, 'ABC234');
  expect(() => give.run(2, 'ABC234')).toThrow(/UNIQUE/);
  database.close();
  rmSync(folder, { recursive: true });
});
