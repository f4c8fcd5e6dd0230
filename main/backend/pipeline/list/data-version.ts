import type { Database } from '../../../database/database.ts';
import { ExchangeableDatabase } from '../../../database/exchangeable-database.ts';

/** Tells whether anything was written since: by this connection or by another. */
export class DataVersion {
  readonly #own;
  readonly #others;

  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
    this.#own = database.prepare<[], number>('SELECT total_changes()').pluck();
    this.#others = database.prepare<[], number>('PRAGMA data_version').pluck();
  }

  /** Another value after every write. */
  current(): string {
    const { generation } =
      this.#database instanceof ExchangeableDatabase ? this.#database : { generation: 0 };
    return `${generation}.${this.#own.get()}.${this.#others.get()}`;
  }
}
