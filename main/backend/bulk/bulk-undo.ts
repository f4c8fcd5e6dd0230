import type { BulkChange } from '../../../shared/api/bulk.ts';
import { CredoError } from '../../../shared/errors.ts';
import type { Language } from '../../../shared/language.ts';
import type { Database } from '../../database/database.ts';
import type { OutboxService } from '../../delivery/outbox-service.ts';
import type { WithheldBatches } from '../../delivery/withheld-batches.ts';
import { type Platform, randomToken } from '../../platform.ts';
import { undoHold } from '../certificates/request-service.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import type { BulkChecker } from './bulk-checker.ts';
import type { BulkItemStore } from './bulk-item-store.ts';
import type { BulkJobStore, StoredJob } from './bulk-job-store.ts';
import { interruptedMessage } from './bulk-view.ts';
import { leaveOutAll } from './sliced-changes.ts';

export interface BulkUndoParts {
  database: Database;
  platform: Platform;
  workspace: WorkspaceService;
  outbox: OutboxService;
  batches: WithheldBatches;
  jobs: BulkJobStore;
  items: BulkItemStore;
  checker: BulkChecker;
}

/**
 * Jobs that take back what others did. A send is stopped first, and none of its messages leaves until
 * its undo is over, however long that takes and whatever comes between.
 */
export class BulkUndo {
  readonly #parts: BulkUndoParts;

  constructor(parts: BulkUndoParts) {
    this.#parts = parts;
  }

  /**
   * Writes the job that takes another back, with its rows.
   * @returns its id, and whether its rows are written: it may run then
   */
  async begin(
    job: StoredJob,
    clientKey: string,
    language: Language,
  ): Promise<{ undoId: number; complete: boolean }> {
    const { job_id, action, state, recent_days } = job;
    const { database, platform, workspace, batches, jobs, items, checker } = this.#parts;
    const now = platform.now();
    const undoId = database.transaction(() => {
      if (action === 'send') {
        if (state !== 'finished') jobs.end(job_id, 'cancelled', now);
        batches.withhold(job_id);
      }
      return jobs.insert({
        ...{ client_key: clientKey, action: 'undo', change: '{}', undo_of: job_id, recent_days },
        ...{ uid: workspace.user.uid, language, state: 'checking', now },
      });
    })();
    if (action === 'send') await leaveOutAll(items, job_id);
    const complete = await checker.insert(undoId, items.undoable(job_id, heldSince(job)), true);
    return { undoId, complete };
  }

  /** Nothing of a send leaves for some seconds from now, so that it can be taken back whole. */
  hold(jobId: number, change: BulkChange): void {
    if (change.action !== 'send') return;
    const hold = undoHold(change.request.undo_seconds);
    if (hold > 0) this.#parts.jobs.hold(jobId, this.#parts.platform.now() + hold);
  }

  /** Why a job cannot be taken back. */
  refusal({ action, started_at, undone_by }: StoredJob): CredoError {
    const late = action === 'send' && started_at !== null && undone_by === null;
    return new CredoError(late ? 'requestNotUndoable' : 'bulkNothingToUndo');
  }

  /** An undo is over, to its end or before: what it left of a send may leave. In a transaction. */
  ended({ undo_of }: StoredJob): void {
    const { batches, outbox } = this.#parts;
    if (undo_of !== null && batches.release(undo_of)) outbox.rulesChanged();
  }

  /**
   * Goes on with sends that a stop or a crash cut off from being taken back: nobody has to ask twice.
   * @param queue puts a job in the queue
   */
  async resume(queue: (jobId: number) => void): Promise<void> {
    const { batches, jobs, platform } = this.#parts;
    for (const batch of batches.all()) {
      const undo = jobs.lastUndo(batch);
      if (undo?.state === 'paused') {
        // One that the recruiter paused waits for them.
        if (undo.message === interruptedMessage) queue(undo.job_id);
        continue;
      }
      const job = jobs.find(batch);
      if (!job) {
        batches.release(batch);
        continue;
      }
      // Its rows were not all written: that job is forgotten, and this one takes its place.
      const { undoId, complete } = await this.begin(job, randomToken(platform), job.language);
      if (complete) queue(undoId);
    }
  }
}

/** Since when a job did what can be taken back: what a send that is tried again sent before has left. */
function heldSince({ action, change, hold_until }: StoredJob): number {
  if (action !== 'send' || hold_until === null) return 0;
  const { request } = JSON.parse(change) as Extract<BulkChange, { action: 'send' }>;
  return hold_until - undoHold(request.undo_seconds);
}
