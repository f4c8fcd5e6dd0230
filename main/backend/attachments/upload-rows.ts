import { CredoError } from '../../../shared/errors.ts';
import type { CertificateSlots } from '../certificate-slots/certificate-slots.ts';
import type { CertificateAccess } from '../certificates/certificate-access.ts';
import type { CertificateRow } from '../certificates/certificate-store.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import type { AttachmentRow, AttachmentStore } from './attachment-store.ts';
import type { Sha256 } from './blob-folder.ts';
import type { InspectedFile } from './inspected-file.ts';

/**
 * History keeps the files of replaced submissions; a link that is used to fill the disk ends at this
 * many times the files of one.
 */
const submissionsKept = 10;

/** What uploads may do to the rows, and do to them, within the caller's transaction. */
export class UploadRows {
  readonly #store: AttachmentStore;
  readonly #access: CertificateAccess;
  readonly #workspace: Pick<WorkspaceService, 'limits'>;
  readonly #slots: CertificateSlots;

  constructor(parts: {
    store: AttachmentStore;
    access: CertificateAccess;
    workspace: Pick<WorkspaceService, 'limits'>;
    slots: CertificateSlots;
  }) {
    this.#store = parts.store;
    this.#access = parts.access;
    this.#workspace = parts.workspace;
    this.#slots = parts.slots;
  }

  /**
   * The certificate of a token that may take one more file.
   * @throws CredoError `tokenInvalid`, `certificateAlreadyReviewed`, `attachmentCountExceeded`
   */
  mayUpload(token: string): CertificateRow {
    const certificate = this.#access.openByToken(token);
    const { certificate_id, current_submission_id, reopened_at } = certificate;
    const limit = this.#workspace.limits.filesPerCertificate;
    // Once a new upload was asked for, the current submission is about to become history.
    const counted = reopened_at === null ? current_submission_id : null;
    const full = this.#store.countForNext(certificate_id, counted) >= limit;
    const kept = this.#store.present(certificate_id).length;
    if (full || kept >= limit * submissionsKept) {
      throw new CredoError('attachmentCountExceeded', { limit });
    }
    return certificate;
  }

  /**
   * The slot that a candidate's file goes into.
   * @throws CredoError `slotNotFound`, `slotClosed`, `slotFull`, `slotTypeRefused`
   */
  place(owner: CertificateRow, slot: string, ext: string): string | null {
    return this.#slots.forUpload(owner, slot, ext);
  }

  /** Names a stored file. @throws CredoError as `place` */
  insert(
    owner: CertificateRow,
    file: InspectedFile & { sha256: Sha256; slot: string; purpose: AttachmentRow['purpose'] },
  ): void {
    const { slot, purpose, name, ext, mime, dfs_file_name, dfs_group_name, size, sha256 } = file;
    this.#store.insert({
      ...{ name, ext, mime, dfs_file_name, dfs_group_name, size, sha256, purpose },
      certificate_id: owner.certificate_id,
      slot_key: purpose === 'submission' ? this.place(owner, slot, ext) : null,
    });
  }

  /**
   * Removes an upload that is not part of the current submission.
   * @returns files that no row names any more
   * @throws CredoError `attachmentNotFound`, `attachmentSubmitted`
   */
  remove(
    certificate: CertificateRow,
    dfsFileName: string,
    submitted: readonly { attachment_id: number }[],
  ): Sha256[] {
    const attachment = this.#store.findByFileName(dfsFileName);
    const own =
      attachment?.certificate_id === certificate.certificate_id &&
      attachment.removed_at === null &&
      attachment.purpose === 'submission';
    if (!attachment || !own) throw new CredoError('attachmentNotFound');
    if (submitted.some(({ attachment_id }) => attachment_id === attachment.attachment_id)) {
      throw new CredoError('attachmentSubmitted');
    }
    return this.#store.remove(attachment);
  }
}
