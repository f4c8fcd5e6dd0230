import type { Database } from '../../database/database.ts';
import type { ColumnValue, FieldValue } from './field-values.ts';

/** Where an application can stand. */
export interface Place {
  stage_id: number;
  stage_name: string;
  stage_type_id: number;
  step_id: number;
  step_name: string;
}

/** An entry of an application's history as it is stored. */
export interface HistoryEntry {
  id: number;
  event_id: number;
  event_type: string;
  event_name: string;
  uid: number;
  uname: string;
  detail: string;
  created_at: number;
}

/** The statements behind moves, eliminations and the history. */
export class ChangesStore {
  readonly #database: Database;
  readonly #place;
  readonly #currentPlace;
  readonly #move;
  readonly #setState;
  readonly #history;
  readonly #historyTotal;

  constructor(database: Database) {
    this.#database = database;
    const place = `SELECT s.stage_id, s.name AS stage_name, s.stage_type_id,
      coalesce(t.step_id, 0) AS step_id, coalesce(t.name, '') AS step_name`;
    this.#place = database.prepare<[object], Place>(
      `${place} FROM applications a
       JOIN stages s ON s.stage_id = @stage_id AND s.process_id = a.process_id
       LEFT JOIN steps t ON t.stage_id = s.stage_id
       WHERE a.application_id = @application_id AND (@step_id = 0 OR t.step_id = @step_id)
       ORDER BY t.position, t.step_id LIMIT 1`,
    );
    this.#currentPlace = database.prepare<[number], Place>(
      `${place} FROM applications a
       JOIN stages s ON s.stage_id = a.stage_id
       LEFT JOIN steps t ON t.step_id = a.step_id
       WHERE a.application_id = ?`,
    );
    this.#move = database.prepare(
      `UPDATE applications SET stage_type_id = ?, stage_id = ?, step_id = ? WHERE application_id = ?`,
    );
    this.#setState = database.prepare(
      'UPDATE applications SET list_state = ? WHERE application_id = ?',
    );
    this.#history = database.prepare<[number, number, number], HistoryEntry>(
      `SELECT e.application_event_id AS id, e.event_id, coalesce(d.event_type, '') AS event_type,
         coalesce(d.event_name, '') AS event_name, e.uid, coalesce(u.name, '') AS uname, e.detail,
         e.created_at
       FROM application_events e
       LEFT JOIN event_definitions d USING (event_id)
       LEFT JOIN users u ON u.uid = e.uid
       WHERE e.application_id = ?
       ORDER BY e.application_event_id DESC LIMIT ? OFFSET ?`,
    );
    this.#historyTotal = database.prepare<[number], { total: number }>(
      'SELECT count(*) AS total FROM application_events WHERE application_id = ?',
    );
  }

  /** A stage of the application's process, at the step given or its first; undefined if none. */
  findPlace(applicationId: number, stageId: number, stepId: number): Place | undefined {
    return this.#place.get({ application_id: applicationId, stage_id: stageId, step_id: stepId });
  }

  /** Where the application stands. */
  currentPlace(applicationId: number): Place | undefined {
    return this.#currentPlace.get(applicationId);
  }

  move(applicationId: number, to: Place): void {
    this.#move.run(to.stage_type_id, to.stage_id, to.step_id, applicationId);
  }

  setState(applicationId: number, state: 1 | 2): void {
    this.#setState.run(state, applicationId);
  }

  /** The stored values of columns of an application. */
  values(applicationId: number, names: readonly string[]): Record<string, FieldValue> {
    return this.#database
      .prepare(`SELECT ${names.join(', ')} FROM applications WHERE application_id = ?`)
      .get(applicationId) as Record<string, FieldValue>;
  }

  setValues(applicationId: number, values: readonly ColumnValue[]): void {
    const assignments = values.map(({ applicationColumn }) => `${applicationColumn} = ?`);
    this.#database
      .prepare(`UPDATE applications SET ${assignments.join(', ')} WHERE application_id = ?`)
      .run(...values.map(({ stored }) => stored), applicationId);
  }

  /** A page of the history, newest first. */
  history(applicationId: number, size: number, offset: number): HistoryEntry[] {
    return this.#history.all(applicationId, size, offset);
  }

  historyTotal(applicationId: number): number {
    return this.#historyTotal.get(applicationId)?.total ?? 0;
  }
}
