import { CredoError } from '../../../shared/errors.ts';

/** How long a body may take. */
export interface BodyPatience {
  /** Milliseconds without a byte until the client counts as gone. */
  idleMilliseconds: number;
  /** Milliseconds from the first byte to the last. */
  totalMilliseconds: number;
}

/** What is read, to no use, of a body that was refused: the client can then read the answer. */
const drainBytes = 64 * 1024 * 1024;
const drainMilliseconds = 10_000;

/** Reads a request's body chunk by chunk from a client that may stall, drip or vanish. */
export class BodyReader {
  /** Read so far. */
  bytes = 0;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #patience: BodyPatience;
  readonly #deadline: number;
  #interrupt: (error: unknown) => void = () => {};
  /** The client stalls, or has gone. */
  #stalled = false;
  #ended = false;

  constructor(body: ReadableStream<Uint8Array>, patience: BodyPatience) {
    this.#reader = body.getReader();
    this.#patience = patience;
    this.#deadline = performance.now() + patience.totalMilliseconds;
  }

  /**
   * The next chunk, or undefined at the end.
   * @throws CredoError `uploadInterrupted` where the client stalls, takes too long or goes away
   */
  async next(): Promise<Uint8Array | undefined> {
    const left = Math.min(this.#patience.idleMilliseconds, this.#deadline - performance.now());
    let timer: NodeJS.Timeout | undefined;
    // A promise of its own for every chunk: racing against a long-lived one would hold each chunk
    // until that one settles, which is the whole file.
    const interrupted = new Promise<never>((_, reject) => {
      this.#interrupt = reject;
      timer = setTimeout(
        () => {
          this.#stalled = true;
          reject(new CredoError('uploadInterrupted'));
        },
        Math.max(left, 0),
      );
    });
    try {
      const { done, value } = await Promise.race([this.#read(), interrupted]);
      if (done) {
        this.#ended = true;
        return undefined;
      }
      this.bytes += value.byteLength;
      return value;
    } finally {
      clearTimeout(timer);
      this.#interrupt = () => {};
    }
  }

  /** Makes a waiting `next` throw. */
  interrupt(error: unknown): void {
    this.#interrupt(error);
  }

  async #read() {
    try {
      return await this.#reader.read();
    } catch (error) {
      this.#stalled = true;
      throw new CredoError('uploadInterrupted', {}, { cause: error });
    }
  }

  /**
   * Reads on for a while without keeping anything, then cancels. A browser that is still sending when
   * the connection closes shows a network error instead of the refusal.
   */
  async drain(): Promise<void> {
    const end = performance.now() + drainMilliseconds;
    const most = this.bytes + drainBytes;
    try {
      while (!this.#ended && !this.#stalled && this.bytes < most && performance.now() < end) {
        await this.next();
      }
    } catch {
      // The client has gone: nobody is left to read the answer.
    }
    if (!this.#ended) await Promise.race([this.#reader.cancel().catch(() => {}), tick()]);
  }
}

/** A source's own cancel may never settle; the answer does not wait for it. */
function tick(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
