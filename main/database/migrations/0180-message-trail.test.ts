import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../database.ts';
import { migrations } from './index.ts';

it('knows the stage of an older file’s messages, and of what comes after', () => {
  const folder = mkdtempSync(join(tmpdir(), 'credo-test-'));
  const file = join(folder, 'credo.db');
  const old = openDatabase(file, {
    migrations: migrations.filter(({ version }) => version < 180),
  });
  old.pragma('foreign_keys = OFF');
  old.exec(`
    INSERT INTO certificates(certificate_id, kind, application_id, uid, token, expires_at,
        mail_tpl_id, resume_name, resume_email, resume_phone, position_name, email_subject,
        stage_id, step_id, status, review_status, created_at, updated_at)
      VALUES (1, 'degree', 1, 1, 'a', 9, 59, '', '', '', '', '', 8, 1, 2, 0, 0, 0),
             (2, 'degree', 1, 1, 'b', 9, 59, '', '', '', '', '', 8, 1, 1, 0, 0, 0);
    INSERT INTO submissions(certificate_id, created_at) VALUES (1, 500);
  `);
  const insert = old.prepare(
    `INSERT INTO outbox(message_id, kind, certificate_id, recipient, subject, content,
       message_id_header, state, next_attempt_at, created_at, updated_at)
     VALUES (?, 'mail', ?, '', '', '', ?, ?, 0, 0, 100)`,
  );
  insert.run(1, 1, 'a', 'accepted');
  insert.run(2, 2, 'b', 'accepted');
  insert.run(3, 2, 'c', 'queued');
  old.close();

  const database = openDatabase(file);
  database.pragma('foreign_keys = OFF');
  const stages = () =>
    database.prepare('SELECT stage FROM outbox ORDER BY message_id').pluck().all();
  expect(stages()).toEqual(['submitted', 'accepted', 'queued']);
  database.exec('UPDATE outbox SET opened_at = 600 WHERE message_id = 2');
  expect(stages()).toEqual(['submitted', 'opened', 'queued']);
  // What has not left was not answered.
  database.exec('INSERT INTO submissions(certificate_id, created_at) VALUES (2, 700)');
  expect(stages()).toEqual(['submitted', 'submitted', 'queued']);
  database.exec(`UPDATE outbox SET state = 'failed', bounced_at = 800 WHERE message_id = 1`);
  expect(stages()).toEqual(['bounced', 'submitted', 'queued']);
  database.close();
  rmSync(folder, { recursive: true });
});
