import type { Database } from '../database/database.ts';

/** Condition of outbox rows: of no batch that is being taken back. */
export const notWithheld = `(batch IS NULL OR batch NOT IN (SELECT batch FROM withheld_batches))`;

/** Bulk sends none of whose messages leave, whatever their time, while they are taken back one by one. */
export class WithheldBatches {
  readonly #add;
  readonly #remove;
  readonly #all;

  constructor(database: Database) {
    this.#add = database.prepare<[number]>(
      'INSERT OR IGNORE INTO withheld_batches(batch) VALUES (?)',
    );
    this.#remove = database.prepare<[number]>('DELETE FROM withheld_batches WHERE batch = ?');
    this.#all = database.prepare<[], number>('SELECT batch FROM withheld_batches').pluck();
  }

  /** Within the caller's transaction. */
  withhold(batch: number): void {
    this.#add.run(batch);
  }

  /** Lets what was not taken back leave. @returns whether the batch was withheld */
  release(batch: number): boolean {
    return this.#remove.run(batch).changes > 0;
  }

  /** Those that are withheld, also since before a restart. */
  all(): number[] {
    return this.#all.all();
  }
}
