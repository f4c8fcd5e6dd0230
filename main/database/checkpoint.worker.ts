import { parentPort, workerData } from 'node:worker_threads';
import Sqlite from 'better-sqlite3';

/**
 * Runs a checkpoint for every message, on a connection that lives no longer than it: the workspace
 * can be closed at any moment, and whoever closes last takes the log away.
 */
const { file } = workerData as { file: string };

parentPort?.on('message', () => {
  try {
    const database = new Sqlite(file, { fileMustExist: true });
    try {
      database.pragma('wal_checkpoint(PASSIVE)');
    } finally {
      database.close();
    }
  } catch {
    // The next round tries again; until then the log only grows.
  }
  parentPort?.postMessage('done');
});
