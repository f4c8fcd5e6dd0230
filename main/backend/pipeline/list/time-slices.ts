import { performance } from 'node:perf_hooks';

/** Milliseconds of work before the event loop gets its turn: half a frame. */
const sliceMilliseconds = 6;

/** Cuts long work on the main thread into slices, so that nothing else waits for its end. */
export class TimeSlices {
  #started = performance.now();

  /** Whether the slice is used up; then `await pause()` before going on. */
  get over(): boolean {
    return performance.now() - this.#started > sliceMilliseconds;
  }

  /** Lets the event loop turn, and starts the next slice. */
  async pause(): Promise<void> {
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.#started = performance.now();
  }
}
