import type { LiveEvent } from '../../../shared/api/events.ts';
import type { LiveEvents } from '../live/live-events.ts';
import type { BulkJobStore } from './bulk-job-store.ts';

/** Milliseconds between two live updates. */
const interval = 250;

/** Tells screens how far a job is, and that what they show has changed, now and then. */
export class BulkProgress {
  readonly #live: LiveEvents;
  readonly #jobs: BulkJobStore;
  readonly #jobId: number;
  #published = 0;
  #held = new Map<LiveEvent['type'], LiveEvent>();

  constructor(live: LiveEvents, jobs: BulkJobStore, jobId: number) {
    this.#live = live;
    this.#jobs = jobs;
    this.#jobId = jobId;
  }

  /** Keeps what the rows would have published, the last of each type, for the next update. */
  hold(events: readonly LiveEvent[]): void {
    for (const event of events) this.#held.set(event.type, event);
  }

  /** Publishes where the last update is a while ago. */
  tick(): void {
    if (performance.now() - this.#published >= interval) this.publish();
  }

  /** Publishes now. */
  publish(): void {
    this.#published = performance.now();
    const job = this.#jobs.find(this.#jobId);
    if (!job) return;
    const counts = this.#jobs.itemCounts(this.#jobId);
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const processed =
      job.state === 'checking'
        ? total - this.#jobs.unchecked(this.#jobId)
        : counts.done + counts.skipped + counts.refused;
    const { job_id, state } = job;
    this.#live.publish({ type: 'bulk', job_id, state, processed, total });
    for (const event of this.#held.values()) this.#live.publish(event);
    this.#held.clear();
  }
}
