import type { HybridTime } from '../../../shared/sync/clock.ts';
import type { Effect } from '../../../shared/sync/merge.ts';
import type { MergeResult } from '../../../shared/sync/merge-types.ts';
import type { Operation, StreamScope } from '../../../shared/sync/operation.ts';

/** A stream whose row this transaction has locked: numbers are given out from its head. */
export interface LockedStream {
  readonly stream_id: number;
  readonly epoch: string;
  head: number;
  chain_hash: string;
  /** Rows of it stand for others (`twin_row`). */
  readonly has_twins: boolean;
  /** Rows that were added. */
  added: number;
}

export type LockedStreams = Readonly<Partial<Record<StreamScope, LockedStream>>>;

/** Whose operation it is; without a device it is the centre's own. */
export interface Author {
  readonly uid: number;
  readonly deviceId: string | null;
  readonly incarnation: string | null;
}

/** An operation that was merged and has its number. */
export interface Merged {
  /** As it was merged: of the rows that stand for those it names. */
  readonly operation: Operation;
  /** As it came. */
  readonly given: Operation;
  readonly author: Author;
  readonly seq: number;
  readonly time: HybridTime;
  readonly result: MergeResult;
  readonly effect: Effect;
}
