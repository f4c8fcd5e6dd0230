import { syncedEntities } from '../../../shared/sync/entities.ts';
import { spaceSize, spaceStart } from '../../../shared/sync/ids.ts';
import type { Database } from '../../database/database.ts';

const numbered = new Map(
  syncedEntities.flatMap(({ table, key, numbered: own }) => (own ? [[table, key[0] ?? '']] : [])),
);

/** The key of `sync_state` under which a table's last number is kept, for good. */
export const lastNumberKey = (table: string): string => `id.${table}`;

/**
 * Numbers of this device's own new rows, which insertions ask for by `credo_next_id`. `AUTOINCREMENT`
 * cannot give them: it goes on from the greatest id in the table, which may be another device's. Before
 * the workspace has joined, SQLite numbers.
 */
export class RowNumbers {
  readonly #last = new Map<string, number>();

  /** Goes on from what the space has had, rows that are gone included. */
  load(database: Database, space: number): void {
    this.#last.clear();
    if (space === 0) return;
    const start = spaceStart(space);
    const kept = database
      .prepare<[string], string>('SELECT value FROM sync_state WHERE key = ?')
      .pluck();
    for (const [table, key] of numbered) {
      const there = database
        .prepare<[number, number], number | null>(
          `SELECT max("${key}") FROM "${table}" WHERE "${key}" BETWEEN ? AND ?`,
        )
        .pluck()
        .get(start, start + spaceSize - 1);
      const last = Number(kept.get(lastNumberKey(table)) ?? 0);
      this.#last.set(table, Math.max(start, there ?? 0, last < start + spaceSize ? last : 0));
    }
  }

  /**
   * Goes on far from where it is, in the upper half of the space, for good.
   * @param random below 2^32: two copies of a database hardly come near each other
   */
  skip(database: Database, random: number): void {
    const keep = database.prepare<[string, string]>(
      `INSERT INTO sync_state(key, value)
       VALUES (?, ?)
       ON CONFLICT(key) DO UPDATE SET value = excluded.value`,
    );
    for (const [table, last] of this.#last) {
      const start = last - (last % spaceSize);
      const upper = Math.max(last - start, spaceSize / 2);
      const skipped = start + upper + Math.floor((spaceSize - upper) * (random / spaceSize) * 0.25);
      this.#last.set(table, skipped);
      keep.run(lastNumberKey(table), String(skipped));
    }
  }

  /** The next number of a table; null where SQLite gives it. A rolled-back one is not given again. */
  next(table: string): number | null {
    const last = this.#last.get(table);
    if (last === undefined) return null;
    this.#last.set(table, last + 1);
    return last + 1;
  }
}
