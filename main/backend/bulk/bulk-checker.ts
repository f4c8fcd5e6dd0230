import type { Database } from '../../database/database.ts';
import { writeUnsynced } from '../../database/write-unsynced.ts';
import type { LiveEvents } from '../live/live-events.ts';
import { TimeSlices } from '../pipeline/list/time-slices.ts';
import type { BulkChecks } from './bulk-checks.ts';
import type { BulkContext } from './bulk-context.ts';
import type { BulkItemStore, StoredItem } from './bulk-item-store.ts';
import type { BulkJobStore } from './bulk-job-store.ts';
import { BulkProgress } from './bulk-progress.ts';

/** Rows checked in one transaction; well under a slice. */
const batchSize = 20;
/** Rows written between two looks at the clock. */
const insertSize = 200;

export interface BulkCheckerParts {
  database: Database;
  live: LiveEvents;
  now: () => number;
  jobs: BulkJobStore;
  items: BulkItemStore;
  checks: BulkChecks;
}

/** Writes the rows of a job and checks them, in slices of the event loop. */
export class BulkChecker {
  readonly #parts: BulkCheckerParts;
  #stopped = false;

  constructor(parts: BulkCheckerParts) {
    this.#parts = parts;
  }

  /** Ends what is under way; nothing is written afterwards. */
  stop(): void {
    this.#stopped = true;
  }

  /** Writes a job's rows. @param checked whether they need no check @returns false where it was stopped */
  async insert(jobId: number, ids: readonly number[], checked: boolean): Promise<boolean> {
    const { database, items, now } = this.#parts;
    const slices = new TimeSlices();
    for (let start = 0; start < ids.length; start += insertSize) {
      if (this.#stopped || !this.#wanted(jobId)) return false;
      this.#write(() => {
        for (const id of ids.slice(start, start + insertSize))
          items.insert(jobId, id, checked, now());
      });
      if (slices.over) await slices.pause();
    }
    return database.open;
  }

  /** Checks every row of a job that has not been; the job is `ready` afterwards. */
  async run(context: BulkContext): Promise<void> {
    const { items, jobs, live, now } = this.#parts;
    const { job_id } = context.job;
    const progress = new BulkProgress(live, jobs, job_id);
    const slices = new TimeSlices();
    for (;;) {
      if (this.#stopped || !this.#wanted(job_id)) return;
      const batch = items.unchecked(job_id, batchSize);
      if (batch.length === 0) break;
      this.#write(() => {
        for (const item of batch) this.check(context, item);
      });
      progress.tick();
      if (slices.over) await slices.pause();
    }
    jobs.setState(job_id, 'ready', now());
    progress.publish();
  }

  /** Checks one row and writes what was found, within the caller's transaction. */
  check(context: BulkContext, item: StoredItem): void {
    const { checks, items } = this.#parts;
    const { findings, blocked, cautioned, email } = checks.check(context, item);
    const out = blocked || (cautioned && item.accepted === 0);
    items.setFindings(item, findings, {
      state: out ? 'left_out' : 'waiting',
      blocked,
      address: email?.toLowerCase() ?? null,
    });
  }

  #wanted(jobId: number): boolean {
    return this.#parts.jobs.find(jobId)?.state === 'checking';
  }

  #write(write: () => void): void {
    const { database } = this.#parts;
    writeUnsynced(database, () => database.transaction(write)());
  }
}
