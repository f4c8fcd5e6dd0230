import type { z } from 'zod';
import type { StreamScope } from '../../../shared/sync/operation.ts';
import type { pushAnswer } from '../../../shared/sync/protocol.ts';
import { SyncError } from '../../../shared/sync/sync-errors.ts';
import type { SessionParts } from './session-parts.ts';
import { writeInSlices } from './slices.ts';

type PushAnswer = z.infer<typeof pushAnswer>;

interface Sent {
  readonly count: number;
  readonly last: number;
  /** Sent before what it follows was answered, and may have overtaken it. */
  readonly ahead: boolean;
  readonly answer: Promise<PushAnswer>;
}

/**
 * Sends what the outbox holds, and takes the centre's answers in, in order; the next batch is on its way
 * meanwhile. A batch that was sent and whose answer was lost is sent again and gets the same answers.
 * @returns how many operations were answered
 */
export async function pushAll(parts: SessionParts, signal: AbortSignal): Promise<number> {
  let answered = 0;
  let sent = send(parts, parts.outbox.lastAnswered, false);
  while (sent) {
    await parts.breathe();
    const { answer, count, last, ahead }: Sent = sent;
    const next = send(parts, last, true);
    try {
      signal.throwIfAborted();
      await takeAnswers(parts, await answer);
      answered += count;
      sent = next ?? send(parts, parts.outbox.lastAnswered, false);
    } catch (error) {
      await next?.answer.catch(() => {});
      const overtook = ahead && error instanceof SyncError && error.code === 'gap';
      if (!overtook) throw error;
      sent = send(parts, parts.outbox.lastAnswered, false);
    }
  }
  return answered;
}

function send(
  { client, membership, outbox }: SessionParts,
  after: number,
  ahead: boolean,
): Sent | undefined {
  const batch = outbox.batchAfter(after);
  const last = batch.at(-1);
  if (!last) return undefined;
  const answer = client.push(membership().incarnation, batch);
  // It is looked at when its turn comes.
  answer.catch(() => {});
  return { count: batch.length, last: last.client_seq, ahead, answer };
}

/**
 * Outcomes, rows that came out otherwise than they were made, and conflicts. Each operation's is whole:
 * what is cut off is sent again and answered alike.
 */
async function takeAnswers(parts: SessionParts, { results }: PushAnswer): Promise<void> {
  const { outbox, applier, now } = parts;
  const at = now();
  await writeInSlices(parts, {
    items: results,
    write(result) {
      // First, since a row is written around what is not answered.
      outbox.answer(result, at);
      for (const conflict of result.conflicts) applier.keepConflict(conflict, at);
      if (result.row) {
        const scope = outbox.scopeOf(result.client_seq);
        const { deleted, erased, ...row } = result.row;
        applier.applyRow(scope as StreamScope, {
          ...row,
          ...(deleted && { deleted }),
          ...(erased && { erased }),
        });
      }
    },
    close: () => applier.finish(),
  });
}
