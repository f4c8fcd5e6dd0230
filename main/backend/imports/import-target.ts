import type { ApplicationChanges } from '../applications/application-changes.ts';
import type { ApplicationStore } from '../applications/application-store.ts';
import {
  type CandidateStore,
  type ContactKeys,
  type ContactMatch,
  contactFields,
  type KnownCandidate,
} from '../candidates/candidate-store.ts';
import type { PositionStore } from '../positions/position-store.ts';
import type { ImportRowStore } from './import-row-store.ts';

/** A position as an import needs to know it. */
export interface KnownPosition {
  tob_position_id: number;
  name: string;
  department: string;
}

/** An application an import adds. */
export interface ImportedApplication {
  tob_resume_id: string;
  tob_position_id: number;
  /** 0: the first of the process. */
  stage_id: number;
  step_id: number;
  /** Milliseconds; null: now. */
  applied_at: number | null;
}

/** What an import reads and writes: the workspace, or a dry run's picture of it. */
export interface ImportTarget {
  findMatches(keys: ContactKeys): ContactMatch[];
  hasApplication(tobResumeId: string, tobPositionId: number): boolean;
  findPositionsByName(name: string): KnownPosition[];
  findPosition(tobPositionId: number): KnownPosition | undefined;
  createCandidate(candidate: ContactKeys & { name: string }): string;
  fillCandidate(candidate: KnownCandidate, missing: Partial<ContactKeys>): void;
  createApplication(application: ImportedApplication): void;
  createPosition(name: string, department: string): number;
  setDepartment(tobPositionId: number, department: string): void;
}

export interface TargetParts {
  candidates: CandidateStore;
  positions: PositionStore;
  applications: ApplicationStore;
  changes: ApplicationChanges;
  rows: ImportRowStore;
  now: () => number;
}

/** The workspace itself. Every application is recorded as imported. */
export class WorkspaceTarget implements ImportTarget {
  readonly #parts: TargetParts;
  readonly #importId: number;
  readonly #uid: number;

  constructor(parts: TargetParts, importId: number, uid: number) {
    this.#parts = parts;
    this.#importId = importId;
    this.#uid = uid;
  }

  findMatches(keys: ContactKeys): ContactMatch[] {
    return this.#parts.candidates.findMatches(keys);
  }

  hasApplication(tobResumeId: string, tobPositionId: number): boolean {
    return this.#parts.candidates.findApplication(tobResumeId, tobPositionId) !== undefined;
  }

  findPositionsByName(name: string): KnownPosition[] {
    return this.#parts.positions.findByName(name);
  }

  findPosition(tobPositionId: number): KnownPosition | undefined {
    return this.#parts.positions.findById(tobPositionId);
  }

  createCandidate(candidate: ContactKeys & { name: string }): string {
    const tobResumeId = this.#parts.applications.createCandidate(candidate);
    this.#parts.rows.candidateCreated(this.#importId, tobResumeId);
    return tobResumeId;
  }

  fillCandidate({ tob_resume_id, name }: KnownCandidate, missing: Partial<ContactKeys>): void {
    const { applications, candidates, rows } = this.#parts;
    const before = candidates.updatedAt(tob_resume_id);
    applications.updateCandidate(tob_resume_id, { name, ...missing });
    rows.candidateFilled(this.#importId, tob_resume_id, Object.keys(missing), before);
  }

  createApplication({ applied_at, ...application }: ImportedApplication): void {
    const { applications, changes, rows, now } = this.#parts;
    const id = applications.createApplication({
      ...application,
      applied_at: applied_at ?? now(),
      updated_at: now(),
    });
    changes.recordEvent(id, 'candidateImported', this.#uid, { import_id: this.#importId });
    rows.applicationCreated(this.#importId, id);
  }

  createPosition(name: string, department: string): number {
    const tobPositionId = this.#parts.applications.createPosition({ name, department });
    this.#parts.rows.positionCreated(this.#importId, tobPositionId);
    return tobPositionId;
  }

  setDepartment(tobPositionId: number, department: string): void {
    const { positions, rows, now } = this.#parts;
    const before = positions.findById(tobPositionId)?.updated_at ?? now();
    positions.setDepartment(tobPositionId, department, now());
    rows.departmentSet(this.#importId, tobPositionId, before);
  }
}

/** The workspace as it would be after the rows so far: reads it, writes to memory alone. */
export class DryRunTarget implements ImportTarget {
  readonly #parts: TargetParts;
  readonly #people = new Map<string, KnownCandidate>();
  /** By `field:value`. */
  readonly #peopleByKey = new Map<string, KnownCandidate>();
  readonly #applications = new Set<string>();
  readonly #positions = new Map<number, KnownPosition>();
  readonly #positionsByName = new Map<string, KnownPosition>();
  /** Negative, so that no id of the workspace is meant. */
  #nextId = -1;

  constructor(parts: TargetParts) {
    this.#parts = parts;
  }

  findMatches(keys: ContactKeys): ContactMatch[] {
    const stored = this.#parts.candidates.findMatches(keys);
    const matches: ContactMatch[] = [];
    for (const field of contactFields) {
      const planned = this.#peopleByKey.get(`${field}:${keys[field]}`);
      const match = stored.find((entry) => entry.field === field);
      const candidate = planned ?? (match && this.#planned(match.candidate));
      if (keys[field] !== '' && candidate) matches.push({ field, candidate });
    }
    return matches;
  }

  hasApplication(tobResumeId: string, tobPositionId: number): boolean {
    return (
      this.#applications.has(`${tobResumeId}:${tobPositionId}`) ||
      this.#parts.candidates.findApplication(tobResumeId, tobPositionId) !== undefined
    );
  }

  findPositionsByName(name: string): KnownPosition[] {
    const planned = this.#positionsByName.get(name);
    return planned ? [planned] : this.#parts.positions.findByName(name);
  }

  findPosition(tobPositionId: number): KnownPosition | undefined {
    return this.#positions.get(tobPositionId) ?? this.#parts.positions.findById(tobPositionId);
  }

  createCandidate(candidate: ContactKeys & { name: string }): string {
    const tob_resume_id = String(this.#nextId--);
    this.#plan({ ...candidate, tob_resume_id });
    return tob_resume_id;
  }

  fillCandidate(candidate: KnownCandidate, missing: Partial<ContactKeys>): void {
    this.#plan({ ...candidate, ...missing });
  }

  createApplication({ tob_resume_id, tob_position_id }: ImportedApplication): void {
    this.#applications.add(`${tob_resume_id}:${tob_position_id}`);
  }

  createPosition(name: string, department: string): number {
    const position = { tob_position_id: this.#nextId--, name, department };
    this.#positions.set(position.tob_position_id, position);
    this.#positionsByName.set(name, position);
    return position.tob_position_id;
  }

  setDepartment(tobPositionId: number, department: string): void {
    const position = this.findPosition(tobPositionId);
    if (!position) return;
    const changed = { ...position, department };
    this.#positions.set(tobPositionId, changed);
    this.#positionsByName.set(position.name, changed);
  }

  #planned(candidate: KnownCandidate): KnownCandidate {
    return this.#people.get(candidate.tob_resume_id) ?? candidate;
  }

  #plan(candidate: KnownCandidate): void {
    this.#people.set(candidate.tob_resume_id, candidate);
    for (const field of contactFields) {
      if (candidate[field] !== '') this.#peopleByKey.set(`${field}:${candidate[field]}`, candidate);
    }
  }
}
