import type { z } from 'zod';
import type { uploadWithToken } from '../../../shared/api/attachments.ts';
import type { uploadEvidence } from '../../../shared/api/verifications.ts';
import type { Database } from '../../database/database.ts';
import type { Platform } from '../../platform.ts';
import type { CertificateSlots } from '../certificate-slots/certificate-slots.ts';
import type { CertificateAccess } from '../certificates/certificate-access.ts';
import type { CertificateChanges } from '../certificates/certificate-changes.ts';
import type { CertificateRow } from '../certificates/certificate-store.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import type { AttachmentRow, AttachmentStore } from './attachment-store.ts';
import type { BlobStore, ReceivedFile } from './blob-store.ts';
import { CandidateUploads, defaultPatience, type UploadPatience } from './candidate-uploads.ts';
import { type GivenNames, type Shelf, shelve } from './inspected-file.ts';
import { receiveUpload } from './multipart-upload.ts';
import type { RenditionService } from './rendition-service.ts';
import { UploadRows } from './upload-rows.ts';

/** What a file is for. */
interface Destination extends GivenNames {
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
  readonly #rows: UploadRows;
  readonly #uploads: CandidateUploads;
  readonly #patience: UploadPatience;

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
    this.#rows = new UploadRows(parts);
    this.#patience = { ...defaultPatience, ...parts.patience };
    this.#uploads = new CandidateUploads({
      platform: parts.platform,
      blobs: parts.blobs,
      patience: this.#patience,
      desk: {
        fileBytes: () => this.#workspace.limits.fileBytes,
        mayUpload: (token) => this.#rows.mayUpload(token),
        shelf: (token, slot) => this.#shelf({ slot }, () => this.#rows.mayUpload(token)),
      },
    });
  }

  /**
   * 免登录上传图片: one file for the certificate of a token. Once it answers, the file is on disk for good
   * and a row names it; whatever is refused or fails leaves nothing.
   * @throws CredoError what `receiveUpload` and `judgeContent` throw, `tokenInvalid`,
   * `certificateAlreadyReviewed`, `attachmentCountExceeded`, `attachmentNameRefused`, `slotNotFound`,
   * `slotClosed`, `slotFull`, `slotTypeRefused`
   */
  upload(request: Request): Promise<z.output<typeof uploadWithToken.results>> {
    return this.#uploads.upload(request);
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
    const unused = this.#database.transaction(() =>
      this.#rows.remove(certificate, dfsFileName, submitted),
    )();
    for (const sha256 of unused) this.#blobs.removeUnnamed(sha256);
  }

  /** @param certificate finds the certificate and refuses; asked again when the row is written */
  #add(
    file: ReceivedFile,
    { slot, purpose, ...names }: Destination,
    certificate: () => CertificateRow,
  ): Promise<z.output<typeof uploadWithToken.results>> {
    const shelf = this.#shelf({ slot, purpose }, certificate);
    return shelve(file, names, shelf, { platform: this.#platform, blobs: this.#blobs });
  }

  #shelf(
    { slot = '', purpose = 'submission' }: Pick<Destination, 'slot' | 'purpose'>,
    certificate: () => CertificateRow,
  ): Shelf {
    const candidates = purpose === 'submission';
    return {
      admit: certificate,
      place: (ext) => candidates && this.#rows.place(certificate(), slot, ext),
      keep: async (file, row) => {
        const kept = await this.#blobs.keep(file);
        try {
          this.#database.transaction(() => {
            const owner = certificate();
            this.#rows.insert(owner, { ...row, sha256: kept.sha256, slot, purpose });
            if (candidates) this.#changes.announce(owner, 'uploaded');
          })();
        } finally {
          kept.release();
        }
        this.#renditions.prepare({ sha256: kept.sha256, size: kept.size, mime: row.mime });
      },
    };
  }
}

async function* chunks(content: Uint8Array): AsyncIterable<Uint8Array> {
  for (let offset = 0; offset < content.byteLength; offset += 64 * 1024) {
    yield content.subarray(offset, offset + 64 * 1024);
  }
}
