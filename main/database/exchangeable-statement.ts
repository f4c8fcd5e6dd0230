import type Sqlite from 'better-sqlite3';
import type { ExchangeableDatabase } from './exchangeable-database.ts';

type Prepared = Sqlite.Statement<unknown[], unknown>;

/**
 * A statement that is prepared when it is first used, and anew when the database's file was exchanged.
 * SQLite compiles a statement with all triggers of its table; of what the services prepare as they
 * start, most is not used for long.
 */
export class ExchangeableStatement implements Sqlite.Statement<unknown[], unknown> {
  readonly database: ExchangeableDatabase;
  readonly source: string;
  #modes: ((statement: Prepared) => void)[] = [];
  #generation = -1;
  #prepared: Prepared | undefined;

  constructor(database: ExchangeableDatabase, source: string) {
    this.database = database;
    this.source = source;
  }

  get reader(): boolean {
    return this.#current().reader;
  }
  get readonly(): boolean {
    return this.#current().readonly;
  }
  get busy(): boolean {
    return this.#current().busy;
  }

  run(...parameters: unknown[]): Sqlite.RunResult {
    return this.#current().run(...parameters);
  }

  get(...parameters: unknown[]): unknown {
    return this.#current().get(...parameters);
  }

  all(...parameters: unknown[]): unknown[] {
    return this.#current().all(...parameters);
  }

  iterate(...parameters: unknown[]): IterableIterator<unknown> {
    return this.#current().iterate(...parameters);
  }

  columns(): Sqlite.ColumnDefinition[] {
    return this.#current().columns();
  }

  pluck(on = true): this {
    return this.#mode((statement) => statement.pluck(on));
  }

  expand(on = true): this {
    return this.#mode((statement) => statement.expand(on));
  }

  raw(on = true): this {
    return this.#mode((statement) => statement.raw(on));
  }

  safeIntegers(on = true): this {
    return this.#mode((statement) => statement.safeIntegers(on));
  }

  bind(...parameters: unknown[]): this {
    return this.#mode((statement) => statement.bind(...parameters));
  }

  #mode(mode: (statement: Prepared) => void): this {
    this.#modes.push(mode);
    if (this.#prepared) mode(this.#current());
    return this;
  }

  #current(): Prepared {
    if (!this.#prepared || this.#generation !== this.database.generation) {
      const prepared = this.database.connection.prepare(this.source);
      for (const mode of this.#modes) mode(prepared);
      this.#prepared = prepared;
      this.#generation = this.database.generation;
    }
    return this.#prepared;
  }
}
