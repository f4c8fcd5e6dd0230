import { createHash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { CredoError } from '../../../shared/errors.ts';
import type { BlobFolder, Sha256 } from './blob-folder.ts';

const chunkBytes = 64 * 1024;
const rememberedFiles = 2_000;

/** A stored file whose content is known to match its name. */
export interface VerifiedBlob {
  readonly size: number;
  /**
   * Bytes `start` to `end` (inclusive). Opens the file at the first read and closes it at the end, at
   * an error and at a cancel, so that a stream nobody reads holds nothing.
   */
  stream(start?: number, end?: number): ReadableStream<Uint8Array<ArrayBuffer>>;
}

/**
 * Reads stored files; a file that does not match its hash is an error before its first byte.
 *
 * The whole file is hashed before anything of it is handed out, also for a range. A file that was
 * checked is not hashed again while its inode, size and times stay what they were: without that, a
 * PDF viewer's hundred ranges would hash the file a hundred times.
 */
export class BlobReader {
  readonly #folder: BlobFolder;
  readonly #verified = new Map<Sha256, string>();

  constructor(folder: BlobFolder) {
    this.#folder = folder;
  }

  /** @throws CredoError `attachmentCorrupt` where the file is missing, short or changed */
  async verify(sha256: Sha256, size: number): Promise<VerifiedBlob> {
    await (await this.#open(sha256, size)).close();
    const reopen = () => this.#open(sha256, size);
    return { size, stream: (start = 0, end = size - 1) => streamFile(reopen, start, end) };
  }

  /** Opens a file and checks it, unless it is the very file that was checked before. */
  async #open(sha256: Sha256, size: number): Promise<FileHandle> {
    const handle = await openBlob(this.#folder.path(sha256));
    try {
      const stats = await handle.stat({ bigint: true });
      if (Number(stats.size) !== size) throw new CredoError('attachmentCorrupt');
      if (this.#verified.get(sha256) !== identify(stats)) {
        const actual = await hashFile(handle);
        // A write that raced with the hashing shows in the times.
        const after = identify(await handle.stat({ bigint: true }));
        if (actual !== sha256 || after !== identify(stats)) {
          throw new CredoError('attachmentCorrupt');
        }
        this.#remember(sha256, after);
      }
      return handle;
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  #remember(sha256: Sha256, identity: string): void {
    this.#verified.set(sha256, identity);
    if (this.#verified.size > rememberedFiles) {
      const oldest = this.#verified.keys().next().value;
      if (oldest !== undefined) this.#verified.delete(oldest);
    }
  }
}

async function openBlob(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new CredoError('attachmentCorrupt', {}, { cause: error });
    throw error;
  }
}

function identify(stats: BigIntStats): string {
  return `${stats.dev}:${stats.ino}:${stats.size}:${stats.mtimeNs}:${stats.ctimeNs}`;
}

async function hashFile(handle: FileHandle): Promise<Sha256> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(4 * chunkBytes);
  for (let position = 0; ; ) {
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
    if (bytesRead === 0) return hash.digest('hex');
    hash.update(buffer.subarray(0, bytesRead));
    position += bytesRead;
  }
}

function streamFile(
  reopen: () => Promise<FileHandle>,
  start: number,
  end: number,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let handle: FileHandle | undefined;
  let position = start;
  let cancelled = false;
  const close = async () => {
    const open = handle;
    handle = undefined;
    await open?.close();
  };
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        try {
          handle ??= await reopen();
          const buffer = new Uint8Array(Math.min(chunkBytes, end - position + 1));
          const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
          if (cancelled) return await close();
          if (bytesRead === 0) throw new CredoError('attachmentCorrupt');
          position += bytesRead;
          controller.enqueue(buffer.subarray(0, bytesRead));
          if (position > end) {
            await close();
            controller.close();
          }
        } catch (error) {
          await close();
          throw error;
        }
      },
      async cancel() {
        cancelled = true;
        await close();
      },
    },
    { highWaterMark: 0 },
  );
}
