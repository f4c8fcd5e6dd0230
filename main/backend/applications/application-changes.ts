import {
  type CertificateKindKey,
  certificateKind,
  certificateKinds,
} from '../../../shared/catalogue/certificate-kinds.ts';
import { type EventName, eventDefinitions } from '../../../shared/catalogue/events.ts';
import type { Database } from '../../database/database.ts';
import type { Platform } from '../../platform.ts';

/** An application as other features need to know it. */
export interface ApplicationIdentity {
  application_id: number;
  tob_resume_id: string;
  tob_position_id: number;
  resume_id: number;
  resume_name: string;
  resume_phone: string;
  resume_email: string;
  position_name: string;
  stage_type_id: number;
  stage_id: number;
  step_id: number;
  list_state: number;
  revision: number;
}

/**
 * What every feature that changes an application calls within its own transaction, so that the order
 * of changes, the revision and the history can't be forgotten.
 */
export class ApplicationChanges {
  readonly #platform: Platform;
  readonly #byIds;
  readonly #byId;
  readonly #touch;
  readonly #event;
  readonly #setCertificate;

  constructor(database: Database, platform: Platform) {
    this.#platform = platform;
    const identity = `
      SELECT a.application_id, CAST(a.tob_resume_id AS TEXT) AS tob_resume_id, a.tob_position_id,
        c.resume_id, c.name AS resume_name, c.phone AS resume_phone, c.email AS resume_email,
        p.name AS position_name, a.stage_type_id, a.stage_id, a.step_id, a.list_state, a.revision
      FROM applications a
      JOIN candidates c ON c.tob_resume_id = a.tob_resume_id
      JOIN positions p ON p.tob_position_id = a.tob_position_id`;
    this.#byIds = database.prepare<[bigint, number], ApplicationIdentity>(
      `${identity} WHERE a.tob_resume_id = ? AND a.tob_position_id = ?`,
    );
    this.#byId = database.prepare<[number], ApplicationIdentity>(
      `${identity} WHERE a.application_id = ?`,
    );
    this.#touch = database.prepare(
      `UPDATE applications SET updated_at = ?, revision = revision + 1,
         changed_sequence = (SELECT MAX(changed_sequence) + 1 FROM applications)
       WHERE application_id = ?`,
    );
    this.#event = database.prepare(
      `INSERT INTO application_events(application_event_id, application_id, event_id, uid, detail,
         created_at)
       VALUES (credo_next_id('application_events'), ?, ?, ?, ?, ?)`,
    );
    this.#setCertificate = new Map(
      certificateKinds.map(({ kind, applicationStatusColumn, applicationCertificateColumn }) => [
        kind as string,
        database.prepare<[number, number | null, number]>(
          `UPDATE applications SET ${applicationStatusColumn} = ?, ${applicationCertificateColumn} = ?
           WHERE application_id = ?`,
        ),
      ]),
    );
  }

  /** An application by its candidate and position, or undefined. */
  findByIds(tobResumeId: string, tobPositionId: number): ApplicationIdentity | undefined {
    return this.#byIds.get(BigInt(tobResumeId), tobPositionId);
  }

  /** An application by its own id, or undefined. */
  findById(applicationId: number): ApplicationIdentity | undefined {
    return this.#byId.get(applicationId);
  }

  /** Marks an application as changed now: newest in the order of changes, one revision up. */
  touch(applicationId: number): void {
    this.#touch.run(this.#platform.now(), applicationId);
  }

  /**
   * Writes an event to an application's history.
   * @param uid who did it; 0 for the candidate or the system
   * @param detail what is particular to the event; `history` answers it as it is
   */
  recordEvent(
    applicationId: number,
    name: EventName,
    uid: number,
    detail: Record<string, unknown> = {},
  ): void {
    this.#event.run(
      applicationId,
      eventDefinitions[name].event_id,
      uid,
      JSON.stringify(detail),
      this.#platform.now(),
    );
  }

  /** Notes the newest certificate of a kind and its filter value (`certificateFilterValue`); none: null and 0. */
  setCertificate(
    applicationId: number,
    kind: CertificateKindKey,
    certificateId: number | null,
    filterValue: number,
  ): void {
    this.#setCertificate
      .get(certificateKind(kind).kind)
      ?.run(filterValue, certificateId, applicationId);
  }
}
