import type { CentralMigration } from '../migrate.ts';

/** Finds links that another device than the one that asked gave a candidate. */
export const candidateLinks: CentralMigration = {
  version: 41,
  name: 'links of candidates',
  async up(sql) {
    await sql.unsafe(`
      CREATE INDEX synced_row_by_link ON synced_row((data::json->>'token'))
        WHERE entity = 'certificate_links'`);
  },
};
