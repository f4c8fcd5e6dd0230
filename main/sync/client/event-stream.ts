import { createInterface } from 'node:readline';
import { eventTimes } from '../../../shared/sync/protocol.ts';
import type { Scheduler } from '../../delivery/scheduler.ts';
import type { CentralClient } from './central-client.ts';

export interface Listening {
  readonly client: Pick<CentralClient, 'events'>;
  readonly scheduler: Scheduler;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** There is something new at the centre. */
  hint(): void;
}

/**
 * Follows the centre's stream of hints until it is told to stop. A hint says only that there is
 * something; a stream that is silent for 45 s, heartbeats included, is given up and opened anew.
 */
export async function listenToEvents(listening: Listening): Promise<void> {
  const { scheduler, signal, hint } = listening;
  let delay = 1_000;
  while (!signal.aborted) {
    try {
      await follow(listening, () => {
        delay = 1_000;
        hint();
      });
    } catch {
      // The rounds tell what is wrong with the connection; this one only tries again.
    }
    await pause(delay, scheduler, signal);
    delay = Math.min(delay * 2, 60_000);
  }
}

async function follow(
  { client, scheduler, signal: outer }: Listening,
  hint: () => void,
): Promise<void> {
  const silent = new AbortController();
  const signal = AbortSignal.any([outer, silent.signal]);
  const watch = () => scheduler.after(eventTimes.watchdog, () => silent.abort());
  let unwatch = watch();
  try {
    const input = await client.events(signal);
    input.once('error', () => {});
    const stop = () => input.destroy();
    signal.addEventListener('abort', stop, { once: true });
    try {
      for await (const line of createInterface({ input })) {
        unwatch();
        unwatch = watch();
        if (line.startsWith('event: head') || line.startsWith('event: blob')) hint();
      }
    } finally {
      signal.removeEventListener('abort', stop);
      input.destroy();
    }
  } finally {
    unwatch();
  }
}

function pause(milliseconds: number, scheduler: Scheduler, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      cancel();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const cancel = scheduler.after(milliseconds, done);
    signal.addEventListener('abort', done, { once: true });
  });
}
