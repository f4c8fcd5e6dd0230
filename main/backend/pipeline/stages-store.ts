import type { Database } from '../../database/database.ts';

export interface Stage {
  stage_id: number;
  stage_type_id: number;
  stage_name: string;
  steps: { step_id: number; step_name: string }[];
}

/** Stages and steps of the processes. */
export class StagesStore {
  readonly #stages;
  readonly #steps;

  constructor(database: Database) {
    this.#stages = database.prepare<[number], Omit<Stage, 'steps'>>(
      `SELECT stage_id, stage_type_id, name AS stage_name FROM stages
       WHERE process_id = ? ORDER BY position, stage_id`,
    );
    this.#steps = database.prepare<[number], { step_id: number; step_name: string }>(
      'SELECT step_id, name AS step_name FROM steps WHERE stage_id = ? ORDER BY position, step_id',
    );
  }

  /** The stages of a process in order, each with its steps; process 0 is the standard process. */
  list(processId: number): Stage[] {
    return this.#stages
      .all(processId === 0 ? 1 : processId)
      .map((stage) => ({ ...stage, steps: this.#steps.all(stage.stage_id) }));
  }
}
