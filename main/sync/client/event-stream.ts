import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { eventTimes } from '../../../shared/sync/protocol.ts';
import type { CentralClient } from './central-client.ts';

/**
 * Follows the centre's stream of hints until it is told to stop. A hint says only that there is
 * something; a stream that is silent for 45 s, heartbeats included, is given up and opened anew.
 */
export async function listenToEvents(
  client: CentralClient,
  signal: AbortSignal,
  hint: () => void,
): Promise<void> {
  let delay = 1_000;
  while (!signal.aborted) {
    try {
      await follow(client, signal, () => {
        delay = 1_000;
        hint();
      });
    } catch {
      // The rounds tell what is wrong with the connection; this one only tries again.
    }
    await wait(delay, undefined, { signal, ref: false }).catch(() => {});
    delay = Math.min(delay * 2, 60_000);
  }
}

async function follow(client: CentralClient, outer: AbortSignal, hint: () => void): Promise<void> {
  const silent = new AbortController();
  const signal = AbortSignal.any([outer, silent.signal]);
  let watchdog = watch(silent);
  const input = await client.events(signal);
  input.once('error', () => {});
  const stop = () => input.destroy();
  signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const line of createInterface({ input })) {
      clearTimeout(watchdog);
      watchdog = watch(silent);
      if (line.startsWith('event: head') || line.startsWith('event: blob')) hint();
    }
  } finally {
    clearTimeout(watchdog);
    signal.removeEventListener('abort', stop);
    input.destroy();
  }
}

function watch(silent: AbortController): NodeJS.Timeout {
  return setTimeout(() => silent.abort(), eventTimes.watchdog).unref();
}
