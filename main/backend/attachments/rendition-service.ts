import { Worker } from 'node:worker_threads';
import { CredoError } from '../../../shared/errors.ts';
import type { Database } from '../../database/database.ts';
import type { Logger } from '../../logger.ts';
import { workerUrl } from '../../worker-url.ts';
import type { AttachmentStore } from './attachment-store.ts';
import type { Sha256 } from './blob-folder.ts';
import type { BlobReader } from './blob-reader.ts';
import type { BlobStore } from './blob-store.ts';

/** A stored file that may need a rendition. */
export interface Original {
  sha256: Sha256;
  size: number;
  mime: string;
}

/** Milliseconds a picture may take. */
const defaultTimeout = 60_000;
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
  readonly #timeout: number;
  readonly #pending = new Map<Sha256, Promise<Original>>();
  /** Files that could not be rendered: not tried again until the next start. */
  readonly #hopeless = new Set<Sha256>();
  #last: Promise<unknown> = Promise.resolve();
  #worker: Worker | undefined;
  #closed = false;

  constructor(parts: {
    database: Database;
    store: AttachmentStore;
    blobs: BlobStore;
    reader: BlobReader;
    logger: Logger;
    timeout?: number;
  }) {
    this.#database = parts.database;
    this.#store = parts.store;
    this.#blobs = parts.blobs;
    this.#reader = parts.reader;
    this.#logger = parts.logger;
    this.#timeout = parts.timeout ?? defaultTimeout;
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
    const made = this.#last.then(() => this.#make(original));
    this.#last = made.catch(() => {});
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
    void this.#worker?.terminate();
  }

  async #make({ sha256, size }: Original): Promise<Original> {
    if (this.#closed || this.#hopeless.has(sha256)) throw new CredoError('previewUnavailable');
    await this.#reader.verify(sha256, size);
    let jpeg: Uint8Array;
    try {
      jpeg = await this.#render(this.#blobs.folder.path(sha256));
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

  #render(path: string): Promise<Uint8Array> {
    return new Promise<Uint8Array>((resolve, reject) => {
      const worker = new Worker(workerUrl('rendition', import.meta.url), {
        workerData: path,
        // The decoder writes to the console; standard output carries the ready line alone.
        stdout: true,
        stderr: true,
        resourceLimits: { maxOldGenerationSizeMb: 512 },
      });
      this.#worker = worker;
      const timer = setTimeout(() => {
        reject(new Error('the picture takes too long'));
        void worker.terminate();
      }, this.#timeout);
      worker.once('message', (jpeg: Uint8Array) => resolve(jpeg));
      worker.once('error', reject);
      worker.once('exit', (code) => {
        clearTimeout(timer);
        this.#worker = undefined;
        reject(new Error(`the worker ended with ${code}`));
      });
    });
  }
}

async function* once(content: Uint8Array): AsyncIterable<Uint8Array> {
  yield content;
}
