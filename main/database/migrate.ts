import { closeSync, copyFileSync, fsyncSync, openSync, renameSync } from 'node:fs';
import type { Database } from './database.ts';

/** One numbered step of the schema. Numbers rise; a published step never changes. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  up(database: Database): void;
}

/**
 * Runs the steps above the database's `user_version`, each in a transaction of its own.
 * A file that has data already is copied first, to `<file>.before-<newest version>`.
 */
export function migrate(database: Database, steps: readonly Migration[]): void {
  const current = Number(database.pragma('user_version', { simple: true }));
  const pending = steps.filter((step) => step.version > current);
  const last = pending.at(-1);
  if (!last) return;
  if (current > 0 && !database.memory) {
    database.pragma('wal_checkpoint(TRUNCATE)');
    keepCopy(database.name, `${database.name}.before-${last.version}`);
  }
  for (const step of pending) {
    database.transaction(() => {
      step.up(database);
      database.pragma(`user_version = ${step.version}`);
    })();
  }
}

/** Complete under its name or not there at all: a copy cut short would look like a good one. */
function keepCopy(file: string, copy: string): void {
  const partial = `${copy}.partial`;
  copyFileSync(file, partial);
  const descriptor = openSync(partial, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(partial, copy);
}
