import { writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Database } from '../../../main/database/database.ts';

/**
 * Where a process ends itself: `CREDO_KILL_AT=<point>:<n>` at the nth time that it comes by. Devices have
 * `commit`, `send`, `fsync`; the centre has `commit`, `answer`, `fsync`; each `before-` or `after-`.
 */
export function reached(point: string): void {
  if (point !== wanted) return;
  left -= 1;
  // Not an exit: nothing is closed, flushed or told.
  if (left !== 0) return;
  writeSync(1, `"${point}"\n`);
  process.kill(process.pid, 'SIGKILL');
}

const [wanted = '', count = '0'] = (process.env.CREDO_KILL_AT ?? '').split(':');
let left = Number(count);

/** Every sync of a file to the disk is a place to end at. */
export async function watchFiles(): Promise<void> {
  const handle = await open(process.execPath, 'r');
  const prototype = Object.getPrototypeOf(handle) as { sync(): Promise<void> };
  await handle.close();
  const { sync } = prototype;
  prototype.sync = async function (this: { sync(): Promise<void> }) {
    reached('before-fsync');
    await sync.call(this);
    reached('after-fsync');
  };
}

/** Every outermost transaction is a place to end at, before its commit and after it. */
export function watchCommits(database: Database): void {
  const transaction = database.transaction.bind(database);
  database.transaction = ((work: (...args: unknown[]) => unknown) => {
    const inner = transaction(work);
    const whole = transaction((...args: unknown[]) => {
      const result = inner(...args);
      reached('before-commit');
      return result;
    });
    const run = (...args: unknown[]) => {
      if (database.inTransaction) return inner(...args);
      const result = whole(...args);
      reached('after-commit');
      return result;
    };
    return Object.assign(run, { default: run, deferred: run, immediate: run, exclusive: run });
  }) as typeof database.transaction;
}
