import type { Migration } from '../migrate.ts';

/**
 * Undo of a bulk send: its messages know their batch, the job knows until when nothing of it leaves,
 * and a batch that is being taken back is withheld however long that takes. Of this device only.
 */
export const batchUndo: Migration = {
  version: 362,
  name: 'undo of a bulk send',
  up: (database) =>
    database.exec(`
      -- bulk_jobs.job_id; no reference: a job may be forgotten before its messages.
      ALTER TABLE outbox ADD COLUMN batch INTEGER;
      ALTER TABLE bulk_jobs ADD COLUMN hold_until INTEGER;
      -- Messages of these batches don't leave, whatever their time.
      CREATE TABLE withheld_batches (batch INTEGER PRIMARY KEY);
    `),
};
