import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { workerUrl } from '../worker-url.ts';
import type { Database } from './database.ts';
import { ExchangeableDatabase } from './exchangeable-database.ts';

/** Bytes of log from which a checkpoint is worth its work: SQLite's own 1,000 pages. */
const worthwhile = 4 * 1024 * 1024;
/** Milliseconds between two looks at the log. */
const interval = 500;
/** Pages of log (80 MiB) at which a commit moves them after all, should the worker not keep up. */
const atMost = 20_000;

/**
 * Moves the write-ahead log into the database from a worker. SQLite does it within a commit, where it
 * writes and syncs some 4 MiB and holds the event loop for one or two frames.
 *
 * The worker is started when the log first grows large, so a quiet workspace has none. A database in
 * memory has no log.
 */
export class Checkpointer {
  readonly #log: string | undefined;
  readonly #file: string;
  #timer: NodeJS.Timeout | undefined;
  #worker: Worker | undefined;
  #busy = false;
  #movedUntil = 0;
  #stopped = true;

  constructor(database: Database) {
    this.#file = database.name;
    this.#log = database.memory ? undefined : `${database.name}-wal`;
    if (!this.#log) return;
    const leaveToWorker = () => database.pragma(`wal_autocheckpoint = ${atMost}`);
    leaveToWorker();
    if (!(database instanceof ExchangeableDatabase)) return;
    database.addFileUser({
      release: () => this.#release(),
      resume: () => {
        leaveToWorker();
        if (!this.#stopped) this.start();
      },
    });
  }

  start(): void {
    if (!this.#log || this.#timer) return;
    this.#stopped = false;
    this.#timer = setInterval(() => this.#look(), interval);
    this.#timer.unref();
  }

  /** Ends the worker; closing the database moves what is left. */
  stop(): void {
    this.#stopped = true;
    void this.#release();
  }

  async #release(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer = undefined;
    const worker = this.#worker;
    this.#worker = undefined;
    this.#busy = false;
    await worker?.terminate();
  }

  #look(): void {
    const log = statSync(this.#log as string, { throwIfNoEntry: false });
    if (this.#busy || !log || log.size < worthwhile || log.mtimeMs <= this.#movedUntil) return;
    this.#busy = true;
    this.#movedUntil = log.mtimeMs;
    this.#worker ??= this.#startWorker();
    this.#worker.postMessage('checkpoint');
  }

  #startWorker(): Worker {
    const worker = new Worker(workerUrl('checkpoint', import.meta.url), {
      workerData: { file: this.#file },
    });
    const idle = () => {
      this.#busy = false;
    };
    worker.on('message', idle);
    worker.on('error', () => {
      if (this.#worker === worker) this.#worker = undefined;
      idle();
    });
    worker.unref();
    return worker;
  }
}
