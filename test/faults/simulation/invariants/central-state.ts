import type { Values } from '../../../../shared/sync/ids.ts';
import type { StreamScope } from '../../../../shared/sync/operation.ts';
import type { Conflict, PullLine } from '../../../../shared/sync/protocol.ts';
import type { CheckedCentre } from './checked-world.ts';

/** An operation as devices read it. */
export type Line = Extract<PullLine, { type: 'op' }>;

interface Stored {
  readonly stream: number;
  readonly scope: StreamScope;
  readonly uid: number | null;
  readonly line: Line;
  readonly chain: string;
}

/** What the centre has of a company. */
export interface CentralState {
  readonly streams: readonly {
    stream_id: number;
    uid: number | null;
    head: number;
    chain_hash: string;
  }[];
  readonly ops: readonly Stored[];
  readonly rows: ReadonlyMap<number, ReadonlyMap<string, Values>>;
  readonly conflicts: readonly (Conflict & { stream: number; seq: number })[];
  readonly files: readonly string[];
}

/** Everything that the centre's database says of the company. */
export async function readCentre(centre: CheckedCentre): Promise<CentralState> {
  const { database, company } = centre;
  const streams = await database<CentralState['streams'][number][]>`
    SELECT stream_id, uid, head, chain_hash FROM stream WHERE company_id = ${company}
    ORDER BY stream_id`;
  const ids = streams.map(({ stream_id }) => stream_id);
  const [ops, rows, conflicts, files] = await Promise.all([
    database<{ stream_id: number; line: string; chain_hash: string }[]>`
      SELECT stream_id, line, chain_hash FROM op WHERE stream_id IN ${database(ids)}
      ORDER BY stream_id, seq`,
    database<{ stream_id: number; entity: string; id: string; data: string }[]>`
      SELECT stream_id, entity, id, data FROM synced_row WHERE stream_id IN ${database(ids)}
        AND deleted IS NULL AND NOT erased ORDER BY stream_id, entity, id`,
    database<{ stream_id: number; seq: number; body: string; open: boolean }[]>`
      SELECT stream_id, seq, body, open FROM conflict WHERE stream_id IN ${database(ids)}`,
    database<{ sha256: string }[]>`SELECT sha256 FROM blob WHERE company_id = ${company}`,
  ]);
  const uidOf = new Map(streams.map(({ stream_id, uid }) => [stream_id, uid]));
  return {
    streams,
    ops: ops.map(({ stream_id, line, chain_hash }) => {
      const uid = uidOf.get(stream_id) ?? null;
      const scope = uid === null ? 'company' : 'user';
      return { stream: stream_id, scope, uid, line: JSON.parse(line) as Line, chain: chain_hash };
    }),
    rows: new Map(
      ids.map((id) => [
        id,
        new Map(
          rows
            .filter(({ stream_id }) => stream_id === id)
            .map((row) => [`${row.entity} ${row.id}`, JSON.parse(row.data) as Values]),
        ),
      ]),
    ),
    conflicts: conflicts.map(({ stream_id, seq, body, open }) => ({
      ...(JSON.parse(body) as Conflict),
      open,
      stream: stream_id,
      seq,
    })),
    files: files.map(({ sha256 }) => sha256),
  };
}

/** How far the streams go: the company's, and those of its users. */
export async function headsOf({
  database,
  company,
}: CheckedCentre): Promise<Map<number | null, number>> {
  const rows = await database<{ uid: number | null; head: number }[]>`
    SELECT uid, head FROM stream WHERE company_id = ${company}`;
  return new Map(rows.map(({ uid, head }) => [uid, head]));
}

/** As JSON, maps included. */
export const text = (value: unknown) =>
  JSON.stringify(value, (_, member) => (member instanceof Map ? [...member] : member));
