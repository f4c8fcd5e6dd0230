import type { SyncedEntity } from '../../../shared/sync/entity-types.ts';
import type { Values } from '../../../shared/sync/ids.ts';
import type { Database } from '../../database/database.ts';
import type { Platform } from '../../platform.ts';

/** Notes which files pulled rows name, so that they are fetched; a row may be seen before its file. */
export class WantedFiles {
  readonly #platform: Platform;
  readonly #blob;
  readonly #want;

  constructor(database: Database, platform: Platform) {
    this.#platform = platform;
    this.#blob = database.prepare<[string, number, number]>(
      'INSERT INTO blobs(sha256, size, created_at) VALUES (?, ?, ?) ON CONFLICT(sha256) DO NOTHING',
    );
    this.#want = database.prepare<[string, number, number]>(
      `INSERT INTO sync_files(sha256, size, direction, state, created_at)
       VALUES (?, ?, 'down', 'waiting', ?) ON CONFLICT(sha256) DO NOTHING`,
    );
  }

  /** @param values of a row; its columns that the catalogue marks as files are looked at */
  want(entity: SyncedEntity, values: Readonly<Values>): void {
    for (const [name, { blob }] of Object.entries(entity.columns)) {
      const sha256 = values[name];
      if (!blob || typeof sha256 !== 'string') continue;
      const size = name === 'sha256' && typeof values.size === 'number' ? values.size : 0;
      const now = this.#platform.now();
      // Where the file is here already, its row is too.
      if (this.#blob.run(sha256, size, now).changes > 0) this.#want.run(sha256, size, now);
    }
  }
}
