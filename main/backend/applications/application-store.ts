import { CredoError } from '../../../shared/errors.ts';
import type { Database } from '../../database/database.ts';
import { type Platform, randomBigId } from '../../platform.ts';
import { type ApplicationValues, emptyApplicationValues } from './application-columns.ts';
import { nameSort } from './name-sort.ts';

export interface NewCandidate {
  /** 64-bit id as digits; a random one by default. */
  tob_resume_id?: string;
  resume_id?: number;
  name: string;
  phone?: string;
  email?: string;
  id_number?: string;
  /** Milliseconds; now by default. */
  created_at?: number;
}

export interface NewApplication {
  tob_resume_id: string;
  tob_position_id: number;
  /** The first stage of the position's process by default. */
  stage_id?: number;
  /** The first step of the stage by default. */
  step_id?: number;
  /** 1 in progress (default), 2 eliminated or archived. */
  list_state?: 1 | 2;
  /** Milliseconds; now by default. */
  applied_at?: number;
  /** Milliseconds; `applied_at` by default. */
  updated_at?: number;
  /** Statuses and the like; nothing happened yet by default. */
  values?: Partial<ApplicationValues>;
}

interface Place {
  process_id: number;
  stage_type_id: number;
  stage_id: number;
  step_id: number | null;
}

/**
 * Writes candidates, positions and applications, one at a time or a hundred thousand: its statements
 * are prepared once. It opens no transaction and records no event; the caller does both.
 */
export class ApplicationStore {
  readonly #platform: Platform;
  readonly #insertCandidate;
  readonly #updateCandidate;
  readonly #insertPosition;
  readonly #insertApplication;
  readonly #candidateName;
  readonly #firstPlace;
  readonly #place;

  constructor(database: Database, platform: Platform) {
    this.#platform = platform;
    this.#insertCandidate = database.prepare(
      `INSERT INTO candidates(tob_resume_id, resume_id, name, name_sort, phone, email, id_number,
         created_at, updated_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#updateCandidate = database.prepare(
      `UPDATE candidates SET name = @name, name_sort = @name_sort, phone = coalesce(@phone, phone),
         email = coalesce(@email, email), id_number = coalesce(@id_number, id_number),
         updated_at = @updated_at
       WHERE tob_resume_id = @tob_resume_id`,
    );
    this.#insertPosition = database.prepare(
      `INSERT INTO positions(tob_position_id, name, department, process_id, created_at, updated_at)
       VALUES (coalesce(?, credo_next_id('positions')), ?, ?, ?, ?, ?)`,
    );
    const names = Object.keys(emptyApplicationValues);
    this.#insertApplication = database.prepare(
      `INSERT INTO applications(application_id, tob_resume_id, tob_position_id, process_id,
         stage_type_id, stage_id, step_id, list_state, name_sort, applied_at, updated_at,
         changed_sequence, applied_sequence, ${names.join(', ')})
       VALUES (credo_next_id('applications'), @tob_resume_id, @tob_position_id, @process_id,
         @stage_type_id, @stage_id, @step_id,
         @list_state, @name_sort, @applied_at, @updated_at,
         (SELECT coalesce(MAX(changed_sequence), 0) + 1 FROM applications),
         (SELECT coalesce(MAX(changed_sequence), 0) + 1 FROM applications),
         ${names.map((name) => `@${name}`).join(', ')})`,
    );
    this.#candidateName = database.prepare<[bigint], { name_sort: string }>(
      'SELECT name_sort FROM candidates WHERE tob_resume_id = ?',
    );
    const place = `
      SELECT p.process_id, s.stage_type_id, s.stage_id,
        (SELECT step_id FROM steps WHERE stage_id = s.stage_id AND (@step_id = 0 OR step_id = @step_id)
         ORDER BY position LIMIT 1) AS step_id
      FROM positions p JOIN stages s ON s.process_id = p.process_id
      WHERE p.tob_position_id = @tob_position_id`;
    this.#firstPlace = database.prepare<[object], Place>(`${place} ORDER BY s.position LIMIT 1`);
    this.#place = database.prepare<[object], Place>(`${place} AND s.stage_id = @stage_id`);
  }

  /** Writes a candidate. @returns `tob_resume_id` */
  createCandidate(candidate: NewCandidate): string {
    const id = candidate.tob_resume_id ?? randomBigId(this.#platform);
    const created = candidate.created_at ?? this.#platform.now();
    this.#insertCandidate.run(
      BigInt(id),
      candidate.resume_id ?? 0,
      candidate.name,
      nameSort(candidate.name),
      candidate.phone ?? '',
      candidate.email ?? '',
      candidate.id_number ?? '',
      created,
      created,
    );
    return id;
  }

  /** Changes a candidate; what is not given stays. The order by name of the applications follows. */
  updateCandidate(
    tobResumeId: string,
    fields: { name: string; phone?: string; email?: string; id_number?: string },
  ): void {
    this.#updateCandidate.run({
      tob_resume_id: BigInt(tobResumeId),
      name: fields.name,
      name_sort: nameSort(fields.name),
      phone: fields.phone ?? null,
      email: fields.email ?? null,
      id_number: fields.id_number ?? null,
      updated_at: this.#platform.now(),
    });
  }

  /** Writes a position, of the standard process by default. @returns `tob_position_id` */
  createPosition(position: {
    tob_position_id?: number;
    name: string;
    department?: string;
    process_id?: number;
    created_at?: number;
  }): number {
    const created = position.created_at ?? this.#platform.now();
    const { lastInsertRowid } = this.#insertPosition.run(
      position.tob_position_id ?? null,
      position.name,
      position.department ?? '',
      position.process_id ?? 1,
      created,
      created,
    );
    return Number(lastInsertRowid);
  }

  /**
   * Writes an application, newest in the order of changes.
   * @returns `application_id`
   * @throws CredoError `candidateNotFound`, `positionNotFound`, or `stageNotFound` where the stage is
   * not of the position's process or the step not of the stage
   */
  createApplication(application: NewApplication): number {
    const { tob_resume_id, tob_position_id, stage_id = 0, step_id = 0 } = application;
    const candidate = this.#candidateName.get(BigInt(tob_resume_id));
    if (!candidate) throw new CredoError('candidateNotFound');
    const place = this.#findPlace(tob_position_id, stage_id, step_id);
    const applied = application.applied_at ?? this.#platform.now();
    const { lastInsertRowid } = this.#insertApplication.run({
      ...emptyApplicationValues,
      ...application.values,
      ...place,
      tob_resume_id: BigInt(tob_resume_id),
      tob_position_id,
      list_state: application.list_state ?? 1,
      name_sort: candidate.name_sort,
      applied_at: applied,
      updated_at: application.updated_at ?? applied,
    });
    return Number(lastInsertRowid);
  }

  #findPlace(tob_position_id: number, stage_id: number, step_id: number): Place {
    const place =
      stage_id === 0
        ? this.#firstPlace.get({ tob_position_id, step_id })
        : this.#place.get({ tob_position_id, stage_id, step_id });
    if (!place && !this.#firstPlace.get({ tob_position_id, step_id })) {
      throw new CredoError('positionNotFound');
    }
    if (!place || place.step_id === null) throw new CredoError('stageNotFound');
    return place;
  }
}
