import type { Migration } from '../migrate.ts';

/**
 * What is answered is most of the outbox and is never looked for by its state: without it in an index,
 * an answer takes an entry away instead of moving it.
 * Operations whose JSON is in the order of `canonicalJson` are hashed and sent as they lie there.
 */
export const outboxForm: Migration = {
  version: 420,
  name: 'indexes and form of the outbox',
  up: (database) =>
    database.exec(`
      DROP INDEX sync_outbox_by_state;
      CREATE INDEX sync_outbox_pending ON sync_outbox(client_seq) WHERE state = 'pending';
      CREATE INDEX sync_outbox_parked ON sync_outbox(client_seq) WHERE state = 'parked';
      ALTER TABLE sync_outbox ADD COLUMN canonical INTEGER NOT NULL DEFAULT 0;
    `),
};
