import type { z } from 'zod';
import { chainHash, type StreamScope, streamScopes } from '../../../shared/sync/operation.ts';
import type { pushAnswer, pushResult } from '../../../shared/sync/protocol.ts';
import type { OperationApplier } from '../apply/operation-applier.ts';
import { sha256Hex } from '../capture/change-capture.ts';
import type { DeviceState } from '../device-state.ts';
import type { SentOperation } from '../outbox/sync-outbox.ts';
import type { SessionParts } from './session-parts.ts';
import { writeInSlices } from './slices.ts';

type PushAnswer = z.infer<typeof pushAnswer>;
type Result = z.infer<typeof pushResult>;

/** Results that are written with one statement each. */
const atOnce = 50;

/** A place in a stream: the number of an operation and the chain hash there. */
interface Place {
  readonly seq: number;
  readonly hash: string;
}

/** Results that follow each other, and that took effect as they were made here unless it is one alone. */
interface Run {
  readonly operations: readonly SentOperation[];
  readonly results: readonly Result[];
  readonly plain: boolean;
}

/**
 * Outcomes, rows that came out otherwise than they were made, and conflicts. Each operation's is whole:
 * what is cut off is sent again and answered alike. Where a stream's operations follow its cursor, the
 * cursor goes with them, and nobody has to pull what was made here.
 * @param batch what was sent, in the order of the answer's results
 */
export async function takeAnswers(
  parts: SessionParts,
  batch: readonly SentOperation[],
  { results, hashes = {} }: PushAnswer,
): Promise<void> {
  const { outbox, applier, state, now } = parts;
  const at = now();
  const places = placesAfter(state, batch, results, hashes);
  let reached: Partial<Record<StreamScope, Place>> = {};
  const takeOne = (operation: SentOperation, result: Result, moves: boolean) => {
    // First, since a row is written around what is not answered.
    outbox.answer(result, at);
    for (const conflict of result.conflicts) applier.keepConflict(conflict, at);
    if (result.row) {
      const { deleted, erased, ...row } = result.row;
      applier.applyRow(operation.scope, {
        ...row,
        ...(deleted && { deleted }),
        ...(erased && { erased }),
      });
    } else if (moves) applier.confirm(operation, result);
  };
  await writeInSlices(parts, {
    items: runsOf(applier, batch, results),
    write(run) {
      const [first] = run.results as readonly [Result];
      const last = run.results.at(-1) as Result;
      const { scope } = run.operations[0] as SentOperation;
      const moved = places[scope]?.get(last.client_seq);
      if (run.plain) {
        const range = { first: first.client_seq, last: last.client_seq, seq: first.seq };
        outbox.acknowledge(range, at);
        if (moved) applier.confirmMany(range);
      } else takeOne(run.operations[0] as SentOperation, first, moved !== undefined);
      if (moved) reached[scope] = moved;
    },
    close() {
      applier.finish();
      for (const scope of streamScopes) {
        const place = reached[scope];
        if (place) state.setCursor(scope, { ...state.cursor(scope), ...place });
      }
      reached = {};
    },
  });
  if (results.some(({ row }) => row !== null)) parts.received();
}

/**
 * Where the cursors are after each operation, by `client_seq`: of the streams of which the operations
 * are all that follows, by their numbers and by the centre's chain hash.
 */
function placesAfter(
  state: DeviceState,
  batch: readonly SentOperation[],
  results: readonly Result[],
  hashes: NonNullable<PushAnswer['hashes']>,
): Partial<Record<StreamScope, ReadonlyMap<number, Place>>> {
  const found: Partial<Record<StreamScope, ReadonlyMap<number, Place>>> = {};
  for (const scope of streamScopes) {
    const wanted = hashes[scope];
    const cursor = state.cursor(scope);
    if (wanted === undefined || cursor.snapshot !== 'complete') continue;
    const places = new Map<number, Place>();
    let { seq, hash } = cursor;
    const follow = batch.every((operation, index) => {
      if (operation.scope !== scope) return true;
      const result = results[index];
      if (result?.seq !== seq + 1) return false;
      seq = result.seq;
      hash = chainHash(hash, seq, operation.hash, sha256Hex);
      places.set(operation.client_seq, { seq, hash });
      return true;
    });
    if (follow && hash === wanted) found[scope] = places;
  }
  return found;
}

function runsOf(
  applier: OperationApplier,
  batch: readonly SentOperation[],
  results: readonly Result[],
): Run[] {
  const runs: { operations: SentOperation[]; results: Result[]; plain: boolean }[] = [];
  results.forEach((result, index) => {
    const operation = batch[index] as SentOperation;
    const run = runs.at(-1);
    const before = run?.results.at(-1);
    const plain = isPlain(operation, result) && !applier.derivesFrom(operation.entity);
    const joins =
      plain &&
      run?.plain === true &&
      run.results.length < atOnce &&
      run.operations[0]?.scope === operation.scope &&
      before?.seq === result.seq - 1;
    if (joins) {
      run.operations.push(operation);
      run.results.push(result);
    } else runs.push({ operations: [operation], results: [result], plain });
  });
  return runs;
}

/** Took effect as it was made here, and nothing else follows from it. */
function isPlain({ command }: SentOperation, result: Result): boolean {
  return (
    result.outcome === 'applied' &&
    result.row === null &&
    result.conflicts.length === 0 &&
    command !== 'resolve'
  );
}
