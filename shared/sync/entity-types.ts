/**
 * How a column's concurrent edits meet (sync protocol, "Conflicts"):
 * - `fixed`: set when the row is created; a later change is refused.
 * - `initial`: sent with the creation only; later each device derives it by itself (a trigger).
 * - `field`: last writer wins, the loser is kept.
 * - `latest`: the greater number stands; never a conflict (`updated_at`).
 * - `stage`: last writer wins for the whole group, but what closes an application beats what moves it,
 *   and only an explicit reopening (`list_state: 1`) opens it again.
 * - `lifecycle`: checked by the certificate's state machine.
 * - `document`: the whole row is compared and swapped; the loser becomes a copy.
 */
export type ColumnRule =
  | 'fixed'
  | 'initial'
  | 'field'
  | 'latest'
  | 'stage'
  | 'lifecycle'
  | 'document';

/**
 * How SQLite stores a value. `big` is an INTEGER beyond 2^53 (`tob_resume_id`): digits in a string on
 * the wire and in TypeScript, bound as a BigInt.
 */
export type ColumnType = 'integer' | 'text' | 'big';

/** A column that syncs. A column that is not in the catalogue belongs to the device alone. */
export interface SyncedColumn {
  readonly rule: ColumnRule;
  readonly type: ColumnType;
  /** Columns of one group change together and share one clock; by default a column is its own group. */
  readonly group?: string;
  /** Sent only when it has changed itself: of a closed application, opening it has to be said. */
  readonly apart?: true;
  /** The entity whose row it names: renumbered at joining, checked by the centre. */
  readonly references?: string;
  /** The reference may name a row that the centre does not keep (a seeded row, user 0). */
  readonly loose?: true;
  /** JSON: keys at its top level whose number names a row of an entity. */
  readonly jsonReferences?: Readonly<Record<string, string>>;
  /** The SHA-256 of a file: the row is shown before the file is there. */
  readonly blob?: true;
  /** Leaves the device as `sha256:<hex>` of the value; the centre refuses anything else. */
  readonly sealed?: true;
}

/**
 * A table that syncs. Adding one is adding one entry to `syncedEntities`.
 *
 * The id of a row on the wire is a string: of a key of one column its text, of a longer key
 * `json_array(…)` of its columns as SQLite writes it (`[81,"mail"]`).
 */
export interface SyncedEntity {
  readonly name: string;
  /** The table of the device's SQLite database. */
  readonly table: string;
  /** Columns of the primary key, in the catalogue too. */
  readonly key: readonly string[];
  /**
   * Who gets it: everybody of the company; the user alone; by the row's `uid`, where 0 is the company
   * (`byUid`); or by its `kind`, where `private` is the user's (`byKind`). One stream of operations for
   * each. A row never goes from one to the other.
   */
  readonly scope: 'company' | 'user' | 'byUid' | 'byKind';
  /**
   * `record`: columns merge by their rules. `append`: rows are created and never changed or deleted.
   * `document`: compare-and-swap of the whole row. `central`: only the centre writes it.
   */
  readonly kind: 'record' | 'append' | 'document' | 'central';
  readonly columns: Readonly<Record<string, SyncedColumn>>;
  /** `AUTOINCREMENT` table whose new ids come from the device's id space (`ids.ts`). */
  readonly numbered?: true;
  /** Rows with ids up to this are seeded, the same everywhere, and do not sync. */
  readonly seededUpTo?: number;
  /** Two rows that agree in these columns, which are `fixed`, are one: `twins.ts`. */
  readonly unique?: readonly string[];
  /** Values of the key's last column that stay on the device. */
  readonly localKeys?: readonly string[];
  /**
   * The column that leads to the person whom the row is about, for legal erasure: `self` where the row
   * is the person, else a reference to a row that is or leads to one.
   */
  readonly subject?: string;
  /** What the loser of a document's swap is called: this column gets a suffix. */
  readonly copyTitle?: string;
  /** Reviewers may write it; recruiters and administrators may write everything. */
  readonly reviewers?: true;
}

type Options = Omit<SyncedColumn, 'rule' | 'type'>;

/** Shorthands for entries of the catalogue. */
export const column = {
  fixed: (type: ColumnType, options: Options = {}): SyncedColumn => ({
    rule: 'fixed',
    type,
    ...options,
  }),
  initial: (type: ColumnType): SyncedColumn => ({ rule: 'initial', type }),
  field: (type: ColumnType, options: Options = {}): SyncedColumn => ({
    rule: 'field',
    type,
    ...options,
  }),
  latest: (): SyncedColumn => ({ rule: 'latest', type: 'integer' }),
  stage: (type: ColumnType, options: Options = {}): SyncedColumn => ({
    rule: 'stage',
    type,
    group: 'stage',
    ...options,
  }),
  lifecycle: (type: ColumnType, group: string, options: Options = {}): SyncedColumn => ({
    rule: 'lifecycle',
    type,
    group,
    ...options,
  }),
  document: (type: ColumnType, options: Options = {}): SyncedColumn => ({
    rule: 'document',
    type,
    group: 'document',
    ...options,
  }),
} as const;
