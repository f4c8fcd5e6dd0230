import { Worker } from 'node:worker_threads';
import { workerUrl } from '../../worker-url.ts';

/** What the worker makes: the whole picture as JPEG, or a small one. */
export interface PictureJob {
  /** Of the stored file. */
  readonly path: string;
  readonly make: 'jpeg' | 'thumbnail';
}

/** Milliseconds a picture may take. */
const defaultTimeout = 60_000;

/** Draws pictures in a worker, one at a time; each gets a worker of its own, and its memory goes with it. */
export class PictureWorker {
  readonly #timeout: number;
  #last: Promise<unknown> = Promise.resolve();
  #worker: Worker | undefined;
  #closed = false;

  constructor(timeout = defaultTimeout) {
    this.#timeout = timeout;
  }

  /** @returns the JPEG @throws Error where the file cannot be drawn, takes too long, or all is closed */
  draw(job: PictureJob): Promise<Uint8Array> {
    const drawn = this.#last.then(() => this.#run(job));
    this.#last = drawn.catch(() => {});
    return drawn;
  }

  /** Ends what is being drawn. */
  close(): void {
    this.#closed = true;
    void this.#worker?.terminate();
  }

  #run(job: PictureJob): Promise<Uint8Array> {
    if (this.#closed) return Promise.reject(new Error('closed'));
    return new Promise<Uint8Array>((resolve, reject) => {
      const worker = new Worker(workerUrl('rendition', import.meta.url), {
        workerData: job,
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
