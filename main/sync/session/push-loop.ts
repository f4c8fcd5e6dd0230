import type { z } from 'zod';
import type { StreamScope } from '../../../shared/sync/operation.ts';
import type { pushAnswer } from '../../../shared/sync/protocol.ts';
import type { SessionParts } from './session-parts.ts';

type PushAnswer = z.infer<typeof pushAnswer>;

/**
 * Sends what the outbox holds, a batch after the other, and takes the centre's answers in. A batch that
 * was sent and whose answer was lost is sent again and gets the same answers.
 * @returns how many operations were answered
 */
export async function pushAll(parts: SessionParts, signal: AbortSignal): Promise<number> {
  let answered = 0;
  for (;;) {
    signal.throwIfAborted();
    const batch = parts.outbox.batchAfter(parts.outbox.lastAnswered);
    if (batch.length === 0) return answered;
    const answer = await parts.client.push(parts.membership().incarnation, batch);
    takeAnswers(parts, answer);
    answered += batch.length;
    parts.progress();
    await parts.breathe();
  }
}

/** Outcomes, rows that came out otherwise than they were made, and conflicts, in one transaction. */
function takeAnswers(
  { database, capture, outbox, applier, now }: SessionParts,
  answer: PushAnswer,
) {
  const at = now();
  capture.applying(() =>
    database.transaction(() => {
      for (const result of answer.results) {
        const scope = outbox.scopeOf(result.client_seq);
        outbox.answer(result, at);
        for (const conflict of result.conflicts) applier.keepConflict(conflict, at);
        if (result.row) {
          const { deleted, erased, ...row } = result.row;
          applier.applyRow(scope as StreamScope, {
            ...row,
            ...(deleted && { deleted }),
            ...(erased && { erased }),
          });
        }
      }
      applier.finish();
    })(),
  );
}
