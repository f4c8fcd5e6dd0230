import type { Database } from '../../../main/central/postgres/database.ts';

/** So many that a device's first sync takes a file of its own (`main/sync/first-sync`). */
const rows = 5_200;

/** Gives a new company candidates, as if commands had made them that nobody remembers. */
export async function growCompany(database: Database, company: number): Promise<void> {
  const person = JSON.stringify({
    ...{ resume_id: 0, name: '王芳', name_sort: 'wang fang', phone: '', email: '', id_number: '' },
    ...{ created_at: 1, updated_at: 1 },
  });
  await database.begin(async (sql) => {
    const [stream] = await sql<{ stream_id: number }[]>`
      UPDATE stream SET row_count = row_count + ${rows}
      WHERE company_id = ${company} AND uid IS NULL RETURNING stream_id`;
    await sql`
      INSERT INTO synced_row(stream_id, entity, id, seq, data, clocks)
      SELECT ${stream?.stream_id ?? 0}, 'candidates', 7000000 + n, 0,
        ${person}::text::jsonb || jsonb_build_object('tob_resume_id', (7000000 + n)::text),
        '{"*":[0,0,0,0]}' FROM generate_series(1, ${rows}::int) n`;
  });
}
