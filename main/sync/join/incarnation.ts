import { randomUUID } from 'node:crypto';
import type { SessionParts } from '../session/session-parts.ts';

export type IncarnationParts = Pick<
  SessionParts,
  'database' | 'state' | 'outbox' | 'capture' | 'membership'
>;

/**
 * - `copied`: this workspace is a copy of another, which may go on.
 * - `restored`: it is an older state of itself.
 * - `either`: the centre knows numbers of it that it does not know.
 */
export type CopyKind = 'copied' | 'restored' | 'either';

/**
 * Takes a new incarnation: what is not answered yet is numbered from 1 again, and the centre gives a new
 * id space at the next greeting, since a copy of this database may use the old one. Until then rows get
 * numbers far from where a copy goes on.
 * @param kind missing where this workspace is the only one
 */
export function newIncarnation(parts: IncarnationParts, kind?: CopyKind): void {
  const { database, state, outbox, capture } = parts;
  const membership = {
    ...parts.membership(),
    incarnation: randomUUID(),
    // What is measured of this machine's clock says nothing of another's.
    clock_epoch: parts.membership().clock_epoch + 1,
  };
  database.transaction(() => {
    outbox.numberAgain();
    capture.skipNumbers();
    state.membership = membership;
    if (kind) state.copy = { kind, seen: false };
  })();
  capture.setClock(state.lastTime, membership.space, membership.clock_epoch);
}
