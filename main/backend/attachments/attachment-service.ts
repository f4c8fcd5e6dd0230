import type { z } from 'zod';
import type { uploadWithToken } from '../../../shared/api/attachments.ts';
import type { uploadEvidence } from '../../../shared/api/verifications.ts';
import { CredoError } from '../../../shared/errors.ts';
import type { Database } from '../../database/database.ts';
import type { Platform } from '../../platform.ts';
import type { CertificateSlots } from '../certificate-slots/certificate-slots.ts';
import type { CertificateAccess } from '../certificates/certificate-access.ts';
import type { CertificateChanges } from '../certificates/certificate-changes.ts';
import type { CertificateRow } from '../certificates/certificate-store.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import type { AttachmentRow, AttachmentStore } from './attachment-store.ts';
import type { BlobStore, ReceivedFile } from './blob-store.ts';
import type { BodyPatience } from './body-reader.ts';
import { judgeContent } from './content/judge-content.ts';
import { displayName, newDfsFileName, uploadedFileName } from './file-names.ts';
import { receiveUpload } from './multipart-upload.ts';
import type { RenditionService } from './rendition-service.ts';

/** `dfs_group_name` of every file (contract decisions, "Values"). */
export const attachmentGroup = 'group1';

/**
 * History keeps the files of replaced submissions; a link that is used to fill the disk ends at this
 * many times the files of one.
 */
const submissionsKept = 10;

/** How patient and how busy uploads may be; tests pass less. */
export interface UploadPatience extends BodyPatience {
  /** Uploads in flight at once. */
  concurrent: number;
}

export const defaultPatience: UploadPatience = {
  idleMilliseconds: 30_000,
  totalMilliseconds: 30 * 60_000,
  concurrent: 64,
};

/** What an upload says of itself. */
interface Destination {
  /** The file's name as sent, and another to use where it has none. */
  sent: string;
  other?: string;
  /** The slot it is for; empty where it does not say. */
  slot?: string;
  purpose?: AttachmentRow['purpose'];
}

/** Uploading and removing the files of certificates. */
export class AttachmentService {
  readonly #database: Database;
  readonly #platform: Platform;
  readonly #store: AttachmentStore;
  readonly #blobs: BlobStore;
  readonly #access: CertificateAccess;
  readonly #changes: CertificateChanges;
  readonly #renditions: RenditionService;
  readonly #workspace: WorkspaceService;
  readonly #slots: CertificateSlots;
  readonly #patience: UploadPatience;
  #inFlight = 0;

  constructor(parts: {
    database: Database;
    platform: Platform;
    store: AttachmentStore;
    blobs: BlobStore;
    access: CertificateAccess;
    changes: CertificateChanges;
    renditions: RenditionService;
    workspace: WorkspaceService;
    slots: CertificateSlots;
    patience?: Partial<UploadPatience>;
  }) {
    this.#database = parts.database;
    this.#platform = parts.platform;
    this.#store = parts.store;
    this.#blobs = parts.blobs;
    this.#access = parts.access;
    this.#changes = parts.changes;
    this.#renditions = parts.renditions;
    this.#workspace = parts.workspace;
    this.#slots = parts.slots;
    this.#patience = { ...defaultPatience, ...parts.patience };
  }

  /**
   * 免登录上传图片: one file for the certificate of a token. Once it answers, the file is on disk for good
   * and a row names it; whatever is refused or fails leaves nothing.
   * @throws CredoError what `receiveUpload` and `judgeContent` throw, `tokenInvalid`,
   * `certificateAlreadyReviewed`, `attachmentCountExceeded`, `attachmentNameRefused`, `slotNotFound`,
   * `slotClosed`, `slotFull`, `slotTypeRefused`
   */
  async upload(request: Request): Promise<z.output<typeof uploadWithToken.results>> {
    if (this.#inFlight >= this.#patience.concurrent) {
      throw new CredoError('tooManyRequests', { seconds: 5 });
    }
    this.#inFlight++;
    try {
      const { fileBytes } = this.#workspace.limits;
      const { fields, fileName, file } = await receiveUpload(
        request,
        this.#blobs,
        { fileBytes, ...this.#patience },
        (name, value) => {
          // Where the token comes first, a refusal need not wait for the file.
          if (name === 'token') this.#mayUpload(value);
        },
      );
      const token = fields.get('token') ?? '';
      return await this.#add(
        file,
        { sent: fileName, other: fields.get('name') ?? '', slot: fields.get('slot') ?? '' },
        () => this.#mayUpload(token),
      );
    } finally {
      this.#inFlight--;
    }
  }

  /**
   * A recruiter's file as evidence of a verification: never part of a submission.
   * @throws CredoError what `receiveUpload` and `judgeContent` throw, `certificateNotFound`,
   * `attachmentNameRefused`
   */
  async uploadEvidence(request: Request): Promise<z.output<typeof uploadEvidence.results>> {
    const { fileBytes } = this.#workspace.limits;
    const limits = { fileBytes, ...this.#patience };
    const { fields, fileName, file } = await receiveUpload(request, this.#blobs, limits, () => {});
    const certificateId = Number(fields.get('certificate_id'));
    return this.#add(file, { sent: fileName, purpose: 'evidence' }, () =>
      this.#access.byId(Number.isSafeInteger(certificateId) ? certificateId : 0),
    );
  }

  /**
   * Adds a file to a certificate without a request: for demo data.
   * @throws CredoError what `judgeContent` throws
   */
  async add(certificateId: number, name: string, content: Uint8Array): Promise<AttachmentRow> {
    const file = await this.#blobs.receive(chunks(content));
    const { dfs_file_name } = await this.#add(file, { sent: name }, () =>
      this.#access.byId(certificateId),
    );
    return this.#store.findByFileName(dfs_file_name) as AttachmentRow;
  }

  /**
   * Removes an upload that is not part of the current submission.
   * @throws CredoError `attachmentNotFound`, `attachmentSubmitted`
   */
  remove(
    certificate: CertificateRow,
    dfsFileName: string,
    submitted: readonly { attachment_id: number }[],
  ): void {
    const unused = this.#database.transaction(() => {
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
    })();
    for (const sha256 of unused) this.#blobs.removeUnnamed(sha256);
  }

  /** @param certificate finds the certificate and refuses; asked again when the row is written */
  async #add(
    file: ReceivedFile,
    { sent, other = '', slot = '', purpose = 'submission' }: Destination,
    certificate: () => CertificateRow,
  ): Promise<z.output<typeof uploadWithToken.results>> {
    let kept: Awaited<ReturnType<BlobStore['keep']>>;
    let type: Awaited<ReturnType<typeof judgeContent>>;
    let name: string;
    try {
      const owner = certificate();
      name = uploadedFileName(sent);
      type = await judgeContent(file.path, file.size);
      if (purpose === 'submission') this.#slots.forUpload(owner, slot, type.ext);
      name ||= displayName(other, `file.${type.ext}`);
      kept = await this.#blobs.keep(file);
    } catch (error) {
      await this.#blobs.discard(file);
      throw error;
    }
    const { ext, mime } = type;
    const row = {
      name,
      ext,
      dfs_file_name: newDfsFileName(this.#platform, ext),
      dfs_group_name: attachmentGroup,
      size: kept.size,
    };
    try {
      this.#database.transaction(() => {
        const owner = certificate();
        const candidates = purpose === 'submission';
        this.#store.insert({
          ...row,
          mime,
          sha256: kept.sha256,
          certificate_id: owner.certificate_id,
          slot_key: candidates ? this.#slots.forUpload(owner, slot, ext) : null,
          purpose,
        });
        if (candidates) this.#changes.announce(owner, 'uploaded');
      })();
    } finally {
      kept.release();
    }
    this.#renditions.prepare({ sha256: kept.sha256, size: kept.size, mime });
    return row;
  }

  /** The certificate of a token that may take one more file. */
  #mayUpload(token: string): CertificateRow {
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
}

async function* chunks(content: Uint8Array): AsyncIterable<Uint8Array> {
  for (let offset = 0; offset < content.byteLength; offset += 64 * 1024) {
    yield content.subarray(offset, offset + 64 * 1024);
  }
}
