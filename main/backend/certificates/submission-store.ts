import type { CodedReason } from '../../../shared/api/certificate-slots.ts';
import type { Attachment } from '../../../shared/api/certificates.ts';
import type { Database } from '../../database/database.ts';
import type { Platform } from '../../platform.ts';

/** A file of a submission: the stored file, under the id and name the candidate's page gave it. */
export interface SubmittedFile extends Attachment {
  attachment_id: number;
  submission_id: number;
  /** Empty where it is in no slot. */
  slot: string;
  /** When it went by the rules of retention, milliseconds. */
  purged_at: number | null;
}

export interface SubmissionRow {
  submission_id: number;
  created_at: number;
}

export interface ReviewRow {
  review_id: number;
  certificate_id: number;
  submission_id: number;
  review_status: number;
  remark: string;
  uid: number;
  uname: string;
  created_at: number;
  /** The request for a new upload that this verdict ended. */
  ended_reopened_at: number | null;
  ended_reopened_remark: string;
  /** When the verdict was taken back. */
  withdrawn_at: number | null;
  /** In words meant for the candidate. */
  candidate_remark: string;
}

/** What a verdict is written from. */
export type NewReview = Pick<
  ReviewRow,
  | 'submission_id'
  | 'review_status'
  | 'remark'
  | 'uid'
  | 'ended_reopened_at'
  | 'ended_reopened_remark'
  | 'candidate_remark'
> & { reasons: readonly CodedReason[] };

/** Rows of `submissions` and `reviews`: the history of a certificate, append-only. */
export class SubmissionStore {
  readonly #platform: Platform;
  readonly #insert;
  readonly #insertFile;
  readonly #ofCertificate;
  readonly #files;
  readonly #filesOfCertificate;
  readonly #insertReview;
  readonly #reviews;
  readonly #withdraw;
  readonly #insertReason;
  readonly #reasons;

  constructor(database: Database, platform: Platform) {
    this.#platform = platform;
    this.#insert = database.prepare(
      `INSERT INTO submissions(submission_id, certificate_id, ask_id, created_at)
       VALUES (credo_next_id('submissions'), ?, ?, ?)`,
    );
    this.#insertFile = database.prepare(
      `INSERT INTO submission_attachments(submission_id, position, attachment_id, client_id, name)
       VALUES (?, ?, ?, ?, ?)`,
    );
    this.#ofCertificate = database.prepare<[number], SubmissionRow>(
      `SELECT submission_id, created_at FROM submissions WHERE certificate_id = ?
       ORDER BY created_at DESC, submission_id DESC`,
    );
    const files = `
      SELECT f.submission_id, a.attachment_id, a.dfs_file_name, a.dfs_group_name, a.ext,
        f.client_id AS id, f.name, a.size, COALESCE(a.slot_key, '') AS slot, a.purged_at
      FROM submission_attachments f JOIN attachments a ON a.attachment_id = f.attachment_id`;
    this.#files = database.prepare<[number], SubmittedFile>(
      `${files} WHERE f.submission_id = ? ORDER BY f.position`,
    );
    this.#filesOfCertificate = database.prepare<[number], SubmittedFile>(
      `${files} JOIN submissions s ON s.submission_id = f.submission_id
       WHERE s.certificate_id = ? ORDER BY f.submission_id DESC, f.position`,
    );
    this.#insertReview = database.prepare(
      `INSERT INTO reviews(review_id, certificate_id, submission_id, review_status, remark, uid,
         ended_reopened_at, ended_reopened_remark, candidate_remark, created_at)
       VALUES (credo_next_id('reviews'), @certificate_id, @submission_id, @review_status, @remark,
         @uid, @ended_reopened_at, @ended_reopened_remark, @candidate_remark, @now)`,
    );
    this.#reviews = database.prepare<[number], ReviewRow>(
      `SELECT r.review_id, r.certificate_id, r.submission_id, r.review_status, r.remark, r.uid,
         COALESCE(u.name, '') AS uname, r.created_at, r.ended_reopened_at,
         r.ended_reopened_remark, r.candidate_remark, w.created_at AS withdrawn_at
       FROM reviews r LEFT JOIN users u ON u.uid = r.uid
       LEFT JOIN review_withdrawals w ON w.review_id = r.review_id
       WHERE r.certificate_id = ? ORDER BY r.created_at DESC, r.review_id DESC`,
    );
    this.#withdraw = database.prepare<[number, number, number]>(
      'INSERT INTO review_withdrawals(review_id, uid, created_at) VALUES (?, ?, ?)',
    );
    this.#insertReason = database.prepare<[number, number, string, string]>(
      `INSERT INTO review_reasons(review_reason_id, review_id, position, slot_key, reason_code)
       VALUES (credo_next_id('review_reasons'), ?, ?, NULLIF(?, ''), ?)`,
    );
    this.#reasons = database.prepare<[number], CodedReason & { review_id: number }>(
      `SELECT n.review_id, COALESCE(n.slot_key, '') AS slot_key, n.reason_code
       FROM review_reasons n JOIN reviews r ON r.review_id = n.review_id
       WHERE r.certificate_id = ? ORDER BY n.review_id, n.position`,
    );
  }

  /**
   * Writes a submission with its files in the order given.
   * @param askId the request for a new upload that it answers
   * @returns its id
   */
  insert(
    certificateId: number,
    files: readonly { attachment_id: number; id: string; name: string }[],
    askId: number | null = null,
  ): number {
    const submissionId = Number(
      this.#insert.run(certificateId, askId, this.#platform.now()).lastInsertRowid,
    );
    files.forEach(({ attachment_id, id, name }, position) => {
      this.#insertFile.run(submissionId, position, attachment_id, id, name);
    });
    return submissionId;
  }

  /** The files of one submission, in the order they were submitted in. */
  files(submissionId: number | null): SubmittedFile[] {
    return submissionId === null ? [] : this.#files.all(submissionId);
  }

  /** The files of every submission of a certificate, newest submission first. */
  filesOfCertificate(certificateId: number): SubmittedFile[] {
    return this.#filesOfCertificate.all(certificateId);
  }

  /** Every submission, newest first. */
  ofCertificate(certificateId: number): SubmissionRow[] {
    return this.#ofCertificate.all(certificateId);
  }

  insertReview(certificateId: number, { reasons, ...review }: NewReview): void {
    const row = { ...review, certificate_id: certificateId, now: this.#platform.now() };
    const reviewId = Number(this.#insertReview.run(row).lastInsertRowid);
    reasons.forEach(({ slot_key, reason_code }, position) => {
      this.#insertReason.run(reviewId, position, slot_key, reason_code);
    });
  }

  /** The coded reasons of every verdict of a certificate. */
  reasons(certificateId: number): (CodedReason & { review_id: number })[] {
    return this.#reasons.all(certificateId);
  }

  /** Notes that a verdict was taken back; the verdict itself stays. */
  withdrawReview(reviewId: number, uid: number): void {
    this.#withdraw.run(reviewId, uid, this.#platform.now());
  }

  /** Every verdict, also those taken back, newest first. */
  reviews(certificateId: number): ReviewRow[] {
    return this.#reviews.all(certificateId);
  }
}
