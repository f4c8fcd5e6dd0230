import { expect, it } from 'vitest';
import { openDatabase } from '../database.ts';
import { listEngine } from './0140-list-engine.ts';
import { migrations } from './index.ts';

it('gives certificates of before an empty number, and starts with an empty log', () => {
  const before = migrations.filter(({ version }) => version < listEngine.version);
  const database = openDatabase(':memory:', { migrations: before });
  database.pragma('foreign_keys = OFF');
  database.exec(`
    INSERT INTO certificates(certificate_id, kind, application_id, uid, token, expires_at, mail_tpl_id,
      resume_name, resume_email, resume_phone, position_name, email_subject, stage_id, step_id, status,
      review_status, created_at, updated_at)
    VALUES (1, 'degree', 1, 1, 't', 0, 59, '宋海洋', '', '', '', '', 8, 3313, 1, 0, 0, 0)`);
  listEngine.up(database);
  expect(
    database.prepare('SELECT resume_name, certificate_number FROM certificates').all(),
  ).toEqual([{ resume_name: '宋海洋', certificate_number: '' }]);
  expect(database.prepare('SELECT COUNT(*) AS count FROM list_changes').get()).toEqual({
    count: 0,
  });
  database.close();
});
