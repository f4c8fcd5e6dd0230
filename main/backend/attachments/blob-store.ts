import { createHash } from 'node:crypto';
import { rmSync, unlinkSync } from 'node:fs';
import { open, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { CredoError } from '../../../shared/errors.ts';
import { BlobFolder, type Sha256 } from './blob-folder.ts';

/** A file that was received whole and is not kept yet. Either `keep` it or `discard` it. */
export interface ReceivedFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: Sha256;
}

/** A file at its content address, held back from the sweep until `release`. */
export interface KeptFile {
  readonly sha256: Sha256;
  readonly size: number;
  /** Call once the row that names the file is committed, or has failed: then the file goes again. */
  release(): void;
}

/**
 * Files by content. The order is the promise: streamed to a temporary file while being hashed, synced,
 * renamed to the content address, the folder synced, and only then named by a row. Whatever a crash
 * leaves behind, no row names, and the sweep at start takes it away.
 */
export class BlobStore {
  readonly folder: BlobFolder;
  readonly #isNamed: (sha256: Sha256) => boolean;
  readonly #held = new Map<Sha256, number>();
  #files = 0;

  /**
   * Temporary files that are there already are a crash's; they go at once.
   * @param isNamed whether a row names the file
   */
  constructor(folder: string, isNamed: (sha256: Sha256) => boolean) {
    this.folder = new BlobFolder(folder);
    this.#isNamed = isNamed;
    this.folder.clearIncoming();
  }

  /**
   * Writes a stream to a synced temporary file, chunk by chunk.
   * A source that fails leaves nothing behind and its error is thrown on.
   * @throws CredoError `storageFull`
   */
  async receive(source: AsyncIterable<Uint8Array>): Promise<ReceivedFile> {
    const path = join(this.folder.incoming, String(this.#files++));
    const hash = createHash('sha256');
    let size = 0;
    try {
      const handle = await open(path, 'wx', 0o600);
      try {
        for await (const chunk of source) {
          hash.update(chunk);
          await writeAll(handle, chunk);
          size += chunk.byteLength;
        }
        await handle.sync();
      } finally {
        await handle.close();
      }
    } catch (error) {
      await unlink(path).catch(() => {});
      throw storageError(error);
    }
    return { path, size, sha256: hash.digest('hex') };
  }

  /** Moves a received file to its content address. */
  async keep(file: ReceivedFile): Promise<KeptFile> {
    const { sha256, size } = file;
    this.#held.set(sha256, (this.#held.get(sha256) ?? 0) + 1);
    let released = false;
    const release = () => {
      if (released) return;
      released = true;
      const holders = (this.#held.get(sha256) ?? 1) - 1;
      if (holders > 0) this.#held.set(sha256, holders);
      else this.#held.delete(sha256);
      this.removeUnnamed(sha256);
    };
    try {
      await this.folder.adopt(file.path, sha256);
    } catch (error) {
      await this.discard(file);
      release();
      throw storageError(error);
    }
    return { sha256, size, release };
  }

  /** Removes a received file that is not kept. */
  async discard(file: ReceivedFile): Promise<void> {
    await unlink(file.path).catch(() => {});
  }

  /** Removes a file, and its small picture, unless a row names it or somebody is about to name it. */
  removeUnnamed(sha256: Sha256): boolean {
    if (this.#held.has(sha256) || this.#isNamed(sha256)) return false;
    rmSync(this.folder.thumbnail(sha256), { force: true });
    try {
      unlinkSync(this.folder.path(sha256));
      return true;
    } catch {
      return false;
    }
  }

  /**
   * Removes the files that no row names, which a crash left behind. Goes in slices, so that
   * neither the event loop nor a waiting candidate notices.
   * @returns how many files went
   */
  async sweep(signal?: AbortSignal): Promise<number> {
    let removed = 0;
    let seen = 0;
    for (const part of await readdir(this.folder.blobs)) {
      for (const name of await readdir(join(this.folder.blobs, part))) {
        if (seen++ % 200 === 0) await new Promise<void>((resolve) => setImmediate(resolve));
        if (signal?.aborted) return removed;
        if (/^[0-9a-f]{64}$/.test(name) && this.removeUnnamed(name)) removed++;
      }
    }
    for (const name of await readdir(this.folder.thumbnails)) {
      if (seen++ % 200 === 0) await new Promise<void>((resolve) => setImmediate(resolve));
      if (signal?.aborted) return removed;
      const shown = /^[0-9a-f]{64}$/.test(name) && this.#isNamed(name);
      if (!shown) rmSync(join(this.folder.thumbnails, name), { force: true });
    }
    return removed;
  }
}

async function writeAll(
  handle: { write(chunk: Uint8Array, offset: number): Promise<{ bytesWritten: number }> },
  chunk: Uint8Array,
): Promise<void> {
  for (let offset = 0; offset < chunk.byteLength; ) {
    offset += (await handle.write(chunk, offset)).bytesWritten;
  }
}

function storageError(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOSPC' || code === 'EDQUOT'
    ? new CredoError('storageFull', {}, { cause: error })
    : error;
}
