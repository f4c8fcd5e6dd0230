/** Calls back later; a parameter, so that tests decide how time passes. */
export interface Scheduler {
  /** Calls `callback` once after `milliseconds`, unless the returned function is called before. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** Timers of the event loop; they don't keep the process alive. */
export const systemScheduler: Scheduler = {
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
