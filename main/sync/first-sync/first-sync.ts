import type { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import {
  type ExchangeableDatabase,
  ExchangeRefused,
} from '../../database/exchangeable-database.ts';
import type { Logger } from '../../logger.ts';
import { workerUrl } from '../../worker-url.ts';
import { CentralUnreachable } from '../client/central-client.ts';
import { DeviceState } from '../device-state.ts';
import type { SessionParts } from '../session/session-parts.ts';
import { carryOver, localRows } from './carry-over.ts';
import type {
  FirstSyncCall,
  FirstSyncInput,
  FirstSyncReply,
  SnapshotOrigin,
} from './first-sync-messages.ts';
import { removeFreshDatabase } from './fresh-database.ts';

/** Rows that a workspace may have for its work to be carried over at once. */
const fewLocalRows = 5_000;
/** A smaller company's rows are as soon written into the live database. */
const manyCentralRows = 5_000;
/** Pieces of the answer that the thread has not taken yet. */
const ahead = 8;
/** Attempts to exchange the file, which something may have open, and milliseconds between them. */
const attempts = 5;
const betweenAttempts = 200;

type Reply<Type extends FirstSyncReply['type']> = Extract<FirstSyncReply, { type: Type }>;

export interface FirstSyncOptions {
  readonly database: ExchangeableDatabase;
  readonly logger: Logger;
  /** Erases a person whom the company has erased, with everything that this device keeps of them. */
  erasePerson(tobResumeId: string): void;
}

/** How a first sync ended: the fresh database is in use, or the rows have to come another way. */
export type FirstSyncResult = 'exchanged' | 'not for this workspace';

/**
 * The first sync of a workspace with little in it: the company's rows go into a fresh database beside
 * the live one, in a thread, which takes its place when it is whole. An answer that breaks off goes on
 * where it was as long as the program runs; a program that ends begins anew.
 */
export class FirstSync {
  readonly #options: FirstSyncOptions;
  readonly #file: string;
  #run: FirstSyncRun | undefined;
  #unfit = false;

  constructor(options: FirstSyncOptions) {
    this.#options = options;
    this.#file = `${options.database.name}.first-sync`;
  }

  /** Takes away what a program that was killed has left. */
  sweep(): void {
    if (!this.#options.database.memory) removeFreshDatabase(this.#file);
  }

  /**
   * Takes every row of the company's stream.
   * @param rows about how many there are, where the centre has said so
   * @throws CentralUnreachable where the answer broke off; the next call goes on from there
   */
  async take(
    parts: SessionParts,
    rows: number | undefined,
    signal: AbortSignal,
  ): Promise<FirstSyncResult> {
    const { database, logger } = this.#options;
    if (this.#unfit || database.memory) return 'not for this workspace';
    // A thread is not started for what it would not do.
    if (!this.#run && rows !== undefined && rows < manyCentralRows) return this.#giveUp();
    if (!this.#run && localRows(database, fewLocalRows) > fewLocalRows) return this.#giveUp();
    this.#run ??= new FirstSyncRun(database.name, this.#file);
    try {
      if (!(await this.#run.download(parts, signal))) return this.#giveUp();
      const erased = await this.#run.build();
      if (localRows(database, fewLocalRows) > fewLocalRows) return this.#giveUp();
      await this.#exchange(parts, this.#run);
      for (const id of erased) {
        parts.capture.applying(() => this.#options.erasePerson(id));
      }
      this.#giveUp();
      return 'exchanged';
    } catch (error) {
      if (error instanceof CentralUnreachable) throw error;
      const stopped = signal.aborted;
      this.#giveUp();
      if (stopped) throw error;
      logger.error({ err: error }, 'the fast first sync failed: going on row by row');
      return 'not for this workspace';
    }
  }

  /** Ends what is running; a later start begins anew. */
  async stop(): Promise<void> {
    await this.#run?.dispose();
    this.#run = undefined;
    this.#unfit = false;
  }

  async #exchange({ capture }: SessionParts, run: FirstSyncRun): Promise<void> {
    const { database } = this.#options;
    const { epoch, head, hash } = run.origin as SnapshotOrigin;
    for (let attempt = 1; ; attempt += 1) {
      try {
        await database.exchange(this.#file, (fresh) => {
          const write = fresh.transaction(() => {
            carryOver(fresh, run.since);
            const state = new DeviceState(fresh);
            state.setCursor('company', { epoch, seq: head, hash, snapshot: 'complete' });
            state.setSnapshot('company', undefined);
          });
          capture.applying(() => write());
        });
        return;
      } catch (error) {
        if (!(error instanceof ExchangeRefused) || attempt === attempts) throw error;
        await new Promise((resolve) => setTimeout(resolve, betweenAttempts));
      }
    }
  }

  #giveUp(): 'not for this workspace' {
    this.#unfit = true;
    void this.#run?.dispose();
    this.#run = undefined;
    return 'not for this workspace';
  }
}

/** One fresh database on its way. */
class FirstSyncRun {
  readonly #worker: Worker;
  readonly #file: string;
  readonly #waiting = new Map<FirstSyncReply['type'], PromiseWithResolvers<FirstSyncReply>>();
  readonly #failed = Promise.withResolvers<never>();
  #from: string | undefined;
  #pieces = 0;
  #ended = false;
  #room = Promise.withResolvers<void>();
  #rows: (count: number) => void = () => {};
  readonly #ready: Promise<void>;
  origin: SnapshotOrigin | undefined;
  since = 0;

  constructor(live: string, file: string) {
    this.#file = file;
    const input: FirstSyncInput = { live, file };
    this.#worker = new Worker(workerUrl('first-sync', import.meta.url), {
      workerData: input,
      resourceLimits: { maxYoungGenerationSizeMb: 8 },
    });
    this.#worker.unref();
    this.#failed.promise.catch(() => {});
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new Error('the thread has ended')));
    this.#ready = this.#reply('ready').then(({ since }) => {
      this.since = since;
    });
    this.#ready.catch(() => {});
    this.#worker.on('message', (reply: FirstSyncReply) => this.#take(reply));
  }

  /**
   * Downloads to the end.
   * @returns false where the company has so few rows that this is not worth it
   * @throws CentralUnreachable where the answer broke off
   */
  async download(parts: SessionParts, signal: AbortSignal): Promise<boolean> {
    await Promise.race([this.#ready, this.#failed.promise]);
    this.#rows = (count) => parts.progress(count);
    const { body, compressed } = await parts.client.snapshotBytes('company', this.#from, signal);
    this.#call({ type: 'begin', compressed });
    if (!this.origin) {
      void this.#reply('origin').then(({ origin }) => {
        this.origin = origin;
        parts.expect(origin.rows);
      });
    }
    const cut = await this.#pipe(body);
    const ended = this.#reply('ended');
    this.#call({ type: cut ? 'cut' : 'end' });
    const { from, complete } = await Promise.race([ended, this.#failed.promise]);
    this.#from = from;
    if (signal.aborted) throw signal.reason;
    if (this.origin && this.origin.rows < manyCentralRows) return false;
    if (!complete || !this.origin) throw new CentralUnreachable('cut');
    return true;
  }

  /** Builds what was left out. @returns people to erase */
  async build(): Promise<readonly string[]> {
    const finished = this.#reply('finished');
    this.#call({ type: 'finish' });
    const { erased } = await Promise.race([finished, this.#failed.promise]);
    return erased;
  }

  async dispose(): Promise<void> {
    await this.#worker.terminate();
    removeFreshDatabase(this.#file);
  }

  /** @returns whether the answer broke off */
  async #pipe(body: Readable): Promise<boolean> {
    try {
      for await (const bytes of body) {
        if (this.origin && this.origin.rows < manyCentralRows) return true;
        this.#pieces += 1;
        this.#call({ type: 'piece', bytes: bytes as Uint8Array });
        if (this.#pieces >= ahead) {
          this.#room = Promise.withResolvers();
          await Promise.race([this.#room.promise, this.#failed.promise]);
        }
      }
      return false;
    } catch (error) {
      if (this.#ended) throw error;
      return true;
    } finally {
      body.destroy();
    }
  }

  #take(reply: FirstSyncReply): void {
    if (reply.type === 'taken') {
      this.#pieces -= 1;
      if (this.#pieces < ahead) this.#room.resolve();
    } else if (reply.type === 'rows') this.#rows(reply.count);
    else if (reply.type === 'failed') this.#fail(new Error(reply.message));
    else {
      this.#waiting.get(reply.type)?.resolve(reply);
      this.#waiting.delete(reply.type);
    }
  }

  #fail(error: Error): void {
    this.#ended = true;
    this.#failed.reject(error);
  }

  #call(call: FirstSyncCall): void {
    this.#worker.postMessage(call);
  }

  #reply<Type extends FirstSyncReply['type']>(type: Type): Promise<Reply<Type>> {
    const waiting = Promise.withResolvers<FirstSyncReply>();
    this.#waiting.set(type, waiting);
    return waiting.promise as Promise<Reply<Type>>;
  }
}
