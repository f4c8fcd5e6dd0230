import { z } from 'zod';
import { canonicalJson } from './canonical-json.ts';
import { hybridTimePattern } from './clock.ts';

/** The version of operations and rows that this program writes. */
export const schemaVersion = 1;

/** Devices that write an older one are told to update (426) and go on working locally. */
export const oldestSchemaVersion = 1;

/** SHA-256 of a text (UTF-8) in lower-case hexadecimal; a parameter, since shared/ has no crypto. */
export type Sha256 = (text: string) => string;

/** Characters of one value. */
const longestText = 1_000_000;

/** Columns with their values: a number (an integer below 2^53), a text or null. */
export const wireValues = z.custom<Record<string, string | number | null>>(isWireValues);

/** By hand: of every row there are many, and a schema of a record takes ten times as long. */
function isWireValues(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const values = value as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(values)) {
    if (name.length === 0 || name.length > 64) return false;
    const member = values[name];
    const fits =
      member === null ||
      (typeof member === 'string' && member.length <= longestText) ||
      (typeof member === 'number' && Number.isFinite(member));
    if (!fits) return false;
  }
  return true;
}

/**
 * - `create`: `patch` is the whole row, every column of the catalogue.
 * - `change`: `patch` is the columns that changed. Moving, closing, reopening, submitting and revoking
 *   are changes; the rules of the columns tell them apart.
 * - `delete`: a tombstone; `patch` is empty. - `restore`: takes a tombstone away.
 * - `erase`: legal erasure of a person (`candidates`), with everything about them; for good.
 * - `resolve`: settles an entry of the conflict list; the entity is `conflicts`, the id the entry's, and
 *   what was chosen is an ordinary change of its own in the same transaction.
 */
export const operationCommands = [
  'create',
  'change',
  'delete',
  'restore',
  'erase',
  'resolve',
] as const;
export type OperationCommand = (typeof operationCommands)[number];

/** Which of the device's two streams an operation belongs to. */
export const streamScopes = ['company', 'user'] as const;
export type StreamScope = (typeof streamScopes)[number];

const hashPattern = /^[0-9a-f]{64}$/;
const identifier = z.string().min(8).max(64);
const count = z.int().min(0);

/**
 * One row's change as a device sends it, and as it lies in the device's outbox.
 *
 * `op_id` and `tx_id` are random; operations of one transaction share `tx_id`, lie side by side in
 * `client_seq`, and are accepted or refused together. Members that this version does not know are kept.
 */
export const operationSchema = z.looseObject({
  /** 1, 2, 3 … of the device's incarnation, without a gap, over both streams. */
  client_seq: z.int().min(1),
  op_id: identifier,
  tx_id: identifier,
  scope: z.enum(streamScopes),
  entity: z.string().min(1).max(64),
  id: z.string().min(1).max(512),
  command: z.enum(operationCommands),
  patch: wireValues,
  /** The values that a change replaced, so that a conflict can show all three. */
  base: wireValues.optional(),
  /** The row's `seq` when the device made the change; 0 for a row that the centre had not numbered. */
  base_seq: count,
  /** `formatTime` of clock.ts. */
  hlc: z.string().regex(hybridTimePattern),
  /** The device's wall clock, ms. */
  wall_ms: count,
  /** Counts the wall clock's jumps against the monotonic one (more than 2 s), from 1. */
  clock_epoch: count,
  schema_v: z.int().min(1),
  /** `operationHash`. */
  hash: z.string().regex(hashPattern),
});
export type Operation = z.infer<typeof operationSchema>;

const commands: ReadonlySet<unknown> = new Set(operationCommands);
const scopes: ReadonlySet<unknown> = new Set(streamScopes);
const isText = (value: unknown, shortest: number, longest: number): boolean =>
  typeof value === 'string' && value.length >= shortest && value.length <= longest;
const isCount = (value: unknown, least: number): boolean =>
  Number.isSafeInteger(value) && (value as number) >= least;
const matches = (value: unknown, pattern: RegExp): boolean =>
  typeof value === 'string' && pattern.test(value);

/**
 * What `operationSchema` says, by hand, in a tenth of the time. The schema is asked where this says no,
 * and names the places that are wrong.
 */
export function fitsOperation(value: unknown): value is Operation {
  if (typeof value !== 'object' || value === null) return false;
  const given = value as Readonly<Record<keyof Operation, unknown>>;
  return (
    isCount(given.client_seq, 1) &&
    isText(given.op_id, 8, 64) &&
    isText(given.tx_id, 8, 64) &&
    scopes.has(given.scope) &&
    isText(given.entity, 1, 64) &&
    isText(given.id, 1, 512) &&
    commands.has(given.command) &&
    isWireValues(given.patch) &&
    (given.base === undefined || isWireValues(given.base)) &&
    isCount(given.base_seq, 0) &&
    matches(given.hlc, hybridTimePattern) &&
    isCount(given.wall_ms, 0) &&
    isCount(given.clock_epoch, 0) &&
    isCount(given.schema_v, 1) &&
    matches(given.hash, hashPattern)
  );
}

/** An operation on its way: its number and hash, and the text that the hash covers. */
export interface WrittenOperation {
  readonly client_seq: number;
  readonly hash: string;
  /** Canonical JSON of everything else. */
  readonly content: string;
}

/** How far the line of an operation goes before what its hash covers. */
export function linePrefix({
  client_seq,
  hash,
}: Pick<WrittenOperation, 'client_seq' | 'hash'>): string {
  return `{"client_seq":${client_seq},"hash":"${hash}",`;
}

/**
 * The body of a push: JSON with an operation a line, so that the centre finds the text that a hash
 * covers without writing it anew. Any other JSON that says the same is taken as well.
 */
export function pushBody(incarnation: string, operations: readonly WrittenOperation[]): string {
  const lines = operations.map((one) => linePrefix(one) + one.content.slice(1));
  return `${pushHead(incarnation)}\n${lines.join(',\n')}\n${pushTail}`;
}

export const pushHead = (incarnation: string): string =>
  `{"incarnation":"${incarnation}","operations":[`;
export const pushTail = ']}';

/**
 * SHA-256 over the canonical JSON of everything but `hash` and `client_seq`: the same operation keeps
 * its hash when a new incarnation numbers it anew.
 */
export function operationHash(
  operation: Omit<Operation, 'hash' | 'client_seq'>,
  sha256: Sha256,
): string {
  const { hash: _hash, client_seq: _seq, ...covered } = operation as Operation;
  return sha256(canonicalJson(covered));
}

/** The chain hash of an empty stream. */
export const emptyChain = '0'.repeat(64);

/**
 * The chain hash after an operation: equal at the same number means equal histories. It covers hashes,
 * not payloads, so that erasure leaves it whole.
 */
export function chainHash(previous: string, seq: number, hash: string, sha256: Sha256): string {
  return sha256(`${previous}:${seq}:${hash}`);
}
