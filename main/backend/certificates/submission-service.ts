import type { degreeCertificate } from '../../../shared/api/certificates.ts';
import type { ParsedRequestOf } from '../../../shared/api/endpoint.ts';
import { certificateStatus, reviewStatus } from '../../../shared/catalogue/certificate-kinds.ts';
import { CredoError } from '../../../shared/errors.ts';
import type { Database } from '../../database/database.ts';
import type { AttachmentStore } from '../attachments/attachment-store.ts';
import { displayName } from '../attachments/file-names.ts';
import type { CertificateSlots } from '../certificate-slots/certificate-slots.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import type { CertificateAccess } from './certificate-access.ts';
import { isOpen } from './certificate-access.ts';
import type { CertificateChanges } from './certificate-changes.ts';
import type { CertificateRow } from './certificate-store.ts';
import type { SubmissionStore } from './submission-store.ts';

type SubmitRequest = ParsedRequestOf<typeof degreeCertificate.submitResult>;
interface FileToSubmit {
  attachment_id: number;
  id: string;
  name: string;
}

/** What the candidate does with a token: submitting, and asking how things stand. */
export class SubmissionService {
  readonly #database: Database;
  readonly #access: CertificateAccess;
  readonly #changes: CertificateChanges;
  readonly #submissions: SubmissionStore;
  readonly #attachments: AttachmentStore;
  readonly #workspace: WorkspaceService;
  readonly #slots: CertificateSlots;

  constructor(parts: {
    database: Database;
    access: CertificateAccess;
    changes: CertificateChanges;
    submissions: SubmissionStore;
    attachments: AttachmentStore;
    workspace: WorkspaceService;
    slots: CertificateSlots;
  }) {
    this.#database = parts.database;
    this.#access = parts.access;
    this.#changes = parts.changes;
    this.#submissions = parts.submissions;
    this.#attachments = parts.attachments;
    this.#workspace = parts.workspace;
    this.#slots = parts.slots;
  }

  /**
   * 提交学历证明: makes uploaded files the certificate's submission, in the order given. It replaces an
   * earlier one that is not passed or failed; the same files once more (the answer got lost) succeed
   * and change nothing, also after a verdict. Where only some slots were asked for again, what is in
   * the others stays in the submission, ahead of what comes now.
   * @throws CredoError `tokenInvalid`, `attachmentsRequired`, `attachmentCountExceeded`,
   * `attachmentNotOfToken`, `certificateAlreadyReviewed`, `slotClosed`
   */
  submit({ token, attachments }: SubmitRequest): void {
    this.#database.transaction(() => {
      const certificate = this.#access.byToken(token);
      const files = this.#filesOf(certificate, attachments);
      if (certificate.reopened_at === null && this.#isCurrent(certificate, files)) return;
      if (!isOpen(certificate)) throw new CredoError('certificateAlreadyReviewed');
      const submissionId = this.#submissions.insert(
        certificate.certificate_id,
        files,
        this.#slots.activeAsk(certificate)?.ask_id,
      );
      this.#changes.apply(
        certificate,
        {
          status: certificateStatus.feedbackReceived,
          review_status: reviewStatus.notReviewed,
          current_submission_id: submissionId,
          reopened_at: null,
          reopened_remark: '',
        },
        {
          event: 'certificateSubmitted',
          change: 'submitted',
          uid: 0,
          detail: { submission_id: submissionId, attachment_count: files.length },
        },
      );
    })();
  }

  /**
   * 获取学历反馈状态. While a new upload is asked for, feedback is awaited again: a page written for the
   * reference shows its form by this alone.
   * @throws CredoError `tokenInvalid`
   */
  status(token: string): number {
    const { status, reopened_at } = this.#access.byToken(token);
    return reopened_at === null ? status : certificateStatus.awaitingFeedback;
  }

  #filesOf(certificate: CertificateRow, requested: SubmitRequest['attachments']): FileToSubmit[] {
    if (requested.length === 0) throw new CredoError('attachmentsRequired');
    const uploads = new Map(
      this.#attachments
        .present(certificate.certificate_id)
        .map((upload) => [upload.dfs_file_name, upload] as const),
    );
    const closed = this.#slots.closedKeys(certificate);
    const files = new Map<number, FileToSubmit>();
    for (const kept of this.#submissions.files(certificate.current_submission_id)) {
      const { attachment_id, id, name, slot } = kept;
      if (closed.has(slot)) files.set(attachment_id, { attachment_id, id, name });
    }
    for (const { dfs_file_name, dfs_group_name, id, name } of requested) {
      const upload = uploads.get(dfs_file_name);
      if (!upload || upload.dfs_group_name !== dfs_group_name) {
        throw new CredoError('attachmentNotOfToken');
      }
      const { attachment_id } = upload;
      if (files.has(attachment_id)) continue;
      if (upload.slot_key !== null && closed.has(upload.slot_key)) {
        throw new CredoError('slotClosed', { slot: upload.name });
      }
      files.set(attachment_id, { attachment_id, id, name: displayName(name, upload.name) });
    }
    const limit = this.#workspace.limits.filesPerCertificate;
    if (files.size > limit) throw new CredoError('attachmentCountExceeded', { limit });
    return [...files.values()];
  }

  #isCurrent(certificate: CertificateRow, files: readonly FileToSubmit[]): boolean {
    const current = this.#submissions.files(certificate.current_submission_id);
    return (
      current.length === files.length &&
      current.every(({ attachment_id }, index) => attachment_id === files[index]?.attachment_id)
    );
  }
}
