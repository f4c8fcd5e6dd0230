import type { z } from 'zod';
import type { StreamScope } from '../../../shared/sync/operation.ts';
import type { pushAnswer } from '../../../shared/sync/protocol.ts';
import type { SessionParts } from './session-parts.ts';
import { writeInSlices } from './slices.ts';

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
    await takeAnswers(parts, answer);
    answered += batch.length;
  }
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
