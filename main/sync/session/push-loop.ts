import type { z } from 'zod';
import type { pushAnswer } from '../../../shared/sync/protocol.ts';
import { SyncError } from '../../../shared/sync/sync-errors.ts';
import type { SentOperation } from '../outbox/sync-outbox.ts';
import type { SessionParts } from './session-parts.ts';
import { takeAnswers } from './take-answers.ts';

type PushAnswer = z.infer<typeof pushAnswer>;

interface Sent {
  readonly batch: readonly SentOperation[];
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
    const { answer, batch, last, ahead }: Sent = sent;
    const next = send(parts, last, true);
    try {
      signal.throwIfAborted();
      await takeAnswers(parts, batch, await answer);
      answered += batch.length;
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
  return { batch, last: last.client_seq, ahead, answer };
}
