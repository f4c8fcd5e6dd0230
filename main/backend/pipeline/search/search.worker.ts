/**
 * Answers searches of the list in a thread of its own, on a connection of its own that only reads: one
 * request after another, each from what is committed when its turn comes.
 */
import { parentPort, workerData } from 'node:worker_threads';
import Sqlite from 'better-sqlite3';
import { SearchEngine } from './search-engine.ts';
import { threadFlag as flag, type SearchAnswer, type SearchRequest } from './search-request.ts';

/** What the thread is given. */
export interface SearchWorkerInput {
  file: string;
  /** An Int32Array of `threadFlag`. */
  flags: SharedArrayBuffer;
}

export type SearchWorkerCall = { id: number; request: SearchRequest | 'warm' } | 'close';
export interface SearchWorkerReply {
  id: number;
  answer?: SearchAnswer;
  /** The message of what was thrown. */
  failure?: string;
}

/** Bytes of the database read through the page cache of the system, not copied first. */
const mappedBytes = 1024 ** 3;

const port = parentPort;
if (!port) throw new Error('search.worker runs as a worker thread');
const { file, flags } = workerData as SearchWorkerInput;
const shared = new Int32Array(flags);
const stopped = () => Atomics.load(shared, flag.stop) === 1;

const database = new Sqlite(file, { readonly: true, timeout: 5000 });
database.pragma(`mmap_size = ${mappedBytes}`);
Atomics.store(shared, flag.opened, 1);
const engine = new SearchEngine(database, (percent) =>
  Atomics.store(shared, flag.percent, percent),
);

port.on('message', (call: SearchWorkerCall) => {
  if (call === 'close') {
    database.close();
    Atomics.store(shared, flag.closed, 1);
    Atomics.notify(shared, flag.closed);
    port.close();
    return;
  }
  port.postMessage(reply(call.id, call.request));
});

function reply(id: number, request: SearchRequest | 'warm'): SearchWorkerReply {
  try {
    if (request !== 'warm') return { id, answer: engine.answer(request, stopped) };
    engine.warm(stopped);
    return { id };
  } catch (error) {
    return { id, failure: (error as Error).stack ?? String(error) };
  }
}
