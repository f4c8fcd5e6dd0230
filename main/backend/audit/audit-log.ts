import type { AuditAction } from '../../../shared/api/audit.ts';
import type { Database } from '../../database/database.ts';

/** What an entry is about; ids that are known lead to the others. */
export interface AuditTarget {
  tob_resume_id?: string;
  application_id?: number;
  certificate_id?: number;
  count?: number;
}

interface Entry {
  created_at: number;
  uid: number;
  action: AuditAction;
  target: AuditTarget;
}

/** Entries are written together, so that looking at something never waits for the disk. */
const flushMilliseconds = 250;
/** A screen fetches again what it shows; within this time that is the same view. */
const sameViewMilliseconds = 5 * 60_000;
const rememberedViews = 2_000;

/** Writes the audit log. */
export class AuditLog {
  readonly #database: Database;
  readonly #now: () => number;
  readonly #uid: () => number;
  readonly #insert;
  readonly #seen = new Map<string, number>();
  #waiting: Entry[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(database: Database, parts: { now: () => number; uid: () => number }) {
    this.#database = database;
    this.#now = parts.now;
    this.#uid = parts.uid;
    this.#insert = database.prepare(
      `INSERT INTO audit_log(created_at, uid, action, tob_resume_id, application_id,
         certificate_id, count)
       SELECT @created_at, @uid, @action,
         coalesce(@tob_resume_id, (SELECT tob_resume_id FROM applications
           WHERE application_id = coalesce(@application_id, c.application_id))),
         coalesce(@application_id, c.application_id), @certificate_id, @count
       FROM (SELECT 1) LEFT JOIN certificates c ON c.certificate_id = @certificate_id`,
    );
  }

  /**
   * Records what was done, within the next moment. A view of the same thing by the same person within
   * five minutes is recorded once.
   */
  record(action: AuditAction, target: AuditTarget, detail = ''): void {
    const created_at = this.#now();
    const uid = this.#uid();
    if (action.startsWith('view')) {
      const key = JSON.stringify([uid, action, target, detail]);
      const last = this.#seen.get(key);
      if (last !== undefined && created_at - last < sameViewMilliseconds) return;
      if (this.#seen.size >= rememberedViews) this.#seen.clear();
      this.#seen.set(key, created_at);
    }
    this.#waiting.push({ created_at, uid, action, target });
    this.#timer ??= setTimeout(() => this.flush(), flushMilliseconds).unref();
  }

  /** Writes what waits; called before the log is read and before the database closes. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const entries = this.#waiting;
    if (entries.length === 0) return;
    this.#waiting = [];
    this.#database.transaction(() => {
      for (const { target, ...entry } of entries) {
        const { tob_resume_id, application_id = null, certificate_id = null, count = 1 } = target;
        this.#insert.run({
          ...entry,
          tob_resume_id: tob_resume_id === undefined ? null : BigInt(tob_resume_id),
          application_id,
          certificate_id,
          count,
        });
      }
    })();
  }
}
