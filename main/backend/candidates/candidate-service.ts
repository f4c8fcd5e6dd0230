import type { createCandidate } from '../../../shared/api/candidates.ts';
import type { ParsedRequestOf, ResultsOf } from '../../../shared/api/endpoint.ts';
import { CredoError, type ErrorName } from '../../../shared/errors.ts';
import type { Database } from '../../database/database.ts';
import type { ApplicationChanges } from '../applications/application-changes.ts';
import type { ApplicationStore } from '../applications/application-store.ts';
import type { LiveEvents } from '../live/live-events.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import type { CandidateStore, ContactField } from './candidate-store.ts';
import { normaliseEmail, normaliseIdNumber, normalisePhone } from './contact.ts';

/** The refusal for a person who is known already, by what they were recognised by. */
const duplicateErrors = {
  phone: 'candidatePhoneExists',
  email: 'candidateEmailExists',
  id_number: 'candidateIdNumberExists',
} as const satisfies Record<ContactField, ErrorName>;

export interface CandidateParts {
  database: Database;
  candidates: CandidateStore;
  applications: ApplicationStore;
  changes: ApplicationChanges;
  live: LiveEvents;
  workspace: WorkspaceService;
}

/** Adds candidates one at a time. */
export class CandidateService {
  readonly #parts: CandidateParts;

  constructor(parts: CandidateParts) {
    this.#parts = parts;
  }

  /**
   * Creates a candidate, and an application where a position is given. With `use_existing`, a
   * candidate known by phone, mail address or ID number gets the application instead.
   * @throws CredoError `phoneInvalid`, `emailInvalid`, `idNumberInvalid`; `candidatePhoneExists` and
   * its like for a person known already; `applicationExists`; what `createApplication` throws
   */
  create(fields: ParsedRequestOf<typeof createCandidate>): ResultsOf<typeof createCandidate> {
    const { database, candidates, applications, changes, live, workspace } = this.#parts;
    const keys = {
      phone: normalisePhone(fields.resume_phone),
      email: normaliseEmail(fields.resume_email),
      id_number: normaliseIdNumber(fields.id_number),
    };
    const { tob_position_id, stage_id } = fields;
    return database.transaction(() => {
      const match = candidates.findMatches(keys)[0];
      if (match && fields.use_existing === 0) {
        throw new CredoError(duplicateErrors[match.field], { name: match.candidate.name });
      }
      const existing = match !== undefined;
      const tob_resume_id =
        match?.candidate.tob_resume_id ??
        applications.createCandidate({ name: fields.resume_name, ...keys });
      if (tob_position_id === 0) return { tob_resume_id, application_id: null, existing };
      if (match && candidates.findApplication(tob_resume_id, tob_position_id) !== undefined) {
        throw new CredoError('applicationExists', { name: match.candidate.name });
      }
      const application_id = applications.createApplication({
        tob_resume_id,
        tob_position_id,
        stage_id,
      });
      changes.recordEvent(application_id, 'candidateCreated', workspace.user.uid);
      live.publish({ type: 'applications' });
      return { tob_resume_id, application_id, existing };
    })();
  }
}
