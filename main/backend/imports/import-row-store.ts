import type { Database } from '../../database/database.ts';

/** What an import did to a row. */
export interface ImportedRow {
  import_row_id: number;
  what: 'candidate' | 'fill' | 'application' | 'position' | 'department';
  tob_resume_id: bigint | null;
  application_id: number | null;
  tob_position_id: number | null;
  fields: string;
  mark: number;
  mark_before: number | null;
}

/** Notes what an import creates and changes, within the transaction that does it. */
export class ImportRowStore {
  readonly #candidate;
  readonly #application;
  readonly #position;

  constructor(database: Database) {
    this.#candidate = database.prepare<[number, string, string, number | null, bigint]>(
      `INSERT INTO import_rows(import_id, what, tob_resume_id, fields, mark, mark_before)
       SELECT ?, ?, tob_resume_id, ?, updated_at, ? FROM candidates WHERE tob_resume_id = ?`,
    );
    this.#application = database.prepare<[number, number]>(
      `INSERT INTO import_rows(import_id, what, application_id, mark)
       SELECT ?, 'application', application_id, revision FROM applications
       WHERE application_id = ?`,
    );
    this.#position = database.prepare<[number, string, number | null, number]>(
      `INSERT INTO import_rows(import_id, what, tob_position_id, mark, mark_before)
       SELECT ?, ?, tob_position_id, updated_at, ? FROM positions WHERE tob_position_id = ?`,
    );
  }

  candidateCreated(importId: number, tobResumeId: string): void {
    this.#candidate.run(importId, 'candidate', '', null, BigInt(tobResumeId));
  }

  /** @param before `updated_at` of the candidate before, milliseconds */
  candidateFilled(
    importId: number,
    tobResumeId: string,
    fields: readonly string[],
    before: number,
  ): void {
    this.#candidate.run(importId, 'fill', fields.join(), before, BigInt(tobResumeId));
  }

  applicationCreated(importId: number, applicationId: number): void {
    this.#application.run(importId, applicationId);
  }

  positionCreated(importId: number, tobPositionId: number): void {
    this.#position.run(importId, 'position', null, tobPositionId);
  }

  /** @param before `updated_at` of the position before, milliseconds */
  departmentSet(importId: number, tobPositionId: number, before: number): void {
    this.#position.run(importId, 'department', before, tobPositionId);
  }
}
