import fs, { writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import type { Database } from '../../../main/database/database.ts';

/**
 * Where a process ends itself: `CREDO_KILL_AT=<point>:<n>` at the nth time that it comes by. Devices have
 * `commit`, `exchange` (of the database's file), `fsync`, and what they ask for: `send push`; the centre
 * has `commit`, `answer`, `fsync`; each `before-` or `after-`.
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

/** So is the exchange of the database's file for a fresh one, which is closed then. */
export function watchExchange(): void {
  const { renameSync } = fs;
  fs.renameSync = (from, to) => {
    const isExchange = String(from).endsWith('.first-sync');
    if (isExchange) reached('before-exchange');
    renameSync(from, to);
    if (isExchange) reached('after-exchange');
  };
  syncBuiltinESMExports();
}

/** Every outermost transaction is a place to end at, before its commit and after it. */
export function watchCommits(database: Database, label: () => string): void {
  const transaction = database.transaction.bind(database);
  database.transaction = ((work: (...args: unknown[]) => unknown) => {
    const inner = transaction(work);
    const whole = transaction((...args: unknown[]) => {
      const result = inner(...args);
      reached(`before-commit${label()}`);
      return result;
    });
    const run = (...args: unknown[]) => {
      if (database.inTransaction) return inner(...args);
      const result = whole(...args);
      reached(`after-commit${label()}`);
      return result;
    };
    return Object.assign(run, { default: run, deferred: run, immediate: run, exclusive: run });
  }) as typeof database.transaction;
}
