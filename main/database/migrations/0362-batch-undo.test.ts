import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../database.ts';
import { migrations } from './index.ts';

it('leaves an older file’s messages and jobs without a batch and a hold', () => {
  const folder = mkdtempSync(join(tmpdir(), 'credo-test-'));
  const file = join(folder, 'credo.db');
  const old = openDatabase(file, {
    migrations: migrations.filter(({ version }) => version < 362),
  });
  old.exec(`
    INSERT INTO outbox(kind, recipient, subject, content, message_id_header, state,
        next_attempt_at, created_at, updated_at)
      VALUES ('mail', 'a@b.cn', 's', 'c', '<1@b.cn>', 'queued', 0, 0, 0);
    INSERT INTO bulk_jobs(client_key, action, change, uid, language, state, recent_days,
        created_at, updated_at)
      VALUES ('key-0001', 'send', '{}', 1, 'zh', 'finished', 7, 0, 0);
  `);
  old.close();

  const database = openDatabase(file);
  expect(database.prepare('SELECT batch FROM outbox').pluck().all()).toEqual([null]);
  expect(database.prepare('SELECT hold_until FROM bulk_jobs').pluck().all()).toEqual([null]);
  expect(database.prepare('SELECT COUNT(*) FROM withheld_batches').pluck().get()).toBe(0);
  database.close();
  rmSync(folder, { recursive: true });
});
