import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { candidateTokenHeader } from '../../../shared/candidate-page-names.ts';
import { uploadLimits } from '../../../shared/catalogue/limits.ts';
import { CredoError } from '../../../shared/errors.ts';
import { SyncError } from '../../../shared/sync/sync-errors.ts';
import { formatTime } from '../../../shared/time.ts';
import { BlobReader } from '../../backend/attachments/blob-reader.ts';
import { BlobStore } from '../../backend/attachments/blob-store.ts';
import type { UploadDesk } from '../../backend/attachments/candidate-uploads.ts';
import {
  type DownloadRequest,
  fileAnswer,
  uploadOfToken,
} from '../../backend/attachments/download-service.ts';
import type { Shelf } from '../../backend/attachments/inspected-file.ts';
import { tooLarge } from '../../backend/attachments/multipart-upload.ts';
import type { Original } from '../../backend/attachments/rendition-service.ts';
import type { BlobService } from '../blobs/blob-service.ts';
import type { Centre } from '../centre.ts';
import type { CandidateStore } from './candidate-store.ts';

/** What a crash left of uploads goes after this long; nothing takes so long to arrive. */
const leftoverAge = 24 * 3_600_000;

/** Candidates' files at the centre: received here, kept among the company's. */
export class CandidateFiles implements UploadDesk {
  /** Where uploads arrive; a folder of this process alone. */
  readonly incoming: BlobStore;
  readonly #folder: string;
  readonly #store: CandidateStore;
  readonly #blobs: BlobService;
  readonly #readers = new Map<number, BlobReader>();

  constructor(centre: Centre, store: CandidateStore, blobs: BlobService) {
    this.#store = store;
    this.#blobs = blobs;
    const folder = join(centre.blobFolder, '..', 'candidates');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(folder)) dropOld(join(folder, name), centre.platform.now());
    this.#folder = join(folder, randomBytes(8).toString('hex'));
    this.incoming = new BlobStore(this.#folder, () => false);
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** The company's limit where the page shows its token, else everybody's. */
  async fileBytes(request: Request): Promise<number> {
    const token = request.headers.get(candidateTokenHeader);
    try {
      if (token)
        return await this.#store.read(token, ({ workspace }) => workspace.limits.fileBytes);
    } catch (error) {
      if (!(error instanceof CredoError)) throw error;
    }
    return uploadLimits.fileBytes;
  }

  mayUpload(token: string): Promise<void> {
    return this.#store.read(token, ({ uploads }) => void uploads.mayUpload(token));
  }

  shelf(token: string, slot: string): Shelf {
    return {
      admit: (size) =>
        this.#store.read(token, ({ uploads, workspace }) => {
          uploads.mayUpload(token);
          const { fileBytes } = workspace.limits;
          if (size > fileBytes) throw tooLarge(fileBytes);
        }),
      place: (ext) =>
        this.#store.read(token, ({ uploads }) =>
          uploads.place(uploads.mayUpload(token), slot, ext),
        ),
      keep: async (file, row) => {
        const { sha256 } = file;
        try {
          await this.#store.write(
            token,
            ({ uploads }) => {
              const owner = uploads.mayUpload(token);
              uploads.insert(owner, { ...row, sha256, slot, purpose: 'submission' });
            },
            (sql, { companyId }) => this.#blobs.take(sql, companyId, file),
          );
        } catch (error) {
          throw error instanceof SyncError && error.code === 'quota'
            ? new CredoError('storageFull', {}, { cause: error })
            : error;
        }
      },
    };
  }

  /**
   * A candidate's own upload. One that came over the office network is here once its device has sent it.
   * @throws CredoError `tokenInvalid`, `attachmentNotFound`, `previewUnavailable`, `attachmentCorrupt`
   */
  async ofToken(token: string, request: DownloadRequest): Promise<Response> {
    const { upload, companyId, rendition, timeZone } = await this.#store.read(
      token,
      ({ access, attachments, workspace }, link) => {
        const found = uploadOfToken({ store: attachments, access }, token, request.dfs_file_name);
        return {
          upload: found,
          companyId: link.companyId,
          rendition: found && attachments.renditionOf(found.sha256),
          timeZone: workspace.timeZone,
        };
      },
    );
    const there = upload && (await this.#blobs.state(companyId, upload.sha256));
    return fileAnswer(there?.length === upload?.size ? upload : undefined, request, {
      reader: this.#reader(companyId),
      renditions: { preview: (original) => this.#preview(companyId, original, rendition) },
      workspace: { formatTime: (milliseconds) => formatTime(milliseconds, timeZone) },
    });
  }

  /** The original where browsers show it, else the rendition that a device has made of it. */
  async #preview(
    companyId: number,
    original: Original,
    rendition: string | undefined,
  ): Promise<Original> {
    if (!/^image\/hei[cf]$/.test(original.mime)) return original;
    const state = rendition && (await this.#blobs.state(companyId, rendition));
    if (!rendition || !state || state.length !== state.offset) {
      throw new CredoError('previewUnavailable');
    }
    return { sha256: rendition, size: state.length, mime: 'image/jpeg' };
  }

  #reader(companyId: number): BlobReader {
    let reader = this.#readers.get(companyId);
    if (!reader) {
      reader = new BlobReader(this.#blobs.folder(companyId));
      this.#readers.set(companyId, reader);
    }
    return reader;
  }
}

function dropOld(path: string, now: number): void {
  if (existsSync(path) && statSync(path).mtimeMs < now - leftoverAge) {
    rmSync(path, { recursive: true, force: true });
  }
}
