import { certificateStatus, reviewStatus } from '../../../shared/catalogue/certificate-kinds.ts';
import { CredoError } from '../../../shared/errors.ts';
import { isSealed } from '../../../shared/sync/sealed.ts';
import type { Platform } from '../../platform.ts';
import type { CertificateRow, CertificateStore } from './certificate-store.ts';

/** Finds certificates, by id for the recruiter and by token for the candidate. */
export class CertificateAccess {
  readonly #store: CertificateStore;
  readonly #platform: Platform;

  constructor(store: CertificateStore, platform: Platform) {
    this.#store = store;
    this.#platform = platform;
  }

  /** @throws CredoError `certificateNotFound` */
  byId(certificateId: number): CertificateRow {
    const certificate = this.#store.findById(certificateId);
    if (!certificate) throw new CredoError('certificateNotFound');
    return certificate;
  }

  /**
   * The certificate of a candidate's token. Unknown, malformed, expired and revoked tokens take the
   * same way to the same error.
   * @throws CredoError `tokenInvalid`
   */
  byToken(token: string): CertificateRow {
    // A certificate of another device holds the hash of its token, which opens nothing.
    const certificate = isSealed(token) ? undefined : this.#store.findByToken(token);
    if (
      !certificate ||
      certificate.revoked_at !== null ||
      certificate.expires_at <= this.#platform.now()
    ) {
      throw new CredoError('tokenInvalid');
    }
    return certificate;
  }

  /**
   * As `byToken`, for a candidate who is about to upload or submit.
   * @throws CredoError `tokenInvalid`, `certificateAlreadyReviewed`
   */
  openByToken(token: string): CertificateRow {
    const certificate = this.byToken(token);
    if (!isOpen(certificate)) throw new CredoError('certificateAlreadyReviewed');
    return certificate;
  }
}

/** Whether the candidate may upload and submit: no verdict of pass or fail, or a new upload asked for. */
export function isOpen({ status, review_status, reopened_at }: CertificateRow): boolean {
  if (status === certificateStatus.awaitingFeedback || reopened_at !== null) return true;
  return review_status !== reviewStatus.passed && review_status !== reviewStatus.failed;
}
