import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ResultsOf } from '../../../shared/api/endpoint.ts';
import type { PurgeRun, previewPurge } from '../../../shared/api/privacy.ts';
import { type Scheduler, systemScheduler } from '../../delivery/scheduler.ts';
import type { Logger } from '../../logger.ts';
import type { BlobStore } from '../attachments/blob-store.ts';
import type { AuditStore } from '../audit/audit-store.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import type { PrivacySettingsService } from './privacy-settings.ts';
import type { PurgeRunRow, PurgeStore } from './purge-store.ts';

const day = 24 * 60 * 60_000;
const firstRun = 5 * 60_000;
const between = 6 * 60 * 60_000;
/** Entries of the audit log deleted in one turn. */
const auditBatch = 500;

export interface PurgeParts {
  store: PurgeStore;
  audit: AuditStore;
  settings: PrivacySettingsService;
  blobs: BlobStore;
  workspace: WorkspaceService;
  logger: Logger;
  now: () => number;
  scheduler?: Scheduler | undefined;
}

/**
 * Takes files away whose time is over, and entries of the audit log: soon after the start, then every
 * six hours, and when the recruiter says so. One certificate in a transaction, so that a crash leaves
 * each either whole or purged.
 */
export class PurgeService {
  readonly #parts: PurgeParts;
  #running: { run: PurgeRunRow; ended: Promise<void> } | undefined;
  #cancel: (() => void) | undefined;
  #stopped = false;

  constructor(parts: PurgeParts) {
    this.#parts = parts;
  }

  /** Begins with the schedule. */
  start(): void {
    this.#later(firstRun);
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
  }

  preview(days: number): ResultsOf<typeof previewPurge> {
    const { store, now } = this.#parts;
    const counts = store.preview(now() - days * day);
    return { ...counts, runs: store.runs(10).map((run) => this.#present(run)) };
  }

  /** Purges now; a purge that runs already is the one. */
  purgeNow(): PurgeRun {
    return this.#present(this.#begin(this.#parts.workspace.user.uid));
  }

  /** Resolves when nothing is being purged. */
  async idle(): Promise<void> {
    await this.#running?.ended;
  }

  #later(milliseconds: number): void {
    const { scheduler = systemScheduler } = this.#parts;
    this.#cancel = scheduler.after(milliseconds, () => {
      if (this.#stopped) return;
      const { filesDays, auditDays } = this.#parts.settings.saved;
      if (filesDays > 0 || auditDays > 0) this.#begin(0);
      this.#later(between);
    });
  }

  #begin(uid: number): PurgeRunRow {
    if (this.#running) return this.#running.run;
    const { store, now, logger } = this.#parts;
    const run = store.startRun(uid, now());
    const ended = this.#run(run)
      .catch((error) => logger.error({ err: error }, 'purge failed'))
      .finally(() => {
        this.#running = undefined;
      });
    this.#running = { run, ended };
    return run;
  }

  async #run(run: PurgeRunRow): Promise<void> {
    const { store, audit, settings, now } = this.#parts;
    const { filesDays, auditDays } = settings.saved;
    const started = now();
    let after = 0;
    while (filesDays > 0) {
      await nextTurn();
      if (this.#stopped) return;
      const next = store.next(started - filesDays * day, after);
      if (next === undefined) break;
      after = next;
      this.#purge(next, run);
    }
    while (auditDays > 0) {
      await nextTurn();
      if (this.#stopped) return;
      const deleted = audit.deleteBefore(started - auditDays * day, auditBatch);
      run.audit_rows += deleted;
      if (deleted < auditBatch) break;
    }
    run.ended_at = now();
    store.saveRun(run);
  }

  #purge(certificateId: number, run: PurgeRunRow): void {
    const { store, blobs, now } = this.#parts;
    const unused = store.transaction(() => {
      const purged = store.purge(certificateId, now());
      run.certificates++;
      run.files += purged.files;
      run.bytes += purged.bytes;
      run.messages += purged.messages;
      store.saveRun(run);
      return purged.unused;
    });
    for (const sha256 of unused) blobs.removeUnnamed(sha256);
  }

  #present(run: PurgeRunRow): PurgeRun {
    const time = (at: number) => this.#parts.workspace.formatTime(at);
    return {
      ...run,
      started_at: time(run.started_at),
      ended_at: run.ended_at === null ? null : time(run.ended_at),
    };
  }
}
