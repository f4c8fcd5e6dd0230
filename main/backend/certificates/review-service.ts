import { reviewStatus } from '../../../shared/catalogue/certificate-kinds.ts';
import { CredoError } from '../../../shared/errors.ts';
import type { Database } from '../../database/database.ts';
import type { OutboxService } from '../../delivery/outbox-service.ts';
import type { Platform } from '../../platform.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import type { CertificateAccess } from './certificate-access.ts';
import type { CertificateChanges } from './certificate-changes.ts';
import type { SubmissionStore } from './submission-store.ts';

const dayMilliseconds = 86_400_000;

/** What the recruiter does with a certificate: verdicts, asking again, ending the link. */
export class ReviewService {
  readonly #database: Database;
  readonly #platform: Platform;
  readonly #access: CertificateAccess;
  readonly #changes: CertificateChanges;
  readonly #submissions: SubmissionStore;
  readonly #outbox: OutboxService;
  readonly #workspace: WorkspaceService;

  constructor(parts: {
    database: Database;
    platform: Platform;
    access: CertificateAccess;
    changes: CertificateChanges;
    submissions: SubmissionStore;
    outbox: OutboxService;
    workspace: WorkspaceService;
  }) {
    this.#database = parts.database;
    this.#platform = parts.platform;
    this.#access = parts.access;
    this.#changes = parts.changes;
    this.#submissions = parts.submissions;
    this.#outbox = parts.outbox;
    this.#workspace = parts.workspace;
  }

  /**
   * HR评审反馈: a verdict on the current submission. A verdict can be changed; each is kept. The same
   * verdict and remark once more change nothing. A pass ends a request for a new upload.
   * @throws CredoError `certificateNotFound`, `certificateNotSubmitted`
   */
  review(certificateId: number, verdict: number, remark: string): void {
    this.#database.transaction(() => {
      const certificate = this.#access.byId(certificateId);
      const { current_submission_id: submissionId } = certificate;
      if (submissionId === null) throw new CredoError('certificateNotSubmitted');
      const [last] = this.#submissions.reviews(certificateId);
      const repeated =
        last?.submission_id === submissionId &&
        last.review_status === verdict &&
        last.remark === remark;
      if (repeated) return;
      const { uid } = this.#workspace.user;
      this.#submissions.insertReview(certificateId, {
        submission_id: submissionId,
        review_status: verdict,
        remark,
        uid,
      });
      this.#changes.apply(
        certificate,
        {
          review_status: verdict,
          ...(verdict === reviewStatus.passed && { reopened_at: null, reopened_remark: '' }),
        },
        {
          event: 'certificateReviewed',
          change: 'reviewed',
          uid,
          detail: { review_status: verdict, remark },
        },
      );
    })();
  }

  /**
   * Lets the candidate upload again with the same link, whose time starts anew. The verdict stands
   * until the new submission.
   * @throws CredoError `certificateNotFound`, `certificateRevoked`, `certificateNotSubmitted`
   */
  requestNewUpload(certificateId: number, remark: string): void {
    this.#database.transaction(() => {
      const certificate = this.#access.byId(certificateId);
      if (certificate.revoked_at !== null) throw new CredoError('certificateRevoked');
      if (certificate.current_submission_id === null) {
        throw new CredoError('certificateNotSubmitted');
      }
      const now = this.#platform.now();
      const expiresAt = now + this.#workspace.limits.tokenDays * dayMilliseconds;
      this.#changes.apply(
        certificate,
        {
          reopened_at: now,
          reopened_remark: remark,
          expires_at: Math.max(certificate.expires_at, expiresAt),
        },
        {
          event: 'certificateReopened',
          change: 'reopened',
          uid: this.#workspace.user.uid,
          detail: { remark },
        },
      );
    })();
  }

  /**
   * Ends a link for good and cancels what still waits in the outbox with it. Once is enough: a second
   * time changes nothing.
   * @throws CredoError `certificateNotFound`
   */
  revoke(certificateId: number): void {
    this.#database.transaction(() => {
      const certificate = this.#access.byId(certificateId);
      if (certificate.revoked_at !== null) return;
      this.#outbox.cancelOfCertificate(certificateId);
      this.#changes.apply(
        certificate,
        { revoked_at: this.#platform.now() },
        { event: 'certificateRevoked', change: 'revoked', uid: this.#workspace.user.uid },
      );
    })();
  }
}
