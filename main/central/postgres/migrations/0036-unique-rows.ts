import { syncedEntities } from '../../../../shared/sync/entities.ts';
import type { CentralMigration } from '../migrate.ts';

/** Who holds what may be there once only, and which rows stand for ones that were created again. */
export const uniqueRows: CentralMigration = {
  version: 36,
  name: 'unique rows',
  async up(sql) {
    await sql.unsafe(`
      -- key: the values of the catalogue's unique columns, with spaces between them.
      CREATE TABLE unique_row (
        stream_id bigint NOT NULL,
        entity text COLLATE "C" NOT NULL,
        key text COLLATE "C" NOT NULL,
        id text COLLATE "C" NOT NULL,
        PRIMARY KEY (stream_id, entity, key)
      );
      CREATE TABLE twin_row (
        stream_id bigint NOT NULL,
        entity text COLLATE "C" NOT NULL,
        id text COLLATE "C" NOT NULL,
        target text COLLATE "C" NOT NULL,
        PRIMARY KEY (stream_id, entity, id)
      );
      ALTER TABLE stream ADD COLUMN has_twins boolean NOT NULL DEFAULT false;
    `);
    for (const { name, unique } of syncedEntities) {
      if (!unique) continue;
      const key = unique.map((column) => `(data::json->>'${column}')`).join(` || ' ' || `);
      await sql.unsafe(`
        INSERT INTO unique_row(stream_id, entity, key, id)
        SELECT stream_id, entity, ${key}, id FROM synced_row
        WHERE entity = '${name}' AND deleted IS NULL AND NOT erased ORDER BY seq
        ON CONFLICT DO NOTHING`);
    }
  },
};
