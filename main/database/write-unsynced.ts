import type { Database } from './database.ts';

/**
 * Runs transactions that do not wait for the disk, which would hold the event loop thousands of times
 * in long work. Their order on disk is kept: the next command that syncs (`synchronous=FULL`) syncs
 * them too, so nothing that follows from them is ever on disk without them. A killed process loses
 * none; a power cut may take the newest of them back, each as a whole.
 */
export function writeUnsynced(database: Database, write: () => void): void {
  database.pragma('synchronous = NORMAL');
  try {
    write();
  } finally {
    database.pragma('synchronous = FULL');
  }
}
