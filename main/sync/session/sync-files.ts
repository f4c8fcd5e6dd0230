import { syncedEntities } from '../../../shared/sync/entities.ts';
import type { Database } from '../../database/database.ts';
import type { Platform } from '../../platform.ts';

export interface WaitingFile {
  readonly sha256: string;
  readonly size: number;
}

/** Which files are still on their way, in either direction. */
export class SyncFiles {
  readonly #platform: Platform;
  readonly #collect;
  readonly #unwanted;
  readonly #forget;
  readonly #forgetBlob;
  readonly #waiting;
  readonly #done;
  readonly #again;
  readonly #size;
  readonly #count;

  constructor(database: Database, platform: Platform) {
    this.#platform = platform;
    const columns = syncedEntities.flatMap(({ table, columns }) =>
      Object.entries(columns)
        .filter(([, { blob }]) => blob)
        .map(([column]) => ({ table, column })),
    );
    this.#collect = columns.map(({ table, column }) =>
      database.prepare<[number]>(
        `INSERT INTO sync_files(sha256, size, direction, state, created_at)
         SELECT b.sha256, b.size, 'up', 'waiting', ? FROM blobs b
         WHERE b.sha256 IN (SELECT "${column}" FROM ${table} WHERE "${column}" IS NOT NULL)
           AND b.sha256 NOT IN (SELECT sha256 FROM sync_files)`,
      ),
    );
    const named = columns
      .map(({ table, column }) => `SELECT 1 FROM ${table} WHERE "${column}" = f.sha256`)
      .join(' UNION ALL ');
    this.#unwanted = database
      .prepare<[], string>(
        `SELECT f.sha256 FROM sync_files f WHERE f.state = 'waiting' AND f.direction = 'down'
           AND NOT EXISTS (${named})`,
      )
      .pluck();
    this.#forget = database.prepare<[string]>('DELETE FROM sync_files WHERE sha256 = ?');
    this.#forgetBlob = database.prepare<[{ sha256: string }]>(
      `DELETE FROM blobs WHERE sha256 = @sha256
         AND NOT EXISTS (SELECT 1 FROM outbox_files WHERE sha256 = @sha256)`,
    );
    this.#waiting = database.prepare<[string, number], WaitingFile>(
      `SELECT sha256, size FROM sync_files WHERE state = 'waiting' AND direction = ?
       ORDER BY created_at LIMIT ?`,
    );
    this.#done = database.prepare<[string]>(
      `UPDATE sync_files SET state = 'done' WHERE sha256 = ?`,
    );
    this.#again = database.prepare(
      `UPDATE sync_files SET direction = 'up', state = 'waiting' WHERE state = 'done'`,
    );
    this.#size = database.prepare<[number, string]>('UPDATE blobs SET size = ? WHERE sha256 = ?');
    this.#count = database.prepare<[], { direction: 'up' | 'down'; count: number }>(
      `SELECT direction, COUNT(*) AS count FROM sync_files WHERE state = 'waiting'
       GROUP BY direction`,
    );
  }

  /** Notes the files that this device has and nobody has asked the centre about. */
  collectOwn(): void {
    for (const statement of this.#collect) statement.run(this.#platform.now());
  }

  /** Waits no more for files that nobody names any more: removed before they came. */
  forgetUnwanted(): void {
    for (const sha256 of this.#unwanted.all()) {
      this.#forget.run(sha256);
      this.#forgetBlob.run({ sha256 });
    }
  }

  waiting(direction: 'up' | 'down', limit: number): WaitingFile[] {
    return this.#waiting.all(direction, limit);
  }

  /** The file is where it was going. */
  done(sha256: string): void {
    this.#done.run(sha256);
  }

  /** Offers every file that is here to a centre that was restored: it may have lost any of them. */
  offerAgain(): void {
    this.#again.run();
  }

  /** A file of another device is here, whole. */
  arrived(sha256: string, size: number): void {
    this.#size.run(size, sha256);
    this.#done.run(sha256);
  }

  count(): { up: number; down: number } {
    const counts = { up: 0, down: 0 };
    for (const { direction, count } of this.#count.all()) counts[direction] = count;
    return counts;
  }
}
