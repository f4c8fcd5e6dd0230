import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../database.ts';
import { migrations } from './index.ts';

it('gives an older file’s requests no reminders, and stops those that come after', () => {
  const folder = mkdtempSync(join(tmpdir(), 'credo-test-'));
  const file = join(folder, 'credo.db');
  const old = openDatabase(file, {
    migrations: migrations.filter(({ version }) => version < 181),
  });
  old.pragma('foreign_keys = OFF');
  old.exec(`
    INSERT INTO certificates(certificate_id, kind, application_id, uid, token, expires_at,
        mail_tpl_id, resume_name, resume_email, resume_phone, position_name, email_subject,
        stage_id, step_id, status, review_status, created_at, updated_at)
      VALUES (1, 'degree', 1, 1, 'a', 9, 59, '', '', '', '', '', 8, 1, 1, 0, 0, 0),
             (2, 'degree', 1, 1, 'b', 9, 59, '', '', '', '', '', 8, 1, 1, 0, 0, 0);
  `);
  old.close();

  const database = openDatabase(file);
  database.pragma('foreign_keys = OFF');
  expect(database.prepare('SELECT COUNT(*) FROM certificate_reminders').pluck().get()).toBe(0);
  database.exec(`
    INSERT INTO certificate_reminders(certificate_id, day, due_at) VALUES (1, 1, 10), (2, 1, 10);
    INSERT INTO outbox(kind, certificate_id, recipient, subject, content, message_id_header, state,
        next_attempt_at, created_at, updated_at, reminder)
      VALUES ('mail', 1, '', '', '', 'a', 'queued', 0, 0, 0, 1),
             ('mail', 1, '', '', '', 'b', 'queued', 0, 0, 0, 0);
    INSERT INTO submissions(certificate_id, created_at) VALUES (1, 5);
    UPDATE certificates SET revoked_at = 6 WHERE certificate_id = 2;
  `);
  expect(
    database.prepare('SELECT state, reason, settled_at FROM certificate_reminders').all(),
  ).toEqual([
    { state: 'stopped', reason: 'submitted', settled_at: 5 },
    { state: 'stopped', reason: 'revoked', settled_at: 6 },
  ]);
  // A reminder that still waits is taken back; the request itself is not.
  expect(database.prepare('SELECT state FROM outbox ORDER BY message_id').pluck().all()).toEqual([
    'cancelled',
    'queued',
  ]);
  database.close();
  rmSync(folder, { recursive: true });
});
