import { performance } from 'node:perf_hooks';

/** Milliseconds of work before the event loop gets its turn: less than half a frame. */
const sliceMilliseconds = 6;

/** One piece of long work goes on a turn of the event loop, however many there are. */
let lastTurn: Promise<void> = Promise.resolve();

/** Cuts long work on the main thread into slices, so that nothing else waits for its end. */
export class TimeSlices {
  #started = performance.now();

  /** Whether the slice is used up; then `await pause()` before going on. */
  get over(): boolean {
    return performance.now() - this.#started > sliceMilliseconds;
  }

  /** Lets the event loop turn, and starts the next slice. */
  async pause(): Promise<void> {
    const turn = lastTurn.then(() => new Promise<void>((resolve) => setImmediate(resolve)));
    lastTurn = turn;
    await turn;
    this.#started = performance.now();
  }
}
