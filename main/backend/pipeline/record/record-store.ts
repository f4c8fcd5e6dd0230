import {
  type CandidateApplication,
  type RequestedCertificate,
  recordLimit,
} from '../../../../shared/api/application-record.ts';
import type { Database } from '../../../database/database.ts';

type Times<Row, Keys extends keyof Row> = Omit<Row, Keys> & Record<Keys, number>;
/** Times in milliseconds. */
export type RawApplication = Times<CandidateApplication, 'applied_at' | 'updated_at'>;
export type RawCertificate = Times<
  Omit<RequestedCertificate, 'revoked' | 'disputed' | 'submitted_at'>,
  'created_at' | 'expires_at'
> & { submitted_at: number | null; revoked: 0 | 1; disputed: 0 | 1 };

/** Reads what belongs to an application: each by an index, whatever the size of the workspace. */
export class RecordStore {
  readonly #candidate;
  readonly #applications;
  readonly #certificates;

  constructor(database: Database) {
    // Ids of candidates are larger than a number holds: they stay text on their way.
    this.#candidate = database
      .prepare<[number], string>(
        'SELECT CAST(tob_resume_id AS TEXT) FROM applications WHERE application_id = ?',
      )
      .pluck();
    this.#applications = database.prepare<[bigint], RawApplication>(
      `SELECT a.application_id, a.tob_position_id, p.name AS position_name, a.stage_type_id,
         a.stage_id, coalesce(stage.name, '') AS stage_name, a.step_id,
         coalesce(step.name, '') AS step_name, a.list_state, a.applied_at, a.updated_at
       FROM applications a
       JOIN positions p ON p.tob_position_id = a.tob_position_id
       LEFT JOIN stages stage ON stage.stage_id = a.stage_id
       LEFT JOIN steps step ON step.step_id = a.step_id
       WHERE a.tob_resume_id = ?
       ORDER BY a.applied_at DESC, a.application_id DESC LIMIT ${recordLimit}`,
    );
    this.#certificates = database.prepare<[number], RawCertificate>(
      `SELECT certificate_id, kind, status, review_status, created_at, submitted_at, expires_at,
         revoked_at IS NOT NULL AS revoked,
         certificate_id IN (SELECT certificate_id FROM certificate_disputes) AS disputed
       FROM certificates WHERE application_id = ?
       ORDER BY created_at DESC, certificate_id DESC LIMIT ${recordLimit}`,
    );
  }

  /** Digits of the candidate's id, or undefined where there is no such application. */
  candidate(applicationId: number): string | undefined {
    return this.#candidate.get(applicationId);
  }

  /** Every application of a candidate, the newest first. */
  applications(candidateId: string): RawApplication[] {
    return this.#applications.all(BigInt(candidateId));
  }

  /** Every certificate requested for an application, the newest first. */
  certificates(applicationId: number): RawCertificate[] {
    return this.#certificates.all(applicationId);
  }
}
