import type { FileHandle } from 'node:fs/promises';

const windowBytes = 256 * 1024;

/** Random access to a file of any size through one buffer of 256 KiB. */
export class FileWindow {
  readonly size: number;
  readonly #handle: FileHandle;
  readonly #buffer = Buffer.allocUnsafe(windowBytes);
  #start = 0;
  #length = 0;

  constructor(handle: FileHandle, size: number) {
    this.#handle = handle;
    this.size = size;
  }

  /**
   * Bytes from a position: as many as asked for (at most 256 KiB), fewer at the end of the file.
   * Valid until the next read.
   */
  async read(position: number, length: number): Promise<Buffer> {
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

  /** Everything from a position that one read holds: up to 256 KiB. */
  ahead(position: number): Promise<Buffer> {
    return this.read(position, windowBytes);
  }
}
