import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../database.ts';
import { migrations } from './index.ts';

it('starts with nothing read, and finds the mails of an older file by their recipients', () => {
  const folder = mkdtempSync(join(tmpdir(), 'credo-test-'));
  const file = join(folder, 'credo.db');
  const old = openDatabase(file, {
    migrations: migrations.filter(({ version }) => version < 182),
  });
  old.exec(`
    INSERT INTO outbox(kind, recipient, subject, content, message_id_header, state,
        next_attempt_at, created_at, updated_at, accepted_at)
      VALUES ('mail', 'a@example.com', '', '', 'a', 'accepted', 0, 0, 0, 5);
  `);
  old.close();

  const database = openDatabase(file);
  expect(database.prepare('SELECT COUNT(*) FROM bounce_mailboxes').pluck().get()).toBe(0);
  const [plan] = database
    .prepare<[], { detail: string }>(
      `EXPLAIN QUERY PLAN SELECT message_id FROM outbox
       WHERE kind = 'mail' AND state = 'accepted' AND recipient = 'a@example.com'
         AND accepted_at > 0 ORDER BY accepted_at DESC LIMIT 1`,
    )
    .all();
  expect(plan?.detail).toContain('outbox_by_recipient');
  database.close();
  rmSync(folder, { recursive: true });
});
