import { CredoError } from '../../../shared/errors.ts';
import type { Database } from '../../database/database.ts';
import type { Logger } from '../../logger.ts';
import type { AttachmentStore } from './attachment-store.ts';
import type { Sha256 } from './blob-folder.ts';
import type { BlobReader } from './blob-reader.ts';
import type { BlobStore } from './blob-store.ts';
import type { PictureWorker } from './picture-worker.ts';

/** A stored file that may need a rendition. */
export interface Original {
  sha256: Sha256;
  size: number;
  mime: string;
}

const renditionMime = 'image/jpeg';

/** Types that browsers other than Safari cannot show. */
const rendered = new Set(['image/heic', 'image/heif']);

/**
 * JPEG renditions of HEIC files. Made in a worker, one at a time, soon after the upload was answered;
 * what a crash cut short is made when somebody asks for it. The original is never touched.
 */
export class RenditionService {
  readonly #database: Database;
  readonly #store: AttachmentStore;
  readonly #blobs: BlobStore;
  readonly #reader: BlobReader;
  readonly #logger: Logger;
  readonly #worker: PictureWorker;
  readonly #pending = new Map<Sha256, Promise<Original>>();
  /** Files that could not be rendered: not tried again until the next start. */
  readonly #hopeless = new Set<Sha256>();
  #closed = false;

  constructor(parts: {
    database: Database;
    store: AttachmentStore;
    blobs: BlobStore;
    reader: BlobReader;
    logger: Logger;
    worker: PictureWorker;
  }) {
    this.#database = parts.database;
    this.#store = parts.store;
    this.#blobs = parts.blobs;
    this.#reader = parts.reader;
    this.#logger = parts.logger;
    this.#worker = parts.worker;
  }

  /** Starts to make the rendition of a file that needs one; nobody waits for it. */
  prepare(original: Original): void {
    if (!rendered.has(original.mime)) return;
    this.preview(original).catch(() => {});
  }

  /**
   * The file a browser can show: the original, or its rendition, made now where it is missing.
   * @throws CredoError `previewUnavailable` where it cannot be made; `attachmentCorrupt`
   */
  async preview(original: Original): Promise<Original> {
    if (!rendered.has(original.mime)) return original;
    const known = this.#store.renditionOf(original.sha256);
    const size = known === undefined ? undefined : this.#store.blobSize(known);
    if (known !== undefined && size !== undefined) {
      return { sha256: known, size, mime: renditionMime };
    }
    const pending = this.#pending.get(original.sha256);
    if (pending) return pending;
    const made = this.#make(original);
    this.#pending.set(original.sha256, made);
    try {
      return await made;
    } finally {
      this.#pending.delete(original.sha256);
    }
  }

  /** Stops what is being made; it is made again when somebody asks. */
  close(): void {
    this.#closed = true;
    this.#worker.close();
  }

  async #make({ sha256, size }: Original): Promise<Original> {
    if (this.#closed || this.#hopeless.has(sha256)) throw new CredoError('previewUnavailable');
    await this.#reader.verify(sha256, size);
    let jpeg: Uint8Array;
    try {
      jpeg = await this.#worker.draw({ path: this.#blobs.folder.path(sha256), make: 'jpeg' });
    } catch (error) {
      if (!this.#closed) this.#hopeless.add(sha256);
      this.#logger.warn({ err: error }, 'no rendition');
      throw new CredoError('previewUnavailable', {}, { cause: error });
    }
    const kept = await this.#blobs.keep(await this.#blobs.receive(once(jpeg)));
    try {
      const named =
        !this.#closed &&
        this.#database.transaction(() =>
          this.#store.setRendition(sha256, kept.sha256, kept.size),
        )();
      if (!named) throw new CredoError('attachmentNotFound');
    } finally {
      if (!this.#closed) kept.release();
    }
    return { sha256: kept.sha256, size: kept.size, mime: renditionMime };
  }
}

async function* once(content: Uint8Array): AsyncIterable<Uint8Array> {
  yield content;
}
