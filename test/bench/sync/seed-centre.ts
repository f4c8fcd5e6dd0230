import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyIn, copyLine } from '../../../main/central/postgres/copy-in.ts';
import { connect, type Transaction } from '../../../main/central/postgres/database.ts';
import type { PostgresAddress } from '../../../main/central/postgres/embedded.ts';
import { silentLogger } from '../../../main/logger.ts';
import { syncedEntity } from '../../../shared/sync/entities.ts';
import type { SyncedEntity } from '../../../shared/sync/entity-types.ts';
import { lastSpace, rowId, spaceStart, type Values } from '../../../shared/sync/ids.ts';
import { positions, recordGroup, rowsOfGroup } from './records.ts';

interface Seeded {
  readonly stream: number;
  readonly seq: number;
  readonly positionIds: readonly number[];
}

/** Groups of one transaction. */
const groupsAtOnce = 10_000;

/**
 * Gives the company of a running centre more rows than a push would bring in reasonable time: as the
 * centre keeps them, by its own `COPY`, without their operations. A first sync reads rows alone.
 */
export async function seedCentre(
  folder: string,
  { from, rows }: { from: number; rows: number },
): Promise<void> {
  if (rows <= 0) return;
  const address = JSON.parse(readFileSync(join(folder, 'running.json'), 'utf8')) as PostgresAddress;
  const database = connect({ ...address, database: 'postgres' }, { logger: silentLogger });
  try {
    const [stream] = await database<{ stream_id: number; head: number }[]>`
      SELECT stream_id, head FROM stream WHERE uid IS NULL`;
    if (!stream) throw new Error('no company');
    const ids = await database<{ id: string }[]>`
      SELECT id FROM synced_row WHERE stream_id = ${stream.stream_id} AND entity = 'positions'`;
    const positionIds = ids.map(({ id }) => Number(id));
    const seeded = { stream: stream.stream_id, seq: stream.head, positionIds };
    const first = from / rowsOfGroup;
    const end = first + rows / rowsOfGroup;
    for (let index = first; index < end; index += groupsAtOnce) {
      const part = { first: index, end: Math.min(end, index + groupsAtOnce) };
      await database.begin((sql) => seedGroups(sql, seeded, part));
    }
    await database`UPDATE stream SET row_count = row_count + ${rows}
      WHERE stream_id = ${seeded.stream}`;
    await database`VACUUM ANALYZE synced_row`;
  } finally {
    await database.end();
  }
}

async function seedGroups(
  sql: Transaction,
  seeded: Seeded,
  { first, end }: { readonly first: number; readonly end: number },
): Promise<void> {
  const lines: string[] = [];
  for (let index = first; index < end; index += 1) lines.push(...linesOf(seeded, index));
  await copyIn(
    sql,
    'synced_row(stream_id, entity, id, seq, data, clocks, subject)',
    lines.join(''),
  );
}

function linesOf({ stream, seq, positionIds }: Seeded, index: number): string[] {
  const { candidates, applications, event } = recordGroup(index);
  const line = (name: string, values: object, subject: string) => {
    const entity = syncedEntity(name) as SyncedEntity;
    const given = values as Values;
    const data = Object.fromEntries(
      Object.keys(entity.columns).map((column) => [column, given[column] ?? null]),
    );
    const clocks = JSON.stringify({ '*': [seq, 1, 0, lastSpace] });
    return copyLine([
      stream,
      name,
      rowId(entity, data),
      seq,
      JSON.stringify(data),
      clocks,
      subject,
    ]);
  };
  const id = (member: number) => spaceStart(lastSpace) + 2 * index + member + 1;
  const lines = candidates.flatMap((candidate, member) => [
    line('candidates', candidate, candidate.tob_resume_id),
    line(
      'applications',
      {
        ...applications[member],
        application_id: id(member),
        tob_resume_id: candidate.tob_resume_id,
        tob_position_id: positionIds[(2 * index + member) % positions] ?? null,
      },
      candidate.tob_resume_id,
    ),
  ]);
  const [person] = candidates;
  const about = { ...event, application_event_id: id(0), application_id: id(0) };
  return [...lines, line('application_events', about, person?.tob_resume_id ?? '')];
}
