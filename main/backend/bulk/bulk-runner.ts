import type { FindingCode } from '../../../shared/catalogue/bulk-findings.ts';
import { bulkFindings } from '../../../shared/catalogue/bulk-findings.ts';
import { CredoError, type ErrorName } from '../../../shared/errors.ts';
import type { Database } from '../../database/database.ts';
import { writeUnsynced } from '../../database/write-unsynced.ts';
import type { Logger } from '../../logger.ts';
import type { Platform } from '../../platform.ts';
import type { LiveEvents } from '../live/live-events.ts';
import { TimeSlices } from '../pipeline/list/time-slices.ts';
import type { BulkActions } from './bulk-actions.ts';
import type { BulkChecks, Checked } from './bulk-checks.ts';
import { type BulkContext, bulkContext } from './bulk-context.ts';
import type { BulkItemStore, ItemResult, StoredItem } from './bulk-item-store.ts';
import type { BulkJobStore, StoredJob } from './bulk-job-store.ts';
import { BulkProgress } from './bulk-progress.ts';
import type { BulkUndo } from './bulk-undo.ts';

export interface BulkRunnerParts {
  database: Database;
  platform: Platform;
  live: LiveEvents;
  logger: Logger;
  jobs: BulkJobStore;
  items: BulkItemStore;
  checks: BulkChecks;
  actions: BulkActions;
  undo: Pick<BulkUndo, 'ended'>;
}

/** Rows fetched at a time. */
const batchSize = 20;

/** Refusals that every row would get: the job stops and says so, and goes on once it is put right. */
const stopsJob: readonly ErrorName[] = ['candidateServerOff', 'templateNotFound'];

/**
 * Does jobs one after the other, a row a transaction with its result in it: whatever ends the program,
 * a row is done with its result or not at all. Between rows the event loop gets its turn, and the
 * job's state is looked at, which is how a pause or a cancellation reaches it.
 */
export class BulkRunner {
  readonly #parts: BulkRunnerParts;
  #working: Promise<void> | undefined;
  #stopped = false;

  constructor(parts: BulkRunnerParts) {
    this.#parts = parts;
  }

  /** Works on the jobs that are queued, if it does not already. */
  kick(): void {
    if (this.#working || this.#stopped) return;
    this.#working = this.#work();
  }

  /** Stops before the next row; nothing is written afterwards. */
  stop(): void {
    this.#stopped = true;
  }

  /** Resolves when no job is queued or running. */
  async idle(): Promise<void> {
    while (this.#working) await this.#working;
  }

  async #work(): Promise<void> {
    // Not within the request that queued the job: it answers first.
    await new Promise<void>((resolve) => setImmediate(resolve));
    const { jobs, logger } = this.#parts;
    for (;;) {
      const jobId = this.#stopped ? undefined : jobs.nextQueued();
      if (jobId === undefined) break;
      try {
        await this.#run(jobId);
      } catch (error) {
        logger.error({ err: error, job_id: jobId }, 'bulk action failed');
        this.#halt(jobId, new CredoError('internal'));
      }
    }
    this.#working = undefined;
  }

  async #run(jobId: number): Promise<void> {
    const { jobs, items, platform, live } = this.#parts;
    jobs.setState(jobId, 'running', platform.now());
    const job = jobs.find(jobId);
    if (!job) return;
    const context = bulkContext(job, job.undo_of === null ? undefined : jobs.find(job.undo_of));
    const progress = new BulkProgress(live, jobs, jobId);
    progress.publish();
    const slices = new TimeSlices();
    let batch: StoredItem[] = [];
    for (;;) {
      await slices.pause();
      if (this.#stopped) return;
      if (jobs.find(jobId)?.state !== 'running') break;
      if (batch.length === 0) batch = items.waiting(jobId, batchSize);
      if (batch.length === 0) {
        this.#finish(job);
        break;
      }
      const stop = this.#slice(context, batch, slices, progress);
      if (stop) {
        this.#halt(jobId, stop);
        break;
      }
      progress.tick();
    }
    progress.publish();
    live.publish({ type: 'applications' });
  }

  #finish(job: StoredJob): void {
    const { database, jobs, undo, platform } = this.#parts;
    database.transaction(() => {
      jobs.end(job.job_id, 'finished', platform.now());
      undo.ended(job);
    })();
  }

  /** Takes rows from the batch until the slice is over. @returns why the whole job has to stop */
  #slice(
    context: BulkContext,
    batch: StoredItem[],
    slices: TimeSlices,
    progress: BulkProgress,
  ): CredoError | undefined {
    let stop: CredoError | undefined;
    const events = this.#parts.live.gather(() =>
      writeUnsynced(this.#parts.database, () => {
        do {
          const item = batch[0];
          if (!item) break;
          stop = this.#take(context, item);
          if (!stop) batch.shift();
        } while (!stop && !slices.over);
      }),
    );
    progress.hold(events);
    return stop;
  }

  #take(context: BulkContext, item: StoredItem): CredoError | undefined {
    const { database, items, platform } = this.#parts;
    try {
      database
        .transaction(() => {
          const result = this.#attempt(context, item);
          items.setResult(item.item_id, result, platform.now());
        })
        .immediate();
    } catch (error) {
      if (error instanceof CredoError) return error;
      throw error;
    }
    return undefined;
  }

  /** @throws CredoError where every other row would be refused alike */
  #attempt(context: BulkContext, item: StoredItem): ItemResult {
    const { database, checks, actions, logger } = this.#parts;
    const checked = checks.check(context, item);
    const against = reasonToSkip(checked, item);
    if (against) return { state: 'skipped', reason: against.code, detail: against.detail };
    try {
      // Within the row's transaction, so a refusal takes back its own writes alone.
      return database.transaction(() => actions.perform(context, checked))();
    } catch (error) {
      if (error instanceof CredoError) {
        if (stopsJob.includes(error.code)) throw error;
        return { state: 'refused', reason: error.code, detail: error.parameters };
      }
      logger.error({ err: error, item_id: item.item_id }, 'a row of a bulk action failed');
      return { state: 'refused', reason: 'internal', detail: { words: String(error) } };
    }
  }

  #halt(jobId: number, error: CredoError): void {
    const { database, jobs, platform, live } = this.#parts;
    database.transaction(() => {
      jobs.setState(jobId, 'paused', platform.now());
      jobs.setMessage(jobId, JSON.stringify({ code: error.code, parameters: error.parameters }));
    })();
    new BulkProgress(live, jobs, jobId).publish();
  }
}

/** What has come up since the preflight, or undefined. */
function reasonToSkip({ findings, blocked, cautioned }: Checked, item: StoredItem) {
  if (!blocked && (!cautioned || item.accepted === 1)) return undefined;
  const level = blocked ? 'blocker' : 'caution';
  return findings.find(({ code }: { code: FindingCode }) => bulkFindings[code].level === level);
}
