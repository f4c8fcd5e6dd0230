import type { CentralMigration } from '../migrate.ts';

/** Where epochs ended: what a device had seen of one says little of the numbers that came after. */
export const epochs: CentralMigration = {
  version: 50,
  name: 'ends of epochs',
  async up(sql) {
    await sql.unsafe(`
      -- [epoch, head of the copy that was put back], the oldest first.
      ALTER TABLE stream ADD COLUMN ended_epochs jsonb NOT NULL DEFAULT '[]';
    `);
  },
};
