import type { HybridTime } from './clock.ts';
import type { Values } from './ids.ts';

/** When a group of columns was last written: the operation's number and effective time. */
export type FieldClock = readonly [seq: number, ms: number, counter: number, space: number];

/** A row as the centre keeps it, and as a device keeps its base. */
export interface MergeRow {
  readonly data: Readonly<Values>;
  /** The number of the last operation that changed it; a snapshot and the stream meet by it. */
  readonly seq: number;
  /** By group of columns; `*` is the creation, and stands for every group that has none of its own. */
  readonly clocks: Readonly<Record<string, FieldClock>>;
  /** Where it was deleted; the data stays, so that a concurrent edit can bring it back. */
  readonly deleted?: FieldClock | undefined;
  /** Legally erased: no data, for good. */
  readonly erased?: boolean | undefined;
}

/**
 * - `applied`: everything took effect (concurrent values that it replaced are in `entries`).
 * - `superseded`: nothing took effect, since later edits stand; the values are in `entries`.
 * - `conflict`: took effect in part or not at all, and somebody should look.
 * - `rejected`: refused for `reason`; the device parks it and shows it.
 * - `duplicate`: the operation is known under another number of the device; nothing new happened.
 */
export const outcomes = ['applied', 'superseded', 'conflict', 'rejected', 'duplicate'] as const;
export type Outcome = (typeof outcomes)[number];

/** Why an operation was refused. */
export const rejections = [
  /** The row does not exist. */
  'no_such_row',
  /** A row of this id exists already. */
  'id_taken',
  /** A row that it names does not exist or was erased. */
  'missing_reference',
  /** The row was deleted and the operation knew it; restore it first. */
  'row_deleted',
  /** The person was legally erased. */
  'erased',
  /** Rows of this kind are never changed or deleted. */
  'append_only',
  /** A column that is set at creation only. */
  'fixed_column',
  /** The certificate's state does not allow it. */
  'transition',
  /** Not of this user's or this role's. */
  'forbidden',
  /** The operation does not fit the catalogue: a wrong stream, a key that is not the id. */
  'malformed',
  /** Another operation of its transaction was refused. */
  'transaction',
] as const;
export type Rejection = (typeof rejections)[number];

/**
 * Why two values met:
 * - `concurrent`: both were written without knowing the other; the later stands.
 * - `unordered`: the device's clock offset is not known, so the centre's value stands.
 * - `closed`: a concurrent closing stands, whatever its time.
 * - `deleted`: an edit and a deletion; the edit brought the row back.
 * - `document`: the loser of a swap was kept as a copy.
 * - `revoked`: a submission came on a link that was revoked meanwhile.
 * - `twin`: the same record was created in two places and is one now; for the history alone.
 */
export type ConflictKind =
  | 'concurrent'
  | 'unordered'
  | 'closed'
  | 'deleted'
  | 'document'
  | 'revoked'
  | 'twin';

/** A human's value that another's replaced or kept out, for the history and the conflict list. */
export interface ConflictEntry {
  readonly kind: ConflictKind;
  /** The group of columns. */
  readonly group: string;
  /** The values that stand. */
  readonly kept: Readonly<Values>;
  /** The values that do not; restoring them is an ordinary change. */
  readonly lost: Readonly<Values>;
  /** What the losing operation replaced at its device, where that is known. */
  readonly base?: Readonly<Values> | undefined;
  /** Whose operation lost: this one, or the one whose values stood before. */
  readonly loser: 'incoming' | 'standing';
  /** The effective times of both. */
  readonly incoming: FieldClock;
  readonly standing: FieldClock;
}

export interface MergeResult {
  readonly outcome: Outcome;
  readonly reason?: Rejection | undefined;
  /** The row after the operation; undefined where there is none. */
  readonly row: MergeRow | undefined;
  /** The columns that took effect, as every device applies them; null where none did. */
  readonly changes: Readonly<Values> | null;
  readonly entries: readonly ConflictEntry[];
  /** A row to create beside it: the loser of a document's swap (without its key). */
  readonly copy?: Readonly<Values> | undefined;
}

/** What the centre knows about the operation that it merges. */
export interface MergeContext {
  /** The number the operation got. */
  readonly seq: number;
  /** `effectiveTime` of clock.ts; its `space` is the writer's. */
  readonly time: HybridTime;
  /** Whether the device's clock offset is known in the operation's clock epoch. */
  readonly timeKnown: boolean;
  /**
   * The device made the operation on a row of its own that this one stands for (`twins.ts`): it knows
   * what the creation said, since its own said the same or has been merged with it.
   */
  readonly isTwin?: boolean;
}
