import type { keptReasons } from '../../../shared/api/import-history.ts';
import type { Database } from '../../database/database.ts';
import { contactFields } from '../candidates/candidate-store.ts';
import { type Reference, referencesTo } from '../privacy/foreign-keys.ts';
import type { ImportedRow } from './import-row-store.ts';

export type KeptReason = (typeof keptReasons)[number];

/** References that an import makes itself, or that only remember it. */
const ownReferences: Readonly<Record<string, readonly string[]>> = {
  candidates: ['import_rows'],
  applications: ['import_rows', 'application_events'],
  positions: ['import_rows'],
};

/**
 * Takes back what an import did to one row, unless it was touched since: by a change, or by anything in
 * the workspace that refers to it.
 */
export class RowUndoer {
  readonly #references: ReadonlyMap<string, readonly Reference[]>;
  readonly #database: Database;
  readonly #candidate;
  readonly #application;
  readonly #position;
  readonly #events;
  readonly #deleteEvents;
  readonly #clear;

  constructor(database: Database) {
    this.#database = database;
    this.#references = referencesTo(database);
    const reader = <Key extends bigint | number>(sql: string) =>
      database.prepare<[Key], number>(sql).pluck();
    this.#candidate = reader<bigint>('SELECT updated_at FROM candidates WHERE tob_resume_id = ?');
    this.#application = reader<number>(
      'SELECT revision FROM applications WHERE application_id = ?',
    );
    this.#position = reader<number>('SELECT updated_at FROM positions WHERE tob_position_id = ?');
    this.#events = reader<number>(
      'SELECT COUNT(*) FROM (SELECT 1 FROM application_events WHERE application_id = ? LIMIT 2)',
    );
    this.#deleteEvents = database.prepare<[number]>(
      'DELETE FROM application_events WHERE application_id = ?',
    );
    this.#clear = {
      phone: database.prepare(`UPDATE candidates SET phone = '' WHERE tob_resume_id = ?`),
      email: database.prepare(`UPDATE candidates SET email = '' WHERE tob_resume_id = ?`),
      id_number: database.prepare(`UPDATE candidates SET id_number = '' WHERE tob_resume_id = ?`),
      department: database.prepare(
        `UPDATE positions SET department = '' WHERE tob_position_id = ?`,
      ),
    };
  }

  /** Runs in the caller's transaction. @returns why the row stays, or undefined where it is undone */
  undo(row: ImportedRow): KeptReason | undefined {
    switch (row.what) {
      case 'application':
        return this.#undoApplication(row.application_id ?? 0, row.mark);
      case 'candidate':
        return this.#undoCandidate(row.tob_resume_id ?? 0n, row.mark);
      case 'fill':
        return this.#undoFill(row);
      case 'position':
        return this.#undoPosition(row.tob_position_id ?? 0, row.mark);
      case 'department':
        return this.#undoDepartment(row);
    }
  }

  #undoApplication(id: number, mark: number): KeptReason | undefined {
    if (this.#application.get(id) !== mark || (this.#events.get(id) ?? 0) > 1) return 'changed';
    if (this.#isUsed('applications', id)) return 'inUse';
    this.#deleteEvents.run(id);
    this.#delete('applications', 'application_id', id);
    return undefined;
  }

  #undoCandidate(id: bigint, mark: number): KeptReason | undefined {
    if (this.#isUsed('candidates', id, 'applications')) return 'hasApplications';
    if (this.#candidate.get(id) !== mark) return 'changed';
    if (this.#isUsed('candidates', id)) return 'inUse';
    this.#delete('candidates', 'tob_resume_id', id);
    return undefined;
  }

  #undoFill({ tob_resume_id, mark, mark_before, fields }: ImportedRow): KeptReason | undefined {
    const id = tob_resume_id ?? 0n;
    if (this.#candidate.get(id) !== mark) return 'changed';
    for (const field of contactFields) {
      if (fields.split(',').includes(field)) this.#clear[field].run(id);
    }
    this.#database
      .prepare('UPDATE candidates SET updated_at = ? WHERE tob_resume_id = ?')
      .run(mark_before, id);
    return undefined;
  }

  #undoPosition(id: number, mark: number): KeptReason | undefined {
    if (this.#isUsed('positions', id, 'applications')) return 'hasApplications';
    if (this.#position.get(id) !== mark) return 'changed';
    if (this.#isUsed('positions', id)) return 'inUse';
    this.#delete('positions', 'tob_position_id', id);
    return undefined;
  }

  #undoDepartment({ tob_position_id, mark, mark_before }: ImportedRow): KeptReason | undefined {
    const id = tob_position_id ?? 0;
    if (this.#position.get(id) !== mark) return 'changed';
    this.#clear.department.run(id);
    this.#database
      .prepare('UPDATE positions SET updated_at = ? WHERE tob_position_id = ?')
      .run(mark_before, id);
    return undefined;
  }

  /** Whether a row of another table refers to it; of one table alone where that is named. */
  #isUsed(table: string, id: bigint | number, only?: string): boolean {
    return (this.#references.get(table) ?? []).some((reference) => {
      if (only !== undefined && reference.table !== only) return false;
      if (ownReferences[table]?.includes(reference.table)) return false;
      return (
        this.#database
          .prepare(`SELECT 1 FROM "${reference.table}" WHERE "${reference.column}" = ? LIMIT 1`)
          .get(id) !== undefined
      );
    });
  }

  #delete(table: string, column: string, id: bigint | number): void {
    this.#database.prepare(`DELETE FROM "${table}" WHERE "${column}" = ?`).run(id);
  }
}
