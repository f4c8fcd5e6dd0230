import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { CredoError } from '../../../shared/errors.ts';
import { workerUrl } from '../../worker-url.ts';
import type { ImportWorkerInput, ImportWorkerMessage } from './import.worker.ts';
import type { ImportRow } from './records.ts';

/** Memory of the thread: a file that needs more ends its import and nothing else. */
const heapMegabytes = 512;

export interface FileContents {
  total: number;
  mapping: Readonly<Record<string, string | null>>;
  /** Batches of rows; the thread reads on as they are taken. */
  batches: AsyncIterable<ImportRow[]>;
}

/**
 * Reads a file in a worker thread and hands its rows to `use`. The thread ends with it, or when the
 * signal aborts.
 * @throws CredoError for a file that cannot be imported; the signal's reason where it aborted
 */
export async function readInWorker(
  input: ImportWorkerInput,
  signal: AbortSignal,
  use: (contents: FileContents) => Promise<void>,
): Promise<void> {
  signal.throwIfAborted();
  const worker = new Worker(workerUrl('import', import.meta.url), {
    workerData: input,
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
  });
  // `once` rejects with the thread's `error`; one outside a wait must not end the process.
  worker.on('error', () => {});
  const listen = async (): Promise<ImportWorkerMessage> => {
    try {
      const [message] = (await once(worker, 'message', { signal })) as [ImportWorkerMessage];
      if (message.type === 'refused') throw new CredoError(message.code, message.parameters);
      return message;
    } catch (error) {
      throw workerError(error, signal);
    }
  };
  const ask = () => {
    const answer = listen();
    worker.postMessage('next');
    return answer;
  };
  try {
    const first = await listen();
    if (first.type !== 'checked') throw new Error(`unexpected message: ${first.type}`);
    const { total, mapping } = first;
    await use({ total, mapping, batches: batches(ask) });
  } finally {
    await worker.terminate();
  }
}

async function* batches(ask: () => Promise<ImportWorkerMessage>): AsyncGenerator<ImportRow[]> {
  let pending = ask();
  for (;;) {
    const message = await pending;
    if (message.type !== 'rows') return;
    // The thread reads the next batch while this one is written.
    pending = ask();
    // Its failure is met above, when its turn comes.
    pending.catch(() => {});
    yield message.rows;
  }
}

function workerError(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? new CredoError('importFileInflated', {}, { cause: error })
    : error;
}
