import { rowsOfGroup } from './records.ts';

/** How much the sync bench does; environment variables say otherwise. */
export interface SyncSizes {
  /** Rows that a first sync takes. */
  readonly rows: number;
  /** Rows that are pushed; the centre is filled up with the rest of `rows`. */
  readonly pushed: number;
  /** Each figure is the median of as many rounds. */
  readonly rounds: number;
  /** Operations during which the event loop is watched; 0 leaves that out. */
  readonly operations: number;
  /** Edits whose way to another device is timed. */
  readonly edits: number;
  /** Rows that the peer takes, of the same records; 0 leaves it out. */
  readonly peerRows: number;
}

export function readSizes(environment: Readonly<NodeJS.ProcessEnv>): SyncSizes {
  const number = (name: string, usual: number) =>
    Number(environment[`CREDO_BENCH_SYNC_${name}`] ?? usual);
  const rounds = number('ROUNDS', 5);
  const whole = (rows: number) => Math.floor(rows / rounds / rowsOfGroup) * rounds * rowsOfGroup;
  const rows = whole(number('ROWS', 50_000));
  return {
    rows,
    pushed: Math.min(rows, whole(number('PUSHED', 50_000))),
    rounds,
    operations: number('OPERATIONS', 100_000),
    edits: number('EDITS', 200),
    peerRows: whole(number('PEER_ROWS', Math.min(rows, 50_000))),
  };
}

/** Measurements of one system, by figure. */
export type SyncFigures = Partial<
  Record<
    | 'push'
    | 'firstSync'
    | 'firstSyncMemory'
    | 'firstSyncLoop'
    | 'firstSyncHeld'
    | 'latency'
    | 'receive'
    | 'sendLoop'
    | 'receiveLoop'
    | 'sendHeld'
    | 'receiveHeld',
    number[]
  >
>;
