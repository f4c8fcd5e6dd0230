import type { BulkAction, BulkItemState, BulkState } from '../../../shared/api/bulk.ts';
import type { FindingCode } from '../../../shared/catalogue/bulk-findings.ts';
import type { Language } from '../../../shared/language.ts';
import type { Database } from '../../database/database.ts';

/** A job as it is stored; times in milliseconds since the epoch. */
export interface StoredJob {
  job_id: number;
  client_key: string;
  action: BulkAction;
  /** JSON */
  change: string;
  undo_of: number | null;
  undone_by: number | null;
  uid: number;
  uname: string | null;
  language: Language;
  state: BulkState;
  recent_days: number;
  message: string | null;
  created_at: number;
  started_at: number | null;
  ended_at: number | null;
  /** Of a send: nothing of it leaves before. */
  hold_until: number | null;
}

/** Days that a job waits to be started before it is forgotten. */
const draftMilliseconds = 86_400_000;

const job = `SELECT j.job_id, j.client_key, j.action, j.change, j.undo_of,
    (SELECT MAX(job_id) FROM bulk_jobs WHERE undo_of = j.job_id) AS undone_by,
    j.uid, u.name AS uname, j.language, j.state, j.recent_days, j.message, j.created_at,
    j.started_at, j.ended_at, j.hold_until
  FROM bulk_jobs j LEFT JOIN users u ON u.uid = j.uid`;

/** Jobs of bulk actions. */
export class BulkJobStore {
  readonly #insert;
  readonly #find;
  readonly #byKey;
  readonly #setState;
  readonly #setMessage;
  readonly #setChange;
  readonly #start;
  readonly #hold;
  readonly #lastUndo;
  readonly #end;
  readonly #nextQueued;
  readonly #list;
  readonly #count;
  readonly #itemCounts;
  readonly #checked;
  readonly #findings;
  readonly #interrupt;
  readonly #drafts;
  readonly #deleteItems;
  readonly #delete;

  constructor(database: Database) {
    this.#insert = database.prepare(
      `INSERT INTO bulk_jobs(client_key, action, change, undo_of, uid, language, state, recent_days,
         created_at, updated_at)
       VALUES (@client_key, @action, @change, @undo_of, @uid, @language, @state, @recent_days, @now, @now)`,
    );
    this.#find = database.prepare<[number], StoredJob>(`${job} WHERE j.job_id = ?`);
    this.#byKey = database.prepare<[string], StoredJob>(`${job} WHERE j.client_key = ?`);
    this.#setState = database.prepare(
      'UPDATE bulk_jobs SET state = ?, updated_at = ? WHERE job_id = ?',
    );
    this.#setChange = database.prepare('UPDATE bulk_jobs SET change = ? WHERE job_id = ?');
    this.#setMessage = database.prepare('UPDATE bulk_jobs SET message = ? WHERE job_id = ?');
    this.#start = database.prepare(
      `UPDATE bulk_jobs SET state = 'queued', started_at = coalesce(started_at, @now),
         ended_at = NULL, message = NULL, updated_at = @now WHERE job_id = @job_id`,
    );
    this.#hold = database.prepare('UPDATE bulk_jobs SET hold_until = ? WHERE job_id = ?');
    this.#lastUndo = database.prepare<[number], StoredJob>(
      `${job} WHERE j.undo_of = ? ORDER BY j.job_id DESC LIMIT 1`,
    );
    this.#end = database.prepare(
      `UPDATE bulk_jobs SET state = @state, ended_at = @now, updated_at = @now
       WHERE job_id = @job_id`,
    );
    this.#nextQueued = database
      .prepare<[], number>(
        `SELECT job_id FROM bulk_jobs WHERE state = 'queued'
         ORDER BY undo_of IS NULL, updated_at, job_id LIMIT 1`,
      )
      .pluck();
    const active = `(@active = 0 OR j.state IN ('queued', 'running', 'paused'))`;
    this.#list = database.prepare<[object], StoredJob>(
      `${job} WHERE j.started_at IS NOT NULL AND ${active}
       ORDER BY j.job_id DESC LIMIT @size OFFSET @offset`,
    );
    this.#count = database
      .prepare<[object], number>(
        `SELECT COUNT(*) FROM bulk_jobs j WHERE j.started_at IS NOT NULL AND ${active}`,
      )
      .pluck();
    this.#itemCounts = database.prepare<[number], { state: BulkItemState; count: number }>(
      'SELECT state, COUNT(*) AS count FROM bulk_items WHERE job_id = ? GROUP BY state',
    );
    this.#checked = database
      .prepare<[number], number>('SELECT COUNT(*) FROM bulk_items WHERE job_id = ? AND checked = 0')
      .pluck();
    this.#findings = database.prepare<
      [number],
      { code: FindingCode; total: number; waiting: number }
    >(
      `SELECT f.code, COUNT(*) AS total, SUM(i.state = 'waiting') AS waiting
       FROM bulk_findings f JOIN bulk_items i USING (item_id)
       WHERE f.job_id = ? GROUP BY f.code`,
    );
    this.#interrupt = database.prepare(
      `UPDATE bulk_jobs SET state = 'paused', message = ?, updated_at = ?
       WHERE state IN ('running', 'queued')`,
    );
    this.#drafts = database
      .prepare<[object], number>(
        `SELECT job_id FROM bulk_jobs WHERE started_at IS NULL
         AND (state = 'cancelled' OR created_at < @before
           OR (@restarted = 1 AND state = 'checking'))`,
      )
      .pluck();
    this.#deleteItems = database.prepare(
      `DELETE FROM bulk_items WHERE item_id IN
         (SELECT item_id FROM bulk_items WHERE job_id = ? LIMIT ?)`,
    );
    this.#delete = database.prepare('DELETE FROM bulk_jobs WHERE job_id = ?');
  }

  /** Writes a new job. @returns job_id */
  insert(fields: {
    client_key: string;
    action: BulkAction;
    change: string;
    undo_of: number | null;
    uid: number;
    language: Language;
    state: BulkState;
    recent_days: number;
    now: number;
  }): number {
    return Number(this.#insert.run(fields).lastInsertRowid);
  }

  find(jobId: number): StoredJob | undefined {
    return this.#find.get(jobId);
  }

  findByKey(clientKey: string): StoredJob | undefined {
    return this.#byKey.get(clientKey);
  }

  setState(jobId: number, state: BulkState, now: number): void {
    this.#setState.run(state, now, jobId);
  }

  /** @param message JSON of why a job stopped by itself */
  setMessage(jobId: number, message: string): void {
    this.#setMessage.run(message, jobId);
  }

  /** @param change JSON of what the job does */
  setChange(jobId: number, change: string): void {
    this.#setChange.run(change, jobId);
  }

  /** Puts a job in the queue: started, resumed or tried again. */
  queue(jobId: number, now: number): void {
    this.#start.run({ job_id: jobId, now });
  }

  /** Notes until when nothing of a send leaves. */
  hold(jobId: number, until: number): void {
    this.#hold.run(until, jobId);
  }

  /** The newest job that takes another back. */
  lastUndo(jobId: number): StoredJob | undefined {
    return this.#lastUndo.get(jobId);
  }

  end(jobId: number, state: 'finished' | 'cancelled', now: number): void {
    this.#end.run({ job_id: jobId, state, now });
  }

  /** The job whose turn it is, undos first; or undefined. */
  nextQueued(): number | undefined {
    return this.#nextQueued.get();
  }

  /** A page of the jobs that were started, newest first. */
  page(active: number, size: number, offset: number): { total: number; jobs: StoredJob[] } {
    return {
      total: this.#count.get({ active }) ?? 0,
      jobs: this.#list.all({ active, size, offset }),
    };
  }

  itemCounts(jobId: number): Record<BulkItemState, number> {
    const counts = { waiting: 0, left_out: 0, done: 0, skipped: 0, refused: 0 };
    for (const { state, count } of this.#itemCounts.all(jobId)) counts[state] = count;
    return counts;
  }

  unchecked(jobId: number): number {
    return this.#checked.get(jobId) ?? 0;
  }

  findings(jobId: number): { code: FindingCode; total: number; waiting: number }[] {
    return this.#findings.all(jobId);
  }

  /** Pauses what a stop or a crash left running. @param message JSON that says so */
  interrupt(message: string, now: number): void {
    this.#interrupt.run(message, now);
  }

  /** Jobs that nobody will start: discarded, too old, or cut off while they were checked. */
  abandoned(now: number, restarted: boolean): number[] {
    return this.#drafts.all({ before: now - draftMilliseconds, restarted: restarted ? 1 : 0 });
  }

  /** Deletes some rows of a job. @returns how many */
  deleteItems(jobId: number, limit: number): number {
    return this.#deleteItems.run(jobId, limit).changes;
  }

  /** Deletes a job whose rows are deleted. */
  delete(jobId: number): void {
    this.#delete.run(jobId);
  }
}
