import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ImportOptions, ImportStatus } from '../../../shared/api/candidates.ts';
import { CredoError, errorMessage } from '../../../shared/errors.ts';
import type { Language } from '../../../shared/language.ts';
import type { Database } from '../../database/database.ts';
import { writeUnsynced } from '../../database/write-unsynced.ts';
import type { LiveEvents } from '../live/live-events.ts';
import { StageNames, takeCandidate, takePosition } from './import-rules.ts';
import type { ImportStore } from './import-store.ts';
import type { ImportTarget } from './import-target.ts';
import { readInWorker } from './read-in-worker.ts';
import type { CandidateRecord, ImportRow, PositionRecord } from './records.ts';

/** Milliseconds of the event loop that rows are written for at a time. */
const slice = 5;
/** Milliseconds between two live updates, and between two saves of the progress. */
const updateInterval = 250;
/** How many errors are kept; the rest are counted. */
const mostErrors = 1_000;

export interface ImportRunParts {
  database: Database;
  store: ImportStore;
  target: ImportTarget;
  live: LiveEvents;
  now: () => number;
}

export interface ImportRunInput {
  path: string;
  options: ImportOptions;
  language: Language;
  timeZone: string;
}

/** One import on its way: reads the file in a worker, writes its rows in slices of the event loop. */
export class ImportRun {
  readonly status: ImportStatus;
  readonly #parts: ImportRunParts;
  readonly #input: ImportRunInput;
  readonly #stages: StageNames;
  readonly #stop = new AbortController();
  #updated = 0;
  #ended = false;

  constructor(status: ImportStatus, parts: ImportRunParts, input: ImportRunInput) {
    this.status = status;
    this.#parts = parts;
    this.#input = input;
    this.#stages = new StageNames(parts.database);
  }

  /** Ends the run as `interrupted`, at once; the rows written so far stay. Afterwards it writes nothing. */
  stop(): void {
    if (this.#ended) return;
    this.#end('interrupted');
    this.#stop.abort(new Error('the import was stopped'));
  }

  /**
   * Runs to the end, whatever it is: `finished`, `failed` with its message, or `interrupted`.
   * @throws what is no refusal, after the import was marked `failed`
   */
  async run(): Promise<void> {
    const { path, options, timeZone } = this.#input;
    const { kind } = this.status;
    const input = { path, kind, timeZone, mapping: options.mapping, now: this.#parts.now() };
    try {
      await readInWorker(input, this.#stop.signal, async ({ total, mapping, batches }) => {
        this.#stop.signal.throwIfAborted();
        Object.assign(this.status, { state: 'running', total, mapping });
        this.#save();
        for await (const rows of batches) await this.#takeAll(rows);
      });
      this.#end('finished');
    } catch (error) {
      if (this.#stop.signal.aborted) return;
      const refusal = error instanceof CredoError ? error : new CredoError('internal');
      this.status.message = this.#message(refusal);
      this.#end('failed');
      if (refusal !== error) throw error;
    }
  }

  async #takeAll(rows: readonly ImportRow[]): Promise<void> {
    let index = 0;
    while (index < rows.length) {
      this.#stop.signal.throwIfAborted();
      this.#unsynced(() => {
        const end = performance.now() + slice;
        while (index < rows.length && performance.now() < end) {
          this.#take(rows[index++] as ImportRow);
        }
        if (this.#parts.now() - this.#updated >= updateInterval) this.#save();
      });
      await nextTurn();
    }
  }

  /**
   * A transaction that does not wait for the disk, which would hold the event loop thousands of times
   * (a slice's commit takes some 0.7 ms so, 15 ms with a sync).
   * Nothing is promised before the import has ended, and its last transaction syncs all of them; what
   * a power cut takes is imported again from the same file. Commands in between stay as they are.
   */
  #unsynced(write: () => void): void {
    const { database } = this.#parts;
    writeUnsynced(database, () => database.transaction(write)());
  }

  #take(row: ImportRow): void {
    this.status.processed++;
    if (row.issues) {
      this.status.failed++;
      for (const { field, value, code, parameters } of row.issues) {
        this.#noteError(row.row, field, value, new CredoError(code, parameters));
      }
      return;
    }
    try {
      const { outcome, createdPosition } = this.#takeRecord(row.record);
      this.status[outcome]++;
      if (createdPosition) this.status.created_positions++;
    } catch (error) {
      if (!(error instanceof CredoError)) throw error;
      this.status.failed++;
      this.#noteError(row.row, '', '', error);
    }
  }

  #takeRecord(record: CandidateRecord | PositionRecord) {
    const { target } = this.#parts;
    return 'name' in record
      ? takeCandidate(target, record, this.#input.options, this.#stages)
      : takePosition(target, record);
  }

  #noteError(row: number, field: string, value: string, error: CredoError): void {
    if (this.status.errors.length >= mostErrors) return;
    this.status.errors.push({ row, field, value, message: this.#message(error) });
  }

  #message({ code, parameters }: CredoError): string {
    return errorMessage(code, this.#input.language, parameters);
  }

  #end(state: ImportStatus['state']): void {
    this.#ended = true;
    this.status.state = state;
    this.#save();
    if (!this.status.dry_run) this.#parts.live.publish({ type: 'applications' });
  }

  #save(): void {
    const { import_id, state, processed, total } = this.status;
    this.#updated = this.#parts.now();
    this.#parts.store.save(this.status, this.#updated);
    this.#parts.live.publish({ type: 'import', import_id, state, processed, total });
  }
}
