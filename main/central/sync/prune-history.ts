import type { Centre } from '../centre.ts';

/** Days that a device may be away and still go on from where it was; whoever was longer starts afresh. */
export const defaultHistoryDays = 180;

/** Operations emptied in one transaction. */
const slice = 5_000;
const day = 86_400_000;

/** What an emptied operation's line is: erasure goes over it, too. */
const emptyLine = '{}';

/**
 * Raises the streams' floors to where they stood `days` ago, and takes the contents of what lies below.
 * Rows and tombstones stay for good, and so do numbers, ids, hashes and outcomes of operations: what comes
 * again gets its answer of then, and the chain stays whole.
 * @returns operations that were emptied
 */
export async function pruneHistory(centre: Centre, days: number): Promise<number> {
  const { database, platform } = centre;
  const now = platform.now();
  await database`
    INSERT INTO stream_mark(stream_id, at, head)
    SELECT stream_id, ${now}, head FROM stream s WHERE head > GREATEST(floor,
      (SELECT COALESCE(max(m.head), 0) FROM stream_mark m WHERE m.stream_id = s.stream_id))
    ON CONFLICT DO NOTHING`;
  await database`
    UPDATE stream SET floor = old.head
    FROM (SELECT stream_id, max(head) AS head FROM stream_mark WHERE at <= ${now - days * day}
      GROUP BY stream_id) old
    WHERE stream.stream_id = old.stream_id AND old.head > stream.floor`;
  await database`DELETE FROM stream_mark USING stream
    WHERE stream.stream_id = stream_mark.stream_id AND stream_mark.head <= stream.floor`;
  const streams = await database<{ stream_id: number; company_id: number }[]>`
    SELECT stream_id, company_id FROM stream WHERE emptied < floor ORDER BY stream_id`;
  let emptied = 0;
  for (const { stream_id, company_id } of streams) {
    for (;;) {
      const count = await emptySlice(centre, stream_id, company_id);
      if (count === 0) break;
      emptied += count;
    }
  }
  return emptied;
}

async function emptySlice(
  { database }: Centre,
  streamId: number,
  companyId: number,
): Promise<number> {
  return database.begin(async (sql) => {
    const [stream] = await sql<{ emptied: number; floor: number }[]>`
      SELECT emptied, floor FROM stream WHERE stream_id = ${streamId}`;
    if (!stream || stream.emptied >= stream.floor) return 0;
    const last = Math.min(stream.emptied + slice, stream.floor);
    const [freed] = await sql<{ bytes: number }[]>`
      WITH old AS (
        SELECT seq, length(line) + COALESCE(length(body), 0) AS bytes FROM op
        WHERE stream_id = ${streamId} AND seq > ${stream.emptied} AND seq <= ${last}),
      emptied AS (
        UPDATE op SET line = ${emptyLine}, body = NULL
        WHERE stream_id = ${streamId} AND seq > ${stream.emptied} AND seq <= ${last})
      SELECT COALESCE(sum(bytes), 0)::bigint AS bytes FROM old`;
    await sql`UPDATE stream SET emptied = ${last} WHERE stream_id = ${streamId}`;
    await sql`UPDATE company SET used_bytes = GREATEST(0, used_bytes - ${freed?.bytes ?? 0})
      WHERE company_id = ${companyId}`;
    return last - stream.emptied;
  });
}

/**
 * Prunes now and every day.
 * @returns what ends it
 */
export function keepPruning(centre: Centre, days: number): () => Promise<void> {
  let running = Promise.resolve();
  const prune = () => {
    running = pruneHistory(centre, days).then(
      (operations) => {
        if (operations > 0) centre.logger.info({ operations }, 'old history was emptied');
      },
      (error: unknown) => centre.logger.error({ err: error }, 'old history could not be emptied'),
    );
  };
  const timer = setInterval(prune, day).unref();
  prune();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
