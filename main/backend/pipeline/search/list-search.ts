import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { CredoError } from '../../../../shared/errors.ts';
import type { Database } from '../../../database/database.ts';
import { ExchangeableDatabase } from '../../../database/exchangeable-database.ts';
import { workerUrl } from '../../../worker-url.ts';
import { TimeSlices } from '../list/time-slices.ts';
import type { SearchWorkerCall, SearchWorkerInput, SearchWorkerReply } from './search.worker.ts';
import { SearchEngine } from './search-engine.ts';
import { threadFlag as flag, type SearchAnswer, type SearchRequest } from './search-request.ts';

/** Milliseconds that closing waits for the thread to leave the database. */
const closePatience = 2_000;
/** Log entries that every answer knows are taken away when they are so many, a few at a time. */
const prunedFrom = 10_000;
const prunedAtOnce = 1_000;

interface Waiting {
  request: SearchRequest | 'warm';
  signal: AbortSignal | undefined;
  resolve: (answer: SearchAnswer | undefined) => void;
  reject: (error: unknown) => void;
}

/**
 * Searches of the list, answered by a worker thread that starts with the first of them. Requests wait
 * in line; one whose caller is gone by its turn is dropped. A thread that fails ends the requests that
 * wait, and the next one starts another.
 */
export class ListSearch {
  readonly #database: Database;
  readonly #flags = new Int32Array(new SharedArrayBuffer(16));
  readonly #line: Waiting[] = [];
  readonly #prune;
  #worker: Worker | undefined;
  /** Of a database in memory, which no other thread can open. */
  #engine: SearchEngine | undefined;
  #running: Waiting | undefined;
  #calls = 0;
  #pruned = 0;
  #pruning = false;
  #closed = false;
  #ready = false;
  /** The file is being exchanged: searches wait. */
  #held = false;

  constructor(database: Database) {
    this.#database = database;
    // Nobody has read the log yet, and whoever does begins with the rows themselves.
    database.exec('DELETE FROM list_changes');
    this.#prune = database.prepare<[number]>('DELETE FROM list_changes WHERE change_id <= ?');
    if (database instanceof ExchangeableDatabase) {
      database.addFileUser({ release: () => this.#release(), resume: () => this.#resume() });
    }
  }

  /** Whether everything is in memory, so that an answer comes at once. */
  get ready(): boolean {
    return this.#ready;
  }

  /** How much of it is in memory, in per cent. */
  get percent(): number {
    return this.#ready ? 100 : Math.min(99, Atomics.load(this.#flags, flag.percent));
  }

  /** Has the thread read everything ahead of the first search; its failure is met by that search. */
  warm(): void {
    this.#ask('warm', undefined).catch(() => {});
  }

  /**
   * Answers a search of what is committed now or later.
   * @param signal drops the search where it has not begun
   * @throws CredoError `unavailable` where it was dropped, and once closed
   */
  async search(request: SearchRequest, signal?: AbortSignal): Promise<SearchAnswer> {
    const answer = await this.#ask(request, signal);
    if (!answer) throw new CredoError('unavailable');
    void this.#pruneLog(answer.seen);
    return answer;
  }

  /** Ends the thread; it has left the database afterwards. Searches that wait are refused. */
  close(): void {
    this.#closed = true;
    Atomics.store(this.#flags, flag.stop, 1);
    const worker = this.#worker;
    if (worker && Atomics.load(this.#flags, flag.opened) === 1) {
      worker.postMessage('close' satisfies SearchWorkerCall);
      Atomics.wait(this.#flags, flag.closed, 0, closePatience);
    }
    void worker?.terminate();
    this.#fail(new CredoError('unavailable'));
  }

  /** Lets the running search end, and the thread leave the file. */
  async #release(): Promise<void> {
    this.#held = true;
    while (this.#running) await wait(5);
    const worker = this.#worker;
    this.#worker = undefined;
    this.#ready = false;
    if (!worker) return;
    const ended = once(worker, 'exit');
    worker.postMessage('close' satisfies SearchWorkerCall);
    await ended;
  }

  #resume(): void {
    this.#held = false;
    this.#pruned = 0;
    this.#next();
  }

  #ask(
    request: SearchRequest | 'warm',
    signal: AbortSignal | undefined,
  ): Promise<SearchAnswer | undefined> {
    return new Promise((resolve, reject) => {
      this.#line.push({ request, signal, resolve, reject });
      this.#next();
    });
  }

  #next(): void {
    if (this.#running || this.#held) return;
    const waiting = this.#line.shift();
    if (!waiting) return;
    if (this.#closed || waiting.signal?.aborted) {
      waiting.reject(new CredoError('unavailable'));
      this.#next();
      return;
    }
    this.#running = waiting;
    if (this.#database.memory) this.#answerHere(waiting.request);
    else {
      this.#worker ??= this.#startWorker();
      const call: SearchWorkerCall = { id: ++this.#calls, request: waiting.request };
      this.#worker.postMessage(call);
    }
  }

  #answerHere(request: SearchRequest | 'warm'): void {
    this.#engine ??= new SearchEngine(this.#database);
    this.#settle(request === 'warm' ? undefined : this.#engine.answer(request));
  }

  #settle(answer: SearchAnswer | undefined): void {
    const { resolve } = this.#running ?? {};
    this.#running = undefined;
    this.#ready = true;
    resolve?.(answer);
    this.#next();
  }

  #fail(error: unknown): void {
    const failed = [...(this.#running ? [this.#running] : []), ...this.#line.splice(0)];
    this.#running = undefined;
    this.#worker = undefined;
    this.#ready = false;
    for (const { reject } of failed) reject(error);
  }

  #startWorker(): Worker {
    const { buffer: flags } = this.#flags;
    Atomics.store(this.#flags, flag.opened, 0);
    Atomics.store(this.#flags, flag.closed, 0);
    Atomics.store(this.#flags, flag.percent, 0);
    const workerData: SearchWorkerInput = { file: this.#database.name, flags };
    const worker = new Worker(workerUrl('search', import.meta.url), { workerData });
    // A workstation that is done otherwise does not wait for it.
    worker.unref();
    worker.on('message', ({ id, answer, failure }: SearchWorkerReply) => {
      if (worker !== this.#worker || id !== this.#calls) return;
      if (failure === undefined) this.#settle(answer);
      else {
        void worker.terminate();
        this.#fail(new Error(`search failed: ${failure}`));
      }
    });
    worker.on('error', (error) => {
      if (worker === this.#worker) this.#fail(error);
    });
    return worker;
  }

  /** Takes what the thread has read out of the log, in slices. */
  async #pruneLog(seen: number): Promise<void> {
    if (this.#pruning || seen - this.#pruned < prunedFrom) return;
    this.#pruning = true;
    const slices = new TimeSlices();
    if (this.#pruned === 0) this.#pruned = this.#oldest(seen);
    while (this.#pruned < seen && this.#database.open) {
      this.#pruned = Math.min(seen, this.#pruned + prunedAtOnce);
      this.#prune.run(this.#pruned);
      if (slices.over) await slices.pause();
    }
    this.#pruning = false;
  }

  #oldest(seen: number): number {
    const oldest = this.#database
      .prepare<[], number | null>('SELECT MIN(change_id) FROM list_changes')
      .pluck()
      .get();
    return (oldest ?? seen + 1) - 1;
  }
}
