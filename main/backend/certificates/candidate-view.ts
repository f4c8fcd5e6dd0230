import type { CandidateRequest } from '../../../shared/api/candidate-page.ts';
import { certificateKind } from '../../../shared/catalogue/certificate-kinds.ts';
import type { Language } from '../../../shared/language.ts';
import type { Database } from '../../database/database.ts';
import type { OutboxService } from '../../delivery/outbox-service.ts';
import type { Platform } from '../../platform.ts';
import type { AttachmentService } from '../attachments/attachment-service.ts';
import type { AttachmentStore } from '../attachments/attachment-store.ts';
import { type CertificateSlots, reasonText } from '../certificate-slots/certificate-slots.ts';
import type { CandidateConsents } from '../privacy/candidate-consent.ts';
import type { UploadCodes } from '../upload-codes/upload-codes.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import { type CertificateAccess, isOpen } from './certificate-access.ts';
import type { CertificateChanges } from './certificate-changes.ts';
import type { SubmissionStore } from './submission-store.ts';

/** What the candidate's page shows and does beside the reference's endpoints. */
export class CandidateView {
  readonly #platform: Platform;
  readonly #access: CertificateAccess;
  readonly #consents: CandidateConsents;
  readonly #submissions: SubmissionStore;
  readonly #attachments: AttachmentStore;
  readonly #attachmentService: Pick<AttachmentService, 'remove'>;
  readonly #workspace: WorkspaceService;
  readonly #codes: Pick<UploadCodes, 'open'>;
  readonly #database: Database;
  readonly #outbox: Pick<OutboxService, 'noteOpened'>;
  readonly #changes: CertificateChanges;
  readonly #slots: CertificateSlots;

  constructor(parts: {
    platform: Platform;
    access: CertificateAccess;
    consents: CandidateConsents;
    submissions: SubmissionStore;
    attachments: AttachmentStore;
    attachmentService: Pick<AttachmentService, 'remove'>;
    workspace: WorkspaceService;
    codes: Pick<UploadCodes, 'open'>;
    database: Database;
    outbox: Pick<OutboxService, 'noteOpened'>;
    changes: CertificateChanges;
    slots: CertificateSlots;
  }) {
    this.#platform = parts.platform;
    this.#access = parts.access;
    this.#consents = parts.consents;
    this.#submissions = parts.submissions;
    this.#attachments = parts.attachments;
    this.#attachmentService = parts.attachmentService;
    this.#workspace = parts.workspace;
    this.#codes = parts.codes;
    this.#database = parts.database;
    this.#outbox = parts.outbox;
    this.#changes = parts.changes;
    this.#slots = parts.slots;
  }

  /**
   * What is asked of a candidate, by whom, until when, and what has been uploaded. Files of the
   * current submission come first, in the order they were submitted in.
   * @throws CredoError `tokenInvalid`
   */
  candidateRequest(token: string): CandidateRequest {
    const certificate = this.#access.byToken(token);
    const { limits } = this.#workspace;
    const time = (milliseconds: number) => this.#workspace.formatTime(milliseconds);
    const submitted = this.#submissions.files(certificate.current_submission_id);
    const [latest] = this.#submissions.ofCertificate(certificate.certificate_id);
    const everSubmitted = new Set(
      this.#submissions
        .filesOfCertificate(certificate.certificate_id)
        .map(({ attachment_id }) => attachment_id),
    );
    const order = new Map(submitted.map(({ attachment_id }, index) => [attachment_id, index]));
    const rank = (id: number) => order.get(id) ?? order.size;
    const slots = this.#slots.of(certificate);
    const closed = this.#slots.closedKeys(certificate);
    const ask = certificate.reopened_at === null ? undefined : this.#slots.activeAsk(certificate);
    // What only a replaced submission holds is history; so is what never was sent of an accepted slot.
    const uploads = this.#attachments
      .present(certificate.certificate_id)
      .filter(
        ({ attachment_id: id, slot_key }) =>
          order.has(id) || (!everSubmitted.has(id) && (slot_key === null || !closed.has(slot_key))),
      );
    return {
      kind: certificate.kind,
      kind_label: certificateKind(certificate.kind).label,
      company_name: this.#workspace.companyName,
      position_name: certificate.position_name,
      candidate_name: certificate.resume_name,
      requested_by: certificate.uname,
      requested_at: time(certificate.created_at),
      expires_at: time(certificate.expires_at),
      now: time(this.#platform.now()),
      status: certificate.status,
      open: isOpen(certificate),
      reopened: certificate.reopened_at !== null,
      remark: certificate.reopened_remark,
      reason: reasonText(ask?.reason_code ?? ''),
      submitted_at: latest ? time(latest.created_at) : null,
      files: uploads
        .toSorted((one, other) => rank(one.attachment_id) - rank(other.attachment_id))
        .map(({ attachment_id, dfs_file_name, dfs_group_name, name, ext, size, slot_key }) => ({
          dfs_file_name,
          dfs_group_name,
          name,
          ext,
          size,
          submitted: order.has(attachment_id),
          slot: slot_key ?? '',
        })),
      slots,
      limits: { file_bytes: limits.fileBytes, files: limits.filesPerCertificate },
      consent: this.#consents.of(certificate.certificate_id),
    };
  }

  /**
   * A person has opened the page: recorded the first time, and for each message that had not led to it.
   * @throws CredoError `tokenInvalid`
   */
  noteOpened(token: string): void {
    this.#database.transaction(() => {
      const certificate = this.#access.byToken(token);
      this.#outbox.noteOpened(certificate.certificate_id);
      if (certificate.opened_at !== null) return;
      this.#changes.apply(
        certificate,
        { opened_at: this.#platform.now() },
        { event: 'certificateOpened', change: 'opened', uid: 0 },
      );
    })();
  }

  /**
   * Records that the candidate agreed to the text of a version.
   * @throws CredoError `tokenInvalid`, `consentChanged`
   */
  agree(token: string, version: number, language: Language): void {
    this.#consents.agree(this.#access, token, version, language);
  }

  /**
   * The token behind the code of an SMS.
   * @param phoneDigits the last four digits of the number that it went to
   * @throws CredoError `codeRefused`, `codeLocked`
   */
  openCode(code: string, phoneDigits: string): string {
    return this.#codes.open(code, phoneDigits);
  }

  /**
   * Removes an upload of this token that is not part of the current submission.
   * @throws CredoError `tokenInvalid`, `attachmentNotFound`, `attachmentSubmitted`
   */
  removeUpload(token: string, dfsFileName: string): void {
    const certificate = this.#access.byToken(token);
    const submitted = this.#submissions.files(certificate.current_submission_id);
    this.#attachmentService.remove(certificate, dfsFileName, submitted);
  }
}
