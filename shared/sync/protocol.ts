import { z } from 'zod';
import { effects } from './merge.ts';
import { outcomes, rejections } from './merge-types.ts';
import { operationCommands, operationSchema, streamScopes, wireValues } from './operation.ts';
import { roles } from './protocol-access.ts';

/** Operations in one push, and bytes of its body. */
export const pushLimits = { operations: 500, bytes: 1_000_000 } as const;

/** About how many operations one pull answers; it ends with a transaction. */
export const pullSize = 1_000;

/** Milliseconds: of the event stream's heartbeat, until a device gives it up, between polls. */
export const eventTimes = { heartbeat: 15_000, watchdog: 45_000, poll: 60_000 } as const;

/** How long a device keeps acknowledged operations, for a centre restored from an older copy. */
export const keepAcknowledgedDays = 30;

export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0);
const milliseconds = z.int().min(0);
const clockSchema = z.tuple([count, milliseconds, count, count]);
/** An id of a device, invitation or incarnation. */
const uuid = z.uuid();

/** What belongs to each of a device's two streams. */
function perStream<Schema extends z.ZodType>(schema: Schema) {
  return z.object({ company: schema, user: schema });
}

/**
 * `POST /sync/hello`: the first request of every session, of every new incarnation and of every new
 * clock epoch. It measures the clock, tells a rewound centre, and gives the id space.
 */
export const helloRequest = z.object({
  /** Random; a new one whenever the database was restored or cloned. Numbers begin at 1 again then. */
  incarnation: uuid,
  /** What it has from an earlier hello, for a centre that was restored from before it; else null. */
  id_space: z.int().min(0).nullable(),
  /** The last operation that was applied, and the chain hash there (`emptyChain` at 0). */
  cursors: perStream(z.object({ seq: count, hash: sha256Hex })),
  /** The last `client_seq` of this incarnation that the centre acknowledged. */
  last_acked: count,
  /** The device's wall clock when it sent this, ms. */
  device_now: milliseconds,
  clock_epoch: count,
  schema_v: z.int().min(1),
  app_version: z.string().max(40),
});

/**
 * - `known`: go on from the cursor.
 * - `below_floor`: the centre no longer has what follows: take a snapshot.
 * - `rewound`: the centre was restored from an older copy and does not know the cursor: push again what
 *   follows `accepted_client_seq`, then take a snapshot.
 */
export const cursorStates = ['known', 'below_floor', 'rewound'] as const;

export const helloAnswer = z.object({
  server_id: uuid,
  server_now: milliseconds,
  company: z.object({ company_id: z.int(), name: z.string() }),
  user: z.object({ uid: z.int(), name: z.string(), role: z.enum(roles) }),
  /** `ids.ts`. Another one after a new incarnation. */
  id_space: z.int(),
  streams: perStream(
    z.object({
      /** Changes when the centre was restored; the same numbers may mean other operations then. */
      epoch: uuid,
      /** Those before it, the oldest first, each with the number that was common to it and the next. */
      ended_epochs: z.array(z.tuple([uuid, count])).optional(),
      head: count,
      floor: count,
      /** About how many a snapshot has. */
      rows: count.optional(),
      cursor: z.enum(cursorStates),
    }),
  ),
  /** The last `client_seq` of this incarnation that the centre has. */
  accepted_client_seq: count,
  /** The oldest `schema_v` it takes. */
  oldest_schema_v: z.int(),
  quota: z.object({ used_bytes: count, limit_bytes: count }),
  /** Where candidates reach the centre's upload page; null where it serves none. */
  candidate_url: z.string().nullable(),
});

/** A value that another replaced or kept out: `ConflictEntry` with where it lies. */
export const conflictSchema = z.object({
  /** `<stream>:<seq>:<number>`; what a `resolve` operation names. */
  conflict_id: z.string(),
  entity: z.string(),
  id: z.string(),
  kind: z.string(),
  group: z.string(),
  kept: wireValues,
  lost: wireValues,
  base: wireValues.optional(),
  loser: z.enum(['incoming', 'standing']),
  incoming: clockSchema,
  standing: clockSchema,
  /** The users and devices of both; user 0 and device null are the centre. */
  incoming_uid: z.int(),
  incoming_device: z.string().nullable(),
  standing_uid: z.int(),
  standing_device: z.string().nullable(),
  /** Somebody should look; entries that are history only are not open. */
  open: z.boolean(),
});
export type Conflict = z.infer<typeof conflictSchema>;

/** A row as it stands at the centre. */
export const rowSchema = z.object({
  entity: z.string(),
  id: z.string(),
  seq: count,
  data: wireValues,
  deleted: z.boolean(),
  erased: z.boolean(),
});

/** `POST /sync/push`. */
export const pushRequest = z.object({
  incarnation: uuid,
  operations: z.array(operationSchema).min(1).max(pushLimits.operations),
});

export const pushResult = z.object({
  client_seq: count,
  /** Its number in its stream; of the first where the outcome is `duplicate`. */
  seq: count,
  outcome: z.enum(outcomes),
  reason: z.enum(rejections).optional(),
  /** The operation had come before; this is the outcome of then. */
  repeated: z.boolean(),
  /** The row as it stands, where it is not what the operation made of it. */
  row: rowSchema.nullable(),
  conflicts: z.array(conflictSchema),
});

/** Most results say nothing but that all is well, and there are many: these are not read by the schema. */
function isPlainResult(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { client_seq, seq, outcome, repeated, row, conflicts, reason } = value as Record<
    string,
    unknown
  >;
  return (
    Number.isSafeInteger(client_seq) &&
    Number.isSafeInteger(seq) &&
    outcome === 'applied' &&
    typeof repeated === 'boolean' &&
    row === null &&
    Array.isArray(conflicts) &&
    conflicts.length === 0 &&
    reason === undefined
  );
}

const checkedResult = z.custom<z.infer<typeof pushResult>>(
  (value) => isPlainResult(value) || pushResult.safeParse(value).success,
);

export const pushAnswer = z.object({
  results: z.array(checkedResult),
  accepted_client_seq: count,
  heads: perStream(count),
  /**
   * The chain hash at the head of each stream that operations were for: where theirs are all that
   * follows a device's cursor, it has no need to pull them.
   */
  hashes: perStream(sha256Hex).partial().optional(),
  server_now: milliseconds,
});

/**
 * `GET /sync/pull?stream=company|user&after=<seq>&epoch=<uuid>`: NDJSON, compressed. A `begin`, the
 * operations after the cursor, and an `end`; without the `end` the answer was cut, and what follows the
 * last whole transaction is to be dropped. Numbers follow each other without a gap. 409 `epoch` where
 * the epoch is another (say hello), `snapshot_needed` where `after` is below the floor or above the head.
 */
export const pullQuery = z.object({
  stream: z.enum(streamScopes),
  after: z.coerce.number().pipe(count),
  epoch: uuid,
});

export const pulledOperation = z.looseObject({
  type: z.literal('op'),
  seq: count,
  op_id: z.string(),
  /** Operations of one transaction are side by side and are applied in one. */
  tx_id: z.string(),
  /** The writer: its device (null: the centre), its incarnation's space and its user. */
  device_id: z.string().nullable(),
  space: z.int(),
  uid: z.int(),
  entity: z.string(),
  id: z.string(),
  command: z.enum(operationCommands),
  outcome: z.enum(outcomes),
  effect: z.enum(effects),
  /** Of `put` the whole row, of `change` the columns that took effect; null else, or where erased. */
  changes: wireValues.nullable(),
  /** The effective time, ms. */
  at: milliseconds,
  schema_v: z.int(),
  hash: sha256Hex,
  conflicts: z.array(conflictSchema).optional(),
});

export const pullLine = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('begin'),
    stream: z.enum(streamScopes),
    epoch: uuid,
    after: count,
    head: count,
  }),
  pulledOperation,
  /** `seq` is the last operation's, `hash` the chain hash there; `head` is how far there is to go. */
  z.object({ type: z.literal('end'), seq: count, hash: sha256Hex, head: count }),
]);
export type PullLine = z.infer<typeof pullLine>;

/**
 * `GET /sync/snapshot?stream=&epoch=&from=<token>`: every row of a stream, NDJSON, compressed, parents
 * before children. Each `mark` is a place to go on from (`from=`); the numbers of `begin` are of the
 * first request, to be kept: pull from `head` afterwards, and skip what is not newer than a row's `seq`.
 */
export const snapshotQuery = z.object({
  stream: z.enum(streamScopes),
  from: z.string().max(1_000).optional(),
});

export const snapshotLine = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('begin'),
    stream: z.enum(streamScopes),
    epoch: uuid,
    head: count,
    /** The chain hash at `head`. */
    hash: sha256Hex,
    /** About how many rows follow, for the progress. */
    rows: count,
  }),
  /** `deleted` rows have their data, so that a restoring can be shown; `erased` have none. */
  z.object({
    type: z.literal('row'),
    entity: z.string(),
    id: z.string(),
    seq: count,
    data: wireValues,
    deleted: z.literal(true).optional(),
    erased: z.literal(true).optional(),
  }),
  z.object({ type: z.literal('conflict'), conflict: conflictSchema }),
  z.object({ type: z.literal('mark'), from: z.string() }),
  z.object({ type: z.literal('end') }),
]);
export type SnapshotLine = z.infer<typeof snapshotLine>;

/** `GET /sync/events` (SSE): `event: head` and `event: blob` with these, and `event: heartbeat`. */
export const headEvent = z.object({ stream: z.enum(streamScopes), head: count, epoch: uuid });
export const blobEvent = z.object({ sha256: sha256Hex });

/** `POST /sync/blobs/missing`: which of these files the centre lacks, and where each upload goes on. */
export const missingRequest = z.object({
  files: z.array(z.object({ sha256: sha256Hex, size: count })).max(500),
});
export const missingAnswer = z.object({
  missing: z.array(z.object({ sha256: sha256Hex, offset: count })),
});

/**
 * `HEAD`, `PATCH` and `GET /sync/blobs/:sha256`. A `PATCH` carries bytes from `Upload-Offset` of a file
 * of `Upload-Length` bytes and is answered 204 with the new `Upload-Offset`, or 201 when the file is
 * whole, verified and on disk. `HEAD` answers 200 with both; a whole file's are equal.
 */
export const blobHeaders = { offset: 'upload-offset', length: 'upload-length' } as const;
