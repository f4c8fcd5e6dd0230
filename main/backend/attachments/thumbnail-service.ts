import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { CredoError } from '../../../shared/errors.ts';
import type { Logger } from '../../logger.ts';
import type { Sha256 } from './blob-folder.ts';
import type { BlobReader } from './blob-reader.ts';
import type { BlobStore } from './blob-store.ts';
import type { PictureWorker } from './picture-worker.ts';
import type { Original, RenditionService } from './rendition-service.ts';

/** A file of another kind is shown as it is, as long as it is about as small as a thumbnail. */
const smallEnough = 200 * 1024;
const digestBytes = 32;

/** A small picture of a file. */
export interface Thumbnail {
  readonly mime: string;
  readonly content: Uint8Array<ArrayBuffer>;
}

/**
 * Small pictures for lists, made when first asked for and kept beside the files: a cache, which goes
 * with the file it shows. Each is kept behind its own hash, so that a damaged one is made anew.
 */
export class ThumbnailService {
  readonly #parts: {
    blobs: BlobStore;
    reader: BlobReader;
    renditions: Pick<RenditionService, 'preview'>;
    worker: PictureWorker;
    logger: Logger;
  };
  readonly #pending = new Map<Sha256, Promise<Uint8Array<ArrayBuffer>>>();
  /** Files of which there is none: not tried again until the next start. */
  readonly #hopeless = new Set<Sha256>();
  #files = 0;

  constructor(parts: {
    blobs: BlobStore;
    reader: BlobReader;
    renditions: Pick<RenditionService, 'preview'>;
    worker: PictureWorker;
    logger: Logger;
  }) {
    this.#parts = parts;
  }

  /** @throws CredoError `previewUnavailable` where none can be made; `attachmentCorrupt` */
  async of(original: Original): Promise<Thumbnail> {
    const { reader, renditions } = this.#parts;
    const file = await renditions.preview(original);
    if (file.mime === 'image/jpeg') {
      return { mime: 'image/jpeg', content: await this.#jpeg(file) };
    }
    if (!file.mime.startsWith('image/') || file.size > smallEnough) {
      throw new CredoError('previewUnavailable');
    }
    const blob = await reader.verify(file.sha256, file.size);
    const content = await new Response(blob.stream()).arrayBuffer();
    return { mime: file.mime, content: new Uint8Array(content) };
  }

  async #jpeg(file: Original): Promise<Uint8Array<ArrayBuffer>> {
    const { sha256 } = file;
    const known = await this.#read(sha256);
    if (known) return known;
    if (this.#hopeless.has(sha256)) throw new CredoError('previewUnavailable');
    const pending = this.#pending.get(sha256) ?? this.#make(file);
    this.#pending.set(sha256, pending);
    try {
      return await pending;
    } finally {
      this.#pending.delete(sha256);
    }
  }

  async #make({ sha256, size }: Original): Promise<Uint8Array<ArrayBuffer>> {
    const { blobs, reader, worker, logger } = this.#parts;
    await reader.verify(sha256, size);
    let drawn: Uint8Array;
    try {
      drawn = await worker.draw({ path: blobs.folder.path(sha256), make: 'thumbnail' });
    } catch (error) {
      this.#hopeless.add(sha256);
      logger.warn({ err: error }, 'no thumbnail');
      throw new CredoError('previewUnavailable', {}, { cause: error });
    }
    const content = new Uint8Array(drawn);
    await this.#keep(sha256, content);
    return content;
  }

  /** @returns undefined where there is none, or a damaged one */
  async #read(sha256: Sha256): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const path = this.#parts.blobs.folder.thumbnail(sha256);
    const kept = await readFile(path).catch(() => undefined);
    if (!kept) return undefined;
    const content = new Uint8Array(kept.subarray(digestBytes));
    return kept.subarray(0, digestBytes).equals(digest(content)) ? content : undefined;
  }

  /** Kept where the disk lets it; without, it is made again. */
  async #keep(sha256: Sha256, content: Uint8Array): Promise<void> {
    const { blobs, logger } = this.#parts;
    const path = blobs.folder.thumbnail(sha256);
    const draft = `${path}.${this.#files++}`;
    try {
      await writeFile(draft, Buffer.concat([digest(content), content]), { mode: 0o600 });
      await rename(draft, path);
      // It was purged or erased meanwhile: nothing of it stays.
      blobs.removeUnnamed(sha256);
    } catch (error) {
      logger.warn({ err: error }, 'a thumbnail was not kept');
    }
  }
}

function digest(content: Uint8Array): Buffer {
  return createHash('sha256').update(content).digest();
}
