import type { BulkItemState } from '../../../shared/api/bulk.ts';
import type { FindingCode, FindingDetail } from '../../../shared/catalogue/bulk-findings.ts';
import type { Database } from '../../database/database.ts';

/** A row of a job, as its check and its turn need it. */
export interface StoredItem {
  item_id: number;
  job_id: number;
  application_id: number;
  state: BulkItemState;
  blocked: number;
  accepted: number;
  email: string | null;
  phone: string | null;
}

/** Something the check of a row found. */
export interface Finding {
  code: FindingCode;
  detail: FindingDetail;
}

/** What became of a row at its turn. */
export interface ItemResult {
  state: 'done' | 'skipped' | 'refused';
  reason?: string;
  detail?: Readonly<Record<string, string | number>>;
  certificate_id?: number;
  /** Where the application stood before and stands now, where an undo can take it back. */
  from?: PlaceIds;
  to?: PlaceIds;
}

/** A stage and a step. */
export interface PlaceIds {
  stage_id: number;
  step_id: number;
}

/** Where a job found an application and where it left it. */
export interface Trace {
  from: PlaceIds;
  to: PlaceIds;
}

const fields = 'item_id, job_id, application_id, state, blocked, accepted, email, phone';

/** Rows of jobs and what was found of them. */
export class BulkItemStore {
  readonly #insert;
  readonly #find;
  readonly #unchecked;
  readonly #waiting;
  readonly #checked;
  readonly #dropFindings;
  readonly #addFinding;
  readonly #result;
  readonly #addressTaken;
  readonly #setContact;
  readonly #choosable;
  readonly #choosableByFinding;
  readonly #choose;
  readonly #leaveOutWaiting;
  readonly #retry;
  readonly #undoable;
  readonly #trace;
  readonly #sent;

  constructor(database: Database) {
    this.#insert = database.prepare(
      `INSERT INTO bulk_items(job_id, application_id, state, checked, updated_at)
       VALUES (?, ?, 'waiting', ?, ?)`,
    );
    this.#find = database.prepare<[number, number], StoredItem>(
      `SELECT ${fields} FROM bulk_items WHERE item_id = ? AND job_id = ?`,
    );
    this.#unchecked = database.prepare<[number, number], StoredItem>(
      `SELECT ${fields} FROM bulk_items INDEXED BY bulk_items_unchecked
       WHERE job_id = ? AND checked = 0 ORDER BY item_id LIMIT ?`,
    );
    this.#waiting = database.prepare<[number, number], StoredItem>(
      `SELECT ${fields} FROM bulk_items WHERE job_id = ? AND state = 'waiting'
       ORDER BY item_id LIMIT ?`,
    );
    this.#checked = database.prepare(
      `UPDATE bulk_items SET checked = 1, blocked = @blocked, state = @state, address = @address
       WHERE item_id = @item_id`,
    );
    this.#dropFindings = database.prepare('DELETE FROM bulk_findings WHERE item_id = ?');
    this.#addFinding = database.prepare(
      'INSERT INTO bulk_findings(item_id, code, job_id, detail) VALUES (?, ?, ?, ?)',
    );
    this.#result = database.prepare(
      `UPDATE bulk_items SET state = @state, reason = @reason, reason_detail = @detail,
         certificate_id = @certificate_id, from_stage_id = @from_stage, from_step_id = @from_step,
         to_stage_id = @to_stage, to_step_id = @to_step, updated_at = @now
       WHERE item_id = @item_id AND state = 'waiting'`,
    );
    this.#addressTaken = database
      .prepare<[number, string, number], number>(
        `SELECT 1 FROM bulk_items WHERE job_id = ? AND address = ? AND item_id < ?
         AND state <> 'left_out' LIMIT 1`,
      )
      .pluck();
    this.#setContact = database.prepare(
      `UPDATE bulk_items SET email = coalesce(@email, email), phone = coalesce(@phone, phone),
         updated_at = @now WHERE item_id = @item_id`,
    );
    const choosable = `i.job_id = @job_id AND i.state = @from AND i.blocked = 0
      AND i.item_id > @after`;
    this.#choosable = database
      .prepare<[object], number>(
        `SELECT i.item_id FROM bulk_items i WHERE ${choosable} ORDER BY i.item_id LIMIT @limit`,
      )
      .pluck();
    this.#choosableByFinding = database
      .prepare<[object], number>(
        `SELECT i.item_id FROM bulk_findings f JOIN bulk_items i USING (item_id)
         WHERE f.job_id = @job_id AND f.code = @finding AND f.item_id > @after AND ${choosable}
         ORDER BY f.item_id LIMIT @limit`,
      )
      .pluck();
    this.#choose = database.prepare(
      `UPDATE bulk_items SET state = @to, accepted = @accepted
       WHERE item_id IN (SELECT value FROM json_each(@ids))
         AND job_id = @job_id AND state = @from AND blocked = 0`,
    );
    this.#leaveOutWaiting = database.prepare(
      `UPDATE bulk_items SET state = 'left_out' WHERE item_id IN
         (SELECT item_id FROM bulk_items WHERE job_id = ? AND state = 'waiting' LIMIT ?)`,
    );
    this.#retry = database.prepare(
      `UPDATE bulk_items SET state = 'waiting', reason = NULL, reason_detail = NULL
       WHERE item_id IN (SELECT item_id FROM bulk_items
         WHERE job_id = ? AND state IN ('skipped', 'refused') LIMIT ?)`,
    );
    this.#undoable = database
      .prepare<[number, number], number>(
        `SELECT application_id FROM bulk_items WHERE job_id = ? AND state = 'done' AND updated_at >= ?
         AND (from_stage_id IS NOT NULL OR certificate_id IS NOT NULL) ORDER BY item_id`,
      )
      .pluck();
    this.#trace = database
      .prepare<[number, number], [number, number, number, number]>(
        `SELECT from_stage_id, from_step_id, to_stage_id, to_step_id FROM bulk_items
         WHERE job_id = ? AND application_id = ? AND state = 'done' AND from_stage_id IS NOT NULL`,
      )
      .raw();
    this.#sent = database
      .prepare<[number, number], string>(
        `SELECT token FROM certificates WHERE certificate_id = (SELECT certificate_id
           FROM bulk_items WHERE job_id = ? AND application_id = ? AND state = 'done')`,
      )
      .pluck();
  }

  /** The token of what a job sent for an application, or undefined. */
  sentToken(jobId: number, applicationId: number): string | undefined {
    return this.#sent.get(jobId, applicationId);
  }

  /** @param checked whether the row needs no check any more */
  insert(jobId: number, applicationId: number, checked: boolean, now: number): void {
    this.#insert.run(jobId, applicationId, checked ? 1 : 0, now);
  }

  find(itemId: number, jobId: number): StoredItem | undefined {
    return this.#find.get(itemId, jobId);
  }

  unchecked(jobId: number, limit: number): StoredItem[] {
    return this.#unchecked.all(jobId, limit);
  }

  waiting(jobId: number, limit: number): StoredItem[] {
    return this.#waiting.all(jobId, limit);
  }

  /** Writes what a check found, in the place of what an earlier one did. */
  setFindings(
    item: StoredItem,
    findings: readonly Finding[],
    outcome: { state: 'waiting' | 'left_out'; blocked: boolean; address: string | null },
  ): void {
    this.#dropFindings.run(item.item_id);
    for (const { code, detail } of findings) {
      this.#addFinding.run(item.item_id, code, item.job_id, JSON.stringify(detail));
    }
    this.#checked.run({ ...outcome, blocked: outcome.blocked ? 1 : 0, item_id: item.item_id });
  }

  /** Writes what became of a row, once. @returns whether it was still its turn */
  setResult(itemId: number, result: ItemResult, now: number): boolean {
    const { state, reason = null, detail, certificate_id = null, from, to } = result;
    return (
      this.#result.run({
        ...{ item_id: itemId, state, reason, certificate_id, now },
        detail: detail ? JSON.stringify(detail) : null,
        from_stage: from?.stage_id ?? null,
        from_step: from?.step_id ?? null,
        to_stage: to?.stage_id ?? null,
        to_step: to?.step_id ?? null,
      }).changes === 1
    );
  }

  /** Whether an earlier row of the job that is not left out goes to the same address. */
  addressTaken(jobId: number, address: string, itemId: number): boolean {
    return this.#addressTaken.get(jobId, address, itemId) === 1;
  }

  setContact(
    itemId: number,
    contact: { email: string | null; phone: string | null },
    now: number,
  ): void {
    this.#setContact.run({ ...contact, item_id: itemId, now });
  }

  /**
   * Rows that can be put in (`include`) or left out, after a row: of every finding, or of one.
   * @returns item_ids in order, at most `limit`
   */
  choosable(
    jobId: number,
    include: boolean,
    finding: string | undefined,
    after: number,
    limit: number,
  ): number[] {
    const from = include ? 'left_out' : 'waiting';
    const parameters = { job_id: jobId, from, after, limit };
    return finding === undefined
      ? this.#choosable.all(parameters)
      : this.#choosableByFinding.all({ ...parameters, finding });
  }

  /** Puts rows in, or leaves them out; those that a blocker keeps out stay out. */
  choose(jobId: number, include: boolean, itemIds: readonly number[]): void {
    this.#choose.run({
      job_id: jobId,
      from: include ? 'left_out' : 'waiting',
      to: include ? 'waiting' : 'left_out',
      accepted: include ? 1 : 0,
      ids: JSON.stringify(itemIds),
    });
  }

  /** Leaves some waiting rows out. @returns how many */
  leaveOutWaiting(jobId: number, limit: number): number {
    return this.#leaveOutWaiting.run(jobId, limit).changes;
  }

  /** Lets some rows that were not done wait again. @returns how many */
  retry(jobId: number, limit: number): number {
    return this.#retry.run(jobId, limit).changes;
  }

  /** Applications that an undo of the job can take back, of what it did since a time, in its order. */
  undoable(jobId: number, since: number): number[] {
    return this.#undoable.all(jobId, since);
  }

  /** Where a job found an application and left it, of what an undo can take back. */
  trace(jobId: number, applicationId: number): Trace | undefined {
    const row = this.#trace.get(jobId, applicationId);
    if (!row) return undefined;
    const [fromStage, fromStep, toStage, toStep] = row;
    return {
      from: { stage_id: fromStage, step_id: fromStep },
      to: { stage_id: toStage, step_id: toStep },
    };
  }
}
