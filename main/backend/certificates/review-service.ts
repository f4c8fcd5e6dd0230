import type { CodedReason } from '../../../shared/api/certificate-slots.ts';
import { undoReviewMinutes } from '../../../shared/api/review-queue.ts';
import { reviewStatus } from '../../../shared/catalogue/certificate-kinds.ts';
import { CredoError } from '../../../shared/errors.ts';
import type { Database } from '../../database/database.ts';
import type { OutboxService } from '../../delivery/outbox-service.ts';
import type { Platform } from '../../platform.ts';
import { DerivedValues } from '../../sync/apply/derived-values.ts';
import type { CertificateSlots } from '../certificate-slots/certificate-slots.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import type { CertificateAccess } from './certificate-access.ts';
import type { CertificateChanges } from './certificate-changes.ts';
import type { CertificateRow } from './certificate-store.ts';
import type { ReviewRow, SubmissionStore } from './submission-store.ts';

const dayMilliseconds = 86_400_000;

/** What a verdict says beside itself and its internal remark. */
export interface VerdictWords {
  readonly reasons: readonly CodedReason[];
  /** In words meant for the candidate. */
  readonly candidate_remark: string;
}

const noWords: VerdictWords = { reasons: [], candidate_remark: '' };

/** What the recruiter does with a certificate: verdicts, asking again, ending the link. */
export class ReviewService {
  readonly #database: Database;
  readonly #platform: Platform;
  readonly #access: CertificateAccess;
  readonly #changes: CertificateChanges;
  readonly #submissions: SubmissionStore;
  readonly #outbox: OutboxService;
  readonly #workspace: WorkspaceService;
  readonly #slots: CertificateSlots;
  readonly #derived: DerivedValues;

  constructor(parts: {
    database: Database;
    platform: Platform;
    access: CertificateAccess;
    changes: CertificateChanges;
    submissions: SubmissionStore;
    outbox: OutboxService;
    workspace: WorkspaceService;
    slots: CertificateSlots;
  }) {
    this.#database = parts.database;
    this.#platform = parts.platform;
    this.#access = parts.access;
    this.#changes = parts.changes;
    this.#submissions = parts.submissions;
    this.#outbox = parts.outbox;
    this.#workspace = parts.workspace;
    this.#slots = parts.slots;
    this.#derived = new DerivedValues(parts.database);
  }

  /**
   * HR评审反馈: a verdict on the current submission. A verdict can be changed; each is kept. The same
   * verdict in the same words once more changes nothing. A pass ends a request for a new upload.
   * @throws CredoError `certificateNotFound`, `certificateNotSubmitted`
   */
  review(
    certificateId: number,
    verdict: number,
    remark: string,
    words: VerdictWords = noWords,
  ): void {
    this.#database.transaction(() => {
      const certificate = this.#access.byId(certificateId);
      const { current_submission_id: submissionId } = certificate;
      if (submissionId === null) throw new CredoError('certificateNotSubmitted');
      const [last] = this.#standingReviews(certificateId, submissionId);
      const { candidate_remark } = words;
      const reasons = this.#knownReasons(certificate, words.reasons);
      if (
        last?.review_status === verdict &&
        // Not while it is disputed: then saying it again settles it, citing both sides.
        certificate.review_status === verdict &&
        this.#sameWords(last, { remark, candidate_remark, reasons })
      ) {
        return;
      }
      const ends = verdict === reviewStatus.passed && certificate.reopened_at !== null;
      const { uid } = this.#workspace.user;
      this.#submissions.insertReview(certificateId, {
        submission_id: submissionId,
        review_status: verdict,
        remark,
        candidate_remark,
        reasons,
        uid,
        ended_reopened_at: ends ? certificate.reopened_at : null,
        ended_reopened_remark: ends ? certificate.reopened_remark : '',
      });
      this.#changes.apply(
        certificate,
        {
          review_status: verdict,
          ...(ends && { reopened_at: null, reopened_remark: '' }),
        },
        {
          event: 'certificateReviewed',
          change: 'reviewed',
          uid,
          detail: {
            review_status: verdict,
            remark,
            ...(reasons.length > 0 && { reasons }),
            ...(candidate_remark && { candidate_remark }),
          },
        },
      );
    })();
  }

  /**
   * 撤销评审: takes the newest verdict on the current submission back. What stood before it stands
   * again: the verdict before or none, and the request for a new upload that it ended, unless a newer
   * one was made since. Verdict and withdrawal both stay in the history.
   * @param verdict the one to take back
   * @returns the `review_status` that stands now
   * @throws CredoError `certificateNotFound`, or `reviewNotUndoable` where that is not the verdict that
   * stands, somebody else gave it, or it is older than `undoReviewMinutes`
   */
  undo(certificateId: number, verdict: number): number {
    return this.#database.transaction(() => {
      const certificate = this.#access.byId(certificateId);
      const { current_submission_id: submissionId } = certificate;
      const [last] = this.#standingReviews(certificateId, submissionId);
      const { uid } = this.#workspace.user;
      const oldest = this.#platform.now() - undoReviewMinutes * 60_000;
      if (last?.review_status !== verdict || last.uid !== uid || last.created_at < oldest) {
        throw new CredoError('reviewNotUndoable', { minutes: undoReviewMinutes });
      }
      this.#submissions.withdrawReview(last.review_id, uid);
      // What it had settled is disputed again.
      const restored = this.#derived.verdict(certificateId).reviewStatus;
      const reopens = last.ended_reopened_at !== null && certificate.reopened_at === null;
      this.#changes.apply(
        certificate,
        {
          review_status: restored,
          ...(reopens && {
            reopened_at: last.ended_reopened_at,
            reopened_remark: last.ended_reopened_remark,
          }),
        },
        {
          event: 'certificateReviewUndone',
          change: 'reviewed',
          uid,
          detail: { review_status: verdict, restored_review_status: restored },
        },
      );
      this.#derived.refresh(certificateId);
      return restored;
    })();
  }

  /** Each reason once, of slots that the certificate has. @throws CredoError `slotNotFound` */
  #knownReasons(certificate: CertificateRow, reasons: readonly CodedReason[]): CodedReason[] {
    const slots = this.#slots.of(certificate);
    const known = new Map<string, CodedReason>();
    for (const reason of reasons) {
      const { slot_key: slot } = reason;
      if (slot && !slots.some(({ slot_key }) => slot_key === slot)) {
        throw new CredoError('slotNotFound', { slot });
      }
      known.set(`${slot} ${reason.reason_code}`, reason);
    }
    return [...known.values()];
  }

  #sameWords(last: ReviewRow, words: VerdictWords & { remark: string }): boolean {
    if (last.remark !== words.remark || last.candidate_remark !== words.candidate_remark) {
      return false;
    }
    const given = this.#submissions
      .reasons(last.certificate_id)
      .filter(({ review_id }) => review_id === last.review_id);
    const text = (list: readonly CodedReason[]) =>
      list.map(({ slot_key, reason_code }) => `${slot_key} ${reason_code}`).join();
    return text(given) === text(words.reasons);
  }

  /** Verdicts on a submission that were not taken back, newest first. */
  #standingReviews(certificateId: number, submissionId: number | null): ReviewRow[] {
    return this.#submissions
      .reviews(certificateId)
      .filter((review) => review.submission_id === submissionId && review.withdrawn_at === null);
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
      const { uid } = this.#workspace.user;
      const usual = now + this.#workspace.limits.tokenDays * dayMilliseconds;
      const expires_at = Math.max(certificate.expires_at, usual);
      const ask = { uid, reason_code: '', remark, expires_at, created_at: now };
      this.#slots.ask(certificateId, ask);
      this.#changes.apply(
        certificate,
        {
          reopened_at: now,
          reopened_remark: remark,
          expires_at,
        },
        {
          event: 'certificateReopened',
          change: 'reopened',
          uid,
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
