import type { LiveEvent } from '../../../shared/api/events.ts';
import { certificateFilterValue } from '../../../shared/catalogue/certificate-kinds.ts';
import type { EventName } from '../../../shared/catalogue/events.ts';
import type { ApplicationChanges } from '../applications/application-changes.ts';
import type { LiveEvents } from '../live/live-events.ts';
import type { CertificateRow, CertificateState, CertificateStore } from './certificate-store.ts';

type Change = Extract<LiveEvent, { type: 'certificate' }>['change'];

/** What a step of the lifecycle is recorded as. */
export interface CertificateStep {
  event: EventName;
  change: Change;
  /** Who did it; 0 for the candidate. */
  uid: number;
  /** Particular to the event, beside the certificate's id and kind. */
  detail?: Record<string, unknown>;
}

/**
 * What every step of a certificate's life does beside its own row, within the caller's transaction:
 * the application's status, order and history, and the live update.
 */
export class CertificateChanges {
  readonly #store: CertificateStore;
  readonly #applications: ApplicationChanges;
  readonly #live: LiveEvents;

  constructor(store: CertificateStore, applications: ApplicationChanges, live: LiveEvents) {
    this.#store = store;
    this.#applications = applications;
    this.#live = live;
  }

  /** Writes a certificate's new state and everything that goes with it. */
  apply(
    certificate: CertificateRow,
    state: Partial<CertificateState>,
    step: CertificateStep,
  ): void {
    this.record(this.#store.update(certificate, state), step);
  }

  /** Records a step of a certificate whose row is written already. */
  record(certificate: CertificateRow, step: CertificateStep): void {
    const { application_id, certificate_id, kind } = certificate;
    const newest = this.#store.newest(certificate);
    // One that was taken back is not the newest any more: the one before it, or none, shows again.
    if (newest?.certificate_id === certificate_id || certificate.withdrawn_at !== null) {
      this.#applications.setCertificate(
        application_id,
        kind,
        newest?.certificate_id ?? null,
        newest
          ? certificateFilterValue(newest.status, newest.review_status, newest.disputed === 1)
          : 0,
      );
    }
    this.#applications.recordEvent(application_id, step.event, step.uid, {
      certificate_id,
      kind,
      ...step.detail,
    });
    this.#applications.touch(application_id);
    this.announce(certificate, step.change);
  }

  /** Tells the recruiter's screens. */
  announce(certificate: CertificateRow, change: Change): void {
    const { application_id, certificate_id, resume_name } = certificate;
    this.#live.publish({
      type: 'certificate',
      certificate_id,
      application_id,
      change,
      resume_name,
    });
  }
}
