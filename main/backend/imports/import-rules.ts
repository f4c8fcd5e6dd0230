import type { ImportOptions } from '../../../shared/api/candidates.ts';
import { defaultStages, stageTypes } from '../../../shared/catalogue/stages.ts';
import { CredoError } from '../../../shared/errors.ts';
import type { Database } from '../../database/database.ts';
import { contactFields, type KnownCandidate } from '../candidates/candidate-store.ts';
import type { ImportTarget, KnownPosition } from './import-target.ts';
import type { CandidateRecord, PositionRecord } from './records.ts';

/** What became of a row. */
export interface RowOutcome {
  outcome: 'created' | 'updated' | 'skipped';
  /** The row named a position that did not exist, and now it does. */
  createdPosition: boolean;
}

interface Place {
  stage_id: number;
  step_id: number;
}

const firstPlace: Place = { stage_id: 0, step_id: 0 };

/** Finds stages by the names a file may use: a stage's or step's own, in both languages. */
export class StageNames {
  readonly #places = new Map<string, Place>();

  constructor(database: Database) {
    const steps = database
      .prepare<[], { stage_id: number; step_id: number; stage: string; step: string }>(
        `SELECT s.stage_id, t.step_id, s.name AS stage, t.name AS step
         FROM stages s JOIN steps t ON t.stage_id = s.stage_id
         WHERE s.process_id = 1 ORDER BY s.position, t.position`,
      )
      .all();
    for (const { stage_id, step_id, stage, step } of steps) {
      this.#add(stage, { stage_id, step_id: 0 });
      this.#add(step, { stage_id, step_id });
    }
    for (const { stageId, stageTypeId, name, steps: named } of defaultStages) {
      const type = stageTypes.find((entry) => entry.stageTypeId === stageTypeId);
      for (const text of [name.en, type?.key, type?.label.zh, type?.label.en]) {
        this.#add(text ?? '', { stage_id: stageId, step_id: 0 });
      }
      for (const { stepId, name: step } of named) {
        this.#add(step.en, { stage_id: stageId, step_id: stepId });
      }
    }
  }

  /** @throws CredoError `importStageUnknown` */
  find(text: string): Place {
    if (text === '') return firstPlace;
    const place = this.#places.get(text.toLowerCase());
    if (!place) throw new CredoError('importStageUnknown', { value: text });
    return place;
  }

  /** The first of a name counts. */
  #add(text: string, place: Place): void {
    const key = text.toLowerCase();
    if (key !== '' && !this.#places.has(key)) this.#places.set(key, place);
  }
}

/**
 * Takes a candidate's row: a new person is created; somebody known by phone, mail address or ID number
 * gets what they lacked. Either gets the application unless they have it. Everything is decided before
 * anything is written.
 * @throws CredoError `importContactConflict`, `importNameConflict`, `importPosition…`,
 * `importStageUnknown`; nothing is written then
 */
export function takeCandidate(
  target: ImportTarget,
  record: CandidateRecord,
  options: ImportOptions,
  stages: StageNames,
): RowOutcome {
  const known = whoIs(target, record);
  const place = stages.find(record.stage);
  const position = whichPosition(target, record, options);
  const missing = known ? lacking(known, record) : {};

  const createdPosition = position === 'new';
  const tob_position_id =
    position === 'new' ? target.createPosition(record.position, '') : position?.tob_position_id;
  const { name, phone, email, id_number } = record;
  const tob_resume_id =
    known?.tob_resume_id ?? target.createCandidate({ name, phone, email, id_number });
  const filled = Object.keys(missing).length > 0;
  if (known && filled) target.fillCandidate(known, missing);
  const applies =
    tob_position_id !== undefined && !target.hasApplication(tob_resume_id, tob_position_id);
  if (applies) {
    const { applied_at } = record;
    target.createApplication({ tob_resume_id, tob_position_id, ...place, applied_at });
  }
  const outcome = !known ? 'created' : filled || applies ? 'updated' : 'skipped';
  return { outcome, createdPosition };
}

/** Takes a position's row: created unless there is one of the name, which gets a department it lacked. */
export function takePosition(target: ImportTarget, record: PositionRecord): RowOutcome {
  const existing = target.findPositionsByName(record.position);
  const same = existing.find(({ department }) => department === record.department) ?? existing[0];
  if (!same) {
    target.createPosition(record.position, record.department);
    return { outcome: 'created', createdPosition: true };
  }
  if (same.department !== '' || record.department === '') {
    return { outcome: 'skipped', createdPosition: false };
  }
  target.setDepartment(same.tob_position_id, record.department);
  return { outcome: 'updated', createdPosition: false };
}

function whoIs(target: ImportTarget, record: CandidateRecord): KnownCandidate | undefined {
  const matches = target.findMatches(record);
  const known = matches[0]?.candidate;
  if (!known) return undefined;
  const others = matches.filter(({ candidate }) => candidate.tob_resume_id !== known.tob_resume_id);
  if (others.length > 0) {
    const names = matches.map(({ candidate }) => candidate.name).join('、');
    throw new CredoError('importContactConflict', { names });
  }
  // One phone may serve a family: another name is another person, which only people can tell.
  if (comparable(known.name) !== comparable(record.name)) {
    throw new CredoError('importNameConflict', { name: known.name });
  }
  return known;
}

function comparable(name: string): string {
  return name.normalize('NFKC').replace(/\s/g, '').toLowerCase();
}

function lacking(known: KnownCandidate, record: CandidateRecord): Partial<CandidateRecord> {
  return Object.fromEntries(
    contactFields
      .filter((field) => known[field] === '' && record[field] !== '')
      .map((field) => [field, record[field]]),
  );
}

function whichPosition(
  target: ImportTarget,
  record: CandidateRecord,
  options: ImportOptions,
): KnownPosition | 'new' | undefined {
  const id = record.position_id || (record.position === '' ? options.tob_position_id : 0);
  if (id !== 0) {
    const position = target.findPosition(id);
    if (!position) throw new CredoError('importPositionUnknown', { value: String(id) });
    return position;
  }
  if (record.position === '') return undefined;
  const named = target.findPositionsByName(record.position);
  if (named.length > 1) throw new CredoError('importPositionAmbiguous', { value: record.position });
  if (named[0]) return named[0];
  if (options.create_positions === 0) {
    throw new CredoError('importPositionUnknown', { value: record.position });
  }
  return 'new';
}
