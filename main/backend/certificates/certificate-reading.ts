import type {
  Attachment,
  CertificateDetail,
  CertificateHistory,
  CertificateSummary,
} from '../../../shared/api/certificates.ts';
import { certificateKind } from '../../../shared/catalogue/certificate-kinds.ts';
import { CredoError } from '../../../shared/errors.ts';
import { integerJson } from '../../../shared/json.ts';
import type { Language } from '../../../shared/language.ts';
import type { Database } from '../../database/database.ts';
import { DerivedValues } from '../../sync/apply/derived-values.ts';
import { DeviceNames } from '../../sync/desk/device-names.ts';
import { DeviceState } from '../../sync/device-state.ts';
import type { ApplicationChanges } from '../applications/application-changes.ts';
import type { CertificateSlots } from '../certificate-slots/certificate-slots.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import type { CertificateAccess } from './certificate-access.ts';
import type { CertificateRow, CertificateStore } from './certificate-store.ts';
import type { SubmissionStore, SubmittedFile } from './submission-store.ts';

/** What the recruiter reads of certificates, as the API writes it. */
export class CertificateReading {
  readonly #store: CertificateStore;
  readonly #access: CertificateAccess;
  readonly #submissions: SubmissionStore;
  readonly #applications: ApplicationChanges;
  readonly #workspace: WorkspaceService;
  readonly #slots: CertificateSlots;
  readonly #derived: DerivedValues;
  readonly #devices: DeviceNames;

  constructor(parts: {
    database: Database;
    store: CertificateStore;
    access: CertificateAccess;
    submissions: SubmissionStore;
    applications: ApplicationChanges;
    workspace: WorkspaceService;
    slots: CertificateSlots;
  }) {
    this.#store = parts.store;
    this.#access = parts.access;
    this.#submissions = parts.submissions;
    this.#applications = parts.applications;
    this.#workspace = parts.workspace;
    this.#slots = parts.slots;
    this.#derived = new DerivedValues(parts.database);
    const state = new DeviceState(parts.database);
    this.#devices = new DeviceNames(parts.database, () => state.membership);
  }

  /**
   * 获取学历证明详情, fields in the reference's order; after them the verdicts and whether they differ.
   * @throws CredoError `certificateNotFound`
   */
  detail(certificateId: number, language: Language): CertificateDetail {
    const certificate = this.#access.byId(certificateId);
    const { disputed, standing } = this.#derived.verdict(certificateId);
    const files = this.#submissions.files(certificate.current_submission_id);
    return {
      certificate_id: certificate.certificate_id,
      uid: certificate.uid,
      top_id: certificate.top_id,
      parent_id: certificate.parent_id,
      resume_id: certificate.resume_id,
      tob_resume_id: integerJson(certificate.tob_resume_id),
      tob_position_id: certificate.tob_position_id,
      resume_name: certificate.resume_name,
      attachments: files.map(toAttachment),
      status: certificate.status,
      review_status: certificate.review_status,
      created_at: this.#time(certificate.created_at),
      updated_at: this.#time(certificate.updated_at),
      step_id: certificate.step_id,
      stage_id: certificate.stage_id,
      disputed,
      decisions: this.#submissions.reviews(certificateId).map((review) => ({
        review_id: review.review_id,
        submission_id: review.submission_id,
        review_status: review.review_status,
        remark: review.remark,
        uid: review.uid,
        uname: review.uname,
        device: this.#devices.ofRow(review.review_id, language),
        created_at: this.#time(review.created_at),
        standing: standing.includes(review.review_id),
        withdrawn: review.withdrawn_at !== null,
      })),
    };
  }

  /** Every certificate of an application, newest first. @throws CredoError `applicationNotFound` */
  list(applicationId: number): CertificateSummary[] {
    if (!this.#applications.findById(applicationId)) throw new CredoError('applicationNotFound');
    return this.#store
      .ofApplication(applicationId)
      .map((certificate) => this.#summary(certificate));
  }

  /** Submissions and verdicts, newest first. @throws CredoError `certificateNotFound` */
  history(certificateId: number): CertificateHistory {
    this.#access.byId(certificateId);
    const reasons = Map.groupBy(
      this.#submissions.reasons(certificateId),
      ({ review_id }) => review_id,
    );
    const files = Map.groupBy(
      this.#submissions.filesOfCertificate(certificateId),
      ({ submission_id }) => submission_id,
    );
    return {
      submissions: this.#submissions
        .ofCertificate(certificateId)
        .map(({ submission_id, created_at }) => ({
          submission_id,
          submitted_at: this.#time(created_at),
          attachments: (files.get(submission_id) ?? []).map((file) => ({
            ...toAttachment(file),
            slot: file.slot,
            purged_on: file.purged_at === null ? null : this.#time(file.purged_at).slice(0, 10),
          })),
        })),
      reviews: this.#submissions
        .reviews(certificateId)
        .map(
          ({
            ended_reopened_at: _at,
            ended_reopened_remark: _remark,
            certificate_id: _of,
            ...review
          }) => ({
            ...review,
            reasons: (reasons.get(review.review_id) ?? []).map(
              ({ review_id: _id, ...reason }) => reason,
            ),
            created_at: this.#time(review.created_at),
            withdrawn_at: review.withdrawn_at === null ? null : this.#time(review.withdrawn_at),
          }),
        ),
      asks: this.#slots.asks(certificateId).map((ask) => ({
        ...ask,
        expires_at: this.#time(ask.expires_at),
        created_at: this.#time(ask.created_at),
      })),
    };
  }

  #summary(certificate: CertificateRow): CertificateSummary {
    const { certificate_id, kind, status, review_status } = certificate;
    return {
      certificate_id,
      kind,
      tpl_group: certificateKind(kind).templateGroup,
      status,
      review_status,
      resume_email: certificate.resume_email,
      email_subject: certificate.email_subject,
      attachment_count: this.#submissions.files(certificate.current_submission_id).length,
      created_at: this.#time(certificate.created_at),
      updated_at: this.#time(certificate.updated_at),
      expires_at: this.#time(certificate.expires_at),
      revoked: certificate.revoked_at !== null,
      reopened: certificate.reopened_at !== null,
      opened_at: certificate.opened_at === null ? null : this.#time(certificate.opened_at),
      withdrawn: certificate.withdrawn_at !== null,
      disputed: certificate.disputed === 1,
    };
  }

  #time(milliseconds: number): string {
    return this.#workspace.formatTime(milliseconds);
  }
}

/** Fields in the reference's order; extension and size are the stored file's. */
function toAttachment(file: SubmittedFile): Attachment {
  const { dfs_file_name, dfs_group_name, ext, id, name, size } = file;
  return { dfs_file_name, dfs_group_name, ext, id, name, size };
}
