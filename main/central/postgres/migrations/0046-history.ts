import type { CentralMigration } from '../migrate.ts';

/** How far each stream was at which time, so that its floor follows what is old enough to be forgotten. */
export const history: CentralMigration = {
  version: 46,
  name: 'age of the history',
  async up(sql) {
    await sql.unsafe(`
      CREATE TABLE stream_mark (
        stream_id bigint NOT NULL,
        at bigint NOT NULL,
        head bigint NOT NULL,
        PRIMARY KEY (stream_id, at)
      );
      -- Operations up to it have lost their contents; the floor is reached first.
      ALTER TABLE stream ADD COLUMN emptied bigint NOT NULL DEFAULT 0;
    `);
  },
};
