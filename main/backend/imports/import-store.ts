import type { ImportStatus } from '../../../shared/api/candidates.ts';
import type { Database } from '../../database/database.ts';

/** Imports and what became of them. */
export class ImportStore {
  readonly #insert;
  readonly #update;
  readonly #find;
  readonly #unfinished;

  constructor(database: Database) {
    this.#insert = database.prepare(
      `INSERT INTO imports(kind, file_name, dry_run, uid, state, status, created_at, updated_at)
       VALUES (@kind, @file_name, @dry_run, @uid, @state, '{}', @now, @now)`,
    );
    this.#update = database.prepare(
      'UPDATE imports SET state = ?, status = ?, updated_at = ? WHERE import_id = ?',
    );
    this.#find = database
      .prepare<[number], string>('SELECT status FROM imports WHERE import_id = ?')
      .pluck();
    this.#unfinished = database
      .prepare<[], string>(`SELECT status FROM imports WHERE state IN ('parsing', 'running')`)
      .pluck();
  }

  /** Writes a new import. @param uid who imports @param now milliseconds */
  create(status: Omit<ImportStatus, 'import_id'>, uid: number, now: number): ImportStatus {
    const { kind, file_name, state } = status;
    const dry_run = status.dry_run ? 1 : 0;
    const { lastInsertRowid } = this.#insert.run({ kind, file_name, dry_run, state, uid, now });
    const created = { import_id: Number(lastInsertRowid), ...status };
    this.save(created, now);
    return created;
  }

  save(status: ImportStatus, now: number): void {
    this.#update.run(status.state, JSON.stringify(status), now, status.import_id);
  }

  find(importId: number): ImportStatus | undefined {
    const status = this.#find.get(importId);
    return status === undefined ? undefined : (JSON.parse(status) as ImportStatus);
  }

  /** Marks what a stop or a crash left unfinished as interrupted. */
  markInterrupted(now: number): void {
    for (const text of this.#unfinished.all()) {
      this.save({ ...(JSON.parse(text) as ImportStatus), state: 'interrupted' }, now);
    }
  }
}
