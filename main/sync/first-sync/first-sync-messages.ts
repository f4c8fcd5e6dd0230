/** What the thread is given. */
export interface FirstSyncInput {
  /** The workspace's file. */
  readonly live: string;
  /** Where the fresh one goes. */
  readonly file: string;
}

/** An answer of the centre as it comes in; `finish` builds the database when all of it is there. */
export type FirstSyncCall =
  | { readonly type: 'begin'; readonly compressed: boolean }
  | { readonly type: 'piece'; readonly bytes: Uint8Array }
  | { readonly type: 'end' }
  | { readonly type: 'cut' }
  | { readonly type: 'finish' };

/** What the snapshot is of: its first request's numbers. */
export interface SnapshotOrigin {
  readonly epoch: string;
  readonly head: number;
  readonly hash: string;
  readonly rows: number;
}

export type FirstSyncReply =
  | { readonly type: 'ready'; readonly since: number }
  | { readonly type: 'taken' }
  | { readonly type: 'origin'; readonly origin: SnapshotOrigin }
  | { readonly type: 'rows'; readonly count: number }
  /** The answer has ended; where to go on, and whether everything is there. */
  | { readonly type: 'ended'; readonly from: string | undefined; readonly complete: boolean }
  /** People who were erased at the centre and whom this device knows. */
  | { readonly type: 'finished'; readonly erased: readonly string[] }
  | { readonly type: 'failed'; readonly message: string };
