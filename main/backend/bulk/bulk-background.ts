import type { Database } from '../../database/database.ts';
import type { Logger } from '../../logger.ts';
import type { Platform } from '../../platform.ts';
import { TimeSlices } from '../pipeline/list/time-slices.ts';
import type { BulkJobStore } from './bulk-job-store.ts';

/** Rows deleted between two looks at the clock. */
const batchSize = 200;

/** Work that no request waits for: checks, and forgetting jobs that nobody will start. */
export class BulkBackground {
  readonly #parts: { jobs: BulkJobStore; platform: Platform; database: Database; logger: Logger };
  readonly #running = new Set<Promise<void>>();

  constructor(parts: {
    jobs: BulkJobStore;
    platform: Platform;
    database: Database;
    logger: Logger;
  }) {
    this.#parts = parts;
  }

  /** Watches over work; its failure is logged. */
  run(work: Promise<void>): void {
    const watched: Promise<void> = work
      .catch((error) => this.#parts.logger.error({ err: error }, 'bulk action failed'))
      .finally(() => this.#running.delete(watched));
    this.#running.add(watched);
  }

  /** Deletes jobs that were discarded, not started for a day, or cut off in their check. */
  forgetAbandoned(restarted: boolean): void {
    const { jobs, platform } = this.#parts;
    const abandoned = jobs.abandoned(platform.now(), restarted);
    if (abandoned.length > 0) this.run(this.#forget(abandoned));
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  async #forget(jobIds: readonly number[]): Promise<void> {
    const { jobs, database } = this.#parts;
    const slices = new TimeSlices();
    for (const jobId of jobIds) {
      do {
        await slices.pause();
        if (!database.open) return;
      } while (jobs.deleteItems(jobId, batchSize) > 0);
      jobs.delete(jobId);
    }
  }
}
