import type { ConflictChoice } from '../../../shared/api/sync.ts';
import type { Values } from '../../../shared/sync/ids.ts';
import type { Conflict } from '../../../shared/sync/protocol.ts';
import type { Membership } from '../device-state.ts';

/** One side of a conflict. */
export interface Side {
  readonly values: Readonly<Values>;
  readonly uid: number;
  /** Null for the centre. */
  readonly device: string | null;
  /** Milliseconds; its effective time. */
  readonly at: number;
  /** The id space of the device that wrote it. */
  readonly space: number;
}

export interface Sides {
  readonly mine: Side;
  readonly theirs: Side;
  readonly stands: 'mine' | 'theirs';
  /** What can be chosen. */
  readonly choices: readonly ConflictChoice[];
}

/**
 * A conflict as this device sees it. Mine is what this device wrote, else what this user wrote
 * elsewhere, else what came last.
 */
export function sidesOf(
  conflict: Conflict,
  { device_id, uid }: Pick<Membership, 'device_id' | 'uid'>,
): Sides {
  const { kept, lost, loser, base, kind } = conflict;
  const incoming: Side = {
    values: loser === 'incoming' ? lost : kept,
    uid: conflict.incoming_uid,
    device: conflict.incoming_device,
    at: conflict.incoming[1],
    space: conflict.incoming[3],
  };
  const standing: Side = {
    values: loser === 'standing' ? lost : kept,
    uid: conflict.standing_uid,
    device: conflict.standing_device,
    at: conflict.standing[1],
    space: conflict.standing[3],
  };
  const standingIsMine =
    standing.device === device_id
      ? incoming.device !== device_id
      : incoming.device !== device_id && standing.uid === uid && incoming.uid !== uid;
  const [mine, theirs] = standingIsMine ? [standing, incoming] : [incoming, standing];
  const stands = (loser === 'incoming') === standingIsMine ? 'mine' : 'theirs';
  const choices = choicesOf(kind, stands, base !== undefined);
  return { mine, theirs, stands, choices };
}

function choicesOf(
  kind: string,
  stands: 'mine' | 'theirs',
  hasBase: boolean,
): readonly ConflictChoice[] {
  // What a candidate submitted is not taken back, and a document's other text is a copy of its own.
  if (kind === 'revoked') return [stands];
  if (kind === 'deleted' || kind === 'closed' || !hasBase) return ['mine', 'theirs'];
  return ['mine', 'theirs', 'base'];
}
