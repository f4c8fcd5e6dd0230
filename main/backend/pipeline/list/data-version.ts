import type { Database } from '../../../database/database.ts';

/** Tells whether anything was written since: by this connection or by another. */
export class DataVersion {
  readonly #own;
  readonly #others;

  constructor(database: Database) {
    this.#own = database.prepare<[], number>('SELECT total_changes()').pluck();
    this.#others = database.prepare<[], number>('PRAGMA data_version').pluck();
  }

  /** Another value after every write. */
  current(): string {
    return `${this.#own.get()}.${this.#others.get()}`;
  }
}
