import { randomUUID } from 'node:crypto';
import { syncedEntities } from '../../../shared/sync/entities.ts';
import { spaceStart } from '../../../shared/sync/ids.ts';
import type { SessionParts } from '../session/session-parts.ts';

type Parts = Pick<SessionParts, 'database' | 'state' | 'outbox' | 'capture' | 'membership'>;

/**
 * Takes a new incarnation: what is not answered yet is numbered from 1 again, and the centre gives a new
 * id space at the next greeting, since a copy of this database may use the old one.
 */
export function newIncarnation({ database, state, outbox, membership }: Parts): void {
  database.transaction(() => {
    outbox.numberAgain();
    state.membership = { ...membership(), incarnation: randomUUID() };
  })();
}

/** Gives new rows their ids from a space. */
export function startIdSpace({ database, state, capture, membership }: Parts, space: number): void {
  const start = spaceStart(space);
  const raise = database.prepare('UPDATE sqlite_sequence SET seq = ? WHERE name = ?');
  const insert = database.prepare('INSERT INTO sqlite_sequence(name, seq) VALUES (?, ?)');
  for (const { table, numbered } of syncedEntities) {
    if (numbered && raise.run(start, table).changes === 0) insert.run(table, start);
  }
  capture.setClock(state.lastTime, space, membership().clock_epoch);
}
