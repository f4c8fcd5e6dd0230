import { expect, it } from 'vitest';
import { openDatabase } from '../database.ts';
import { migrations } from './index.ts';

it('notes with a submission what was agreed to last, whichever version is higher', () => {
  const database = openDatabase(':memory:', {
    migrations: migrations.filter(({ version }) => version <= 400),
  });
  database.pragma('foreign_keys = OFF');
  database.exec(`
    INSERT INTO consents(certificate_id, version, language, created_at)
      VALUES (1, 9, 'zh', 600), (1, 2, 'zh', 700), (2, 9, 'zh', 800);
    INSERT INTO submissions(submission_id, certificate_id, created_at)
      VALUES (1, 1, 900), (2, 2, 900), (3, 3, 900);
  `);
  expect(
    database.prepare('SELECT consent_version FROM submissions ORDER BY 1').pluck().all(),
  ).toEqual(expect.arrayContaining([2, 9, null]));
  expect(
    database
      .prepare('SELECT consent_version FROM submissions WHERE submission_id = 1')
      .pluck()
      .get(),
  ).toBe(2);
  database.close();
});
