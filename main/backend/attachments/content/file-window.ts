import type { FileHandle } from 'node:fs/promises';
import { CredoError } from '../../../../shared/errors.ts';

const windowBytes = 256 * 1024;
/** Reads answered from the buffer before other work gets its turn. */
const readsInARow = 500;
/** Reads that an honest file stays far below; one built of a million tiny parts does not. */
const mostReads = 50_000;

/**
 * Random access to a file of any size through one buffer of 256 KiB. What a hostile file can make its
 * reader do is bounded: it gives way to other work, and it gives up.
 */
export class FileWindow {
  readonly size: number;
  readonly #handle: FileHandle;
  readonly #buffer = Buffer.allocUnsafe(windowBytes);
  #start = 0;
  #length = 0;
  #reads = 0;

  constructor(handle: FileHandle, size: number) {
    this.#handle = handle;
    this.size = size;
  }

  /**
   * Bytes from a position: as many as asked for (at most 256 KiB), fewer at the end of the file.
   * Valid until the next read.
   * @throws CredoError `attachmentDamaged` after fifty thousand reads
   */
  async read(position: number, length: number): Promise<Buffer> {
    if (++this.#reads > mostReads) throw new CredoError('attachmentDamaged');
    if (this.#reads % readsInARow === 0) {
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    const wanted = Math.max(0, Math.min(length, windowBytes, this.size - position));
    const held = position >= this.#start && position + wanted <= this.#start + this.#length;
    if (!held) {
      const { bytesRead } = await this.#handle.read(this.#buffer, 0, windowBytes, position);
      this.#start = position;
      this.#length = bytesRead;
    }
    const from = position - this.#start;
    return this.#buffer.subarray(from, Math.min(from + wanted, this.#length));
  }

  /** What follows a position, as much as is at hand: at least 4 KiB, or all there is. */
  ahead(position: number): Promise<Buffer> {
    const left = this.#start + this.#length - position;
    const enough = position >= this.#start && left >= 4_096;
    return this.read(position, enough ? left : windowBytes);
  }
}
