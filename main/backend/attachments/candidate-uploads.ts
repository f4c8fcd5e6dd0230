import type { z } from 'zod';
import type { uploadWithToken } from '../../../shared/api/attachments.ts';
import { CredoError } from '../../../shared/errors.ts';
import type { Platform } from '../../platform.ts';
import type { BlobStore } from './blob-store.ts';
import type { BodyPatience } from './body-reader.ts';
import { type Shelf, shelve } from './inspected-file.ts';
import { receiveUpload } from './multipart-upload.ts';

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

/** What an upload asks of the rows; a workstation answers at once, the centre from its database. */
export interface UploadDesk {
  /** Bytes that the request's file may have. */
  fileBytes(request: Request): number | Promise<number>;
  /** Whether a token's certificate takes one more file. @throws CredoError */
  mayUpload(token: string): unknown;
  /** @param slot the slot that the file is for; empty where the upload does not say */
  shelf(token: string, slot: string): Shelf;
}

/** 免登录上传图片: candidates' uploads, from the request to the shelf. */
export class CandidateUploads {
  readonly #platform: Platform;
  readonly #blobs: Pick<BlobStore, 'receive' | 'discard'>;
  readonly #patience: UploadPatience;
  readonly #desk: UploadDesk;
  #inFlight = 0;

  constructor(parts: {
    platform: Platform;
    blobs: Pick<BlobStore, 'receive' | 'discard'>;
    patience: UploadPatience;
    desk: UploadDesk;
  }) {
    this.#platform = parts.platform;
    this.#blobs = parts.blobs;
    this.#patience = parts.patience;
    this.#desk = parts.desk;
  }

  /**
   * One file for the certificate of a token. Once it answers, the file is on disk for good and a row
   * names it; whatever is refused or fails leaves nothing.
   * @throws CredoError what `receiveUpload`, `shelve` and the desk throw, `tooManyRequests`
   */
  async upload(request: Request): Promise<z.output<typeof uploadWithToken.results>> {
    if (this.#inFlight >= this.#patience.concurrent) {
      throw new CredoError('tooManyRequests', { seconds: 5 });
    }
    this.#inFlight++;
    try {
      const fileBytes = await this.#desk.fileBytes(request);
      const { fields, fileName, file } = await receiveUpload(
        request,
        this.#blobs,
        { fileBytes, ...this.#patience },
        // Where the token comes first, a refusal need not wait for the file.
        (name, value) => (name === 'token' ? this.#desk.mayUpload(value) : undefined),
      );
      const shelf = this.#desk.shelf(fields.get('token') ?? '', fields.get('slot') ?? '');
      const names = { sent: fileName, other: fields.get('name') ?? '' };
      return await shelve(file, names, shelf, { platform: this.#platform, blobs: this.#blobs });
    } finally {
      this.#inFlight--;
    }
  }
}
