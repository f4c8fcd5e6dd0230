import type { ImportStatus } from '../../../shared/api/candidates.ts';
import type { Database } from '../../database/database.ts';
import type { ImportedRow } from './import-row-store.ts';
import type { KeptReason } from './row-undoer.ts';

/** An import with what became of undoing it. Times in milliseconds. */
export interface HistoryRow {
  import_id: number;
  status: ImportStatus;
  uname: string;
  created_at: number;
  has_rows: number;
  undo: UndoRow | undefined;
}

export interface UndoRow {
  import_id: number;
  state: 'running' | 'finished';
  next_row_id: number;
  total: number;
  processed: number;
  undone: number;
  kept: number;
  uid: number;
  started_at: number;
  ended_at: number | null;
  uname: string;
}

export interface KeptRow {
  what: ImportedRow['what'];
  name: string;
  position_name: string;
  reason: KeptReason;
}

/** Past imports, the rows they wrote, and how far an undoing has come. */
export class ImportHistoryStore {
  readonly #page;
  readonly #total;
  readonly #find;
  readonly #undo;
  readonly #running;
  readonly #begin;
  readonly #nextRow;
  readonly #keep;
  readonly #forget;
  readonly #progress;
  readonly #kept;

  constructor(database: Database) {
    const history = `
      SELECT i.import_id, i.status, coalesce(u.name, '') AS uname, i.created_at,
        EXISTS (SELECT 1 FROM import_rows r WHERE r.import_id = i.import_id) AS has_rows
      FROM imports i LEFT JOIN users u ON u.uid = i.uid WHERE i.dry_run = 0`;
    type Stored = Omit<HistoryRow, 'status' | 'undo'> & { status: string };
    this.#page = database.prepare<[number, number], Stored>(
      `${history} ORDER BY i.import_id DESC LIMIT ? OFFSET ?`,
    );
    this.#find = database.prepare<[number], Stored>(`${history} AND i.import_id = ?`);
    this.#total = database
      .prepare<[], number>('SELECT COUNT(*) FROM imports WHERE dry_run = 0')
      .pluck();
    this.#undo = database.prepare<[number], UndoRow>(
      `SELECT n.*, coalesce(u.name, '') AS uname FROM import_undos n
       LEFT JOIN users u ON u.uid = n.uid WHERE n.import_id = ?`,
    );
    this.#running = database
      .prepare<[], number>(`SELECT import_id FROM import_undos WHERE state = 'running'`)
      .pluck();
    this.#begin = database.prepare(
      `INSERT INTO import_undos(import_id, state, next_row_id, total, uid, started_at)
       SELECT @importId, 'running', coalesce(MAX(import_row_id), 0) + 1, COUNT(*), @uid, @now
       FROM import_rows WHERE import_id = @importId
       ON CONFLICT DO UPDATE SET state = 'running', next_row_id = excluded.next_row_id,
         total = excluded.total, processed = 0, kept = 0, uid = excluded.uid,
         started_at = excluded.started_at, ended_at = NULL`,
    );
    this.#nextRow = database.prepare<[number, number], ImportedRow>(
      `SELECT import_row_id, what, tob_resume_id, application_id, tob_position_id, fields, mark,
         mark_before
       FROM import_rows WHERE import_id = ? AND import_row_id < ?
       ORDER BY import_row_id DESC LIMIT 1`,
    );
    this.#nextRow.safeIntegers();
    this.#keep = database.prepare<[string, number]>(
      'UPDATE import_rows SET kept = ? WHERE import_row_id = ?',
    );
    this.#forget = database.prepare<[number]>('DELETE FROM import_rows WHERE import_row_id = ?');
    this.#progress = database.prepare(
      `UPDATE import_undos SET state = @state, next_row_id = @next_row_id,
         processed = @processed, undone = @undone, kept = @kept, ended_at = @ended_at
       WHERE import_id = @import_id`,
    );
    this.#kept = database.prepare<[number], KeptRow>(
      `SELECT r.what, r.kept AS reason,
         coalesce(c.name, ac.name, p.name, '') AS name, coalesce(ap.name, '') AS position_name
       FROM import_rows r
       LEFT JOIN candidates c ON c.tob_resume_id = r.tob_resume_id
       LEFT JOIN positions p ON p.tob_position_id = r.tob_position_id
       LEFT JOIN applications a ON a.application_id = r.application_id
       LEFT JOIN candidates ac ON ac.tob_resume_id = a.tob_resume_id
       LEFT JOIN positions ap ON ap.tob_position_id = a.tob_position_id
       WHERE r.import_id = ? AND r.kept IS NOT NULL ORDER BY r.import_row_id LIMIT 200`,
    );
  }

  page(page: number, size: number): { total: number; rows: HistoryRow[] } {
    const rows = this.#page.all(size, (page - 1) * size).map((row) => this.#complete(row));
    return { total: this.#total.get() ?? 0, rows };
  }

  find(importId: number): HistoryRow | undefined {
    const row = this.#find.get(importId);
    return row && this.#complete(row);
  }

  /** The undoing that has begun and not ended. */
  running(): number | undefined {
    return this.#running.get();
  }

  begin(importId: number, uid: number, now: number): void {
    this.#begin.run({ importId, uid, now });
  }

  undo(importId: number): UndoRow | undefined {
    return this.#undo.get(importId);
  }

  /** The newest row of an import below another one. */
  nextRow(importId: number, below: number): ImportedRow | undefined {
    const row = this.#nextRow.get(importId, below) as unknown as
      | Record<string, bigint | string | null>
      | undefined;
    if (!row) return undefined;
    const numbers = Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'bigint' && name !== 'tob_resume_id' ? Number(value) : value,
    ]);
    return Object.fromEntries(numbers) as ImportedRow;
  }

  /** Notes why a row stays. */
  keep(importRowId: number, reason: KeptReason): void {
    this.#keep.run(reason, importRowId);
  }

  /** A row that is as it was before the import needs no note any more. */
  forget(importRowId: number): void {
    this.#forget.run(importRowId);
  }

  progress(undo: Omit<UndoRow, 'uname' | 'uid' | 'total' | 'started_at'>): void {
    this.#progress.run(undo);
  }

  kept(importId: number): KeptRow[] {
    return this.#kept.all(importId);
  }

  #complete(row: Omit<HistoryRow, 'status' | 'undo'> & { status: string }): HistoryRow {
    return {
      ...row,
      status: JSON.parse(row.status) as ImportStatus,
      undo: this.#undo.get(row.import_id),
    };
  }
}
