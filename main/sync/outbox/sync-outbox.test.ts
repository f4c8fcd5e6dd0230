import { expect, it } from 'vitest';
import { openDatabase } from '../../database/database.ts';
import { SyncOutbox } from './sync-outbox.ts';

it('has seen no more of a restored stream than what is common to both, in what is sent after', () => {
  const database = openDatabase(':memory:');
  const insert = database.prepare<[string, string, number]>(
    `INSERT INTO sync_outbox(op_id, tx_id, scope, entity, id, command, patch, base, base_seq, hlc,
       wall_ms, clock_epoch, schema_v)
     VALUES (?, 'tx', ?, 'positions', '1', 'change', '{}', NULL, ?, '', 0, 1, 1)`,
  );
  insert.run('received', 'company', 26);
  insert.run('lost', 'company', 26);
  insert.run('known', 'company', 7);
  insert.run('private', 'user', 26);
  const outbox = new SyncOutbox(database);
  outbox.seenUpTo('company', 1, 20);
  // A centre that tells of no common number.
  outbox.seenUpTo('user', 1, Number.POSITIVE_INFINITY);
  const seen = database.prepare('SELECT op_id, base_seq FROM sync_outbox ORDER BY client_seq');
  expect(seen.raw().all()).toEqual([
    ['received', 26],
    ['lost', 20],
    ['known', 7],
    ['private', 26],
  ]);
  database.close();
});
