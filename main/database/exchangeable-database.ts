import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { ExchangeableStatement } from './exchangeable-statement.ts';

type Connection = Sqlite.Database;
type Work = Parameters<Connection['transaction']>[0];

/** What has the database's file open besides its connection: lets go of it for an exchange. */
export interface FileUser {
  /** Resolves when the file is closed. */
  release(): Promise<void>;
  resume(): void;
}

/** The file could not be exchanged: something has it open. Nothing has changed. */
export class ExchangeRefused extends Error {
  override readonly name = 'ExchangeRefused';
}

/**
 * A connection whose file can be exchanged for another one of the same schema while the program runs.
 * Whoever holds it, and statements and transactions made from it, go on with the new file.
 */
export class ExchangeableDatabase implements Sqlite.Database {
  readonly #file: string;
  readonly #configure: (connection: Connection) => void;
  readonly #functions: ((connection: Connection) => void)[] = [];
  readonly #users: FileUser[] = [];
  #connection: Connection;
  #generation = 0;

  /** @param configure sets a new connection's pragmas */
  constructor(file: string, configure: (connection: Connection) => void) {
    this.#file = file;
    this.#configure = configure;
    this.#connection = this.#connect(file);
  }

  /** Another number after each exchange. */
  get generation(): number {
    return this.#generation;
  }

  /** Of this generation alone. */
  get connection(): Connection {
    return this.#connection;
  }

  get memory(): boolean {
    return this.#connection.memory;
  }
  get readonly(): boolean {
    return this.#connection.readonly;
  }
  get name(): string {
    return this.#connection.name;
  }
  get open(): boolean {
    return this.#connection.open;
  }
  get inTransaction(): boolean {
    return this.#connection.inTransaction;
  }

  prepare = ((source: string) =>
    new ExchangeableStatement(this, source)) as unknown as Connection['prepare'];

  transaction = ((work: Work) => {
    let generation = -1;
    let made: ReturnType<Connection['transaction']>;
    const current = () => {
      if (generation !== this.#generation) {
        made = this.#connection.transaction(work);
        generation = this.#generation;
      }
      return made;
    };
    const run = (...parameters: unknown[]) => current()(...parameters);
    return Object.assign(run, {
      default: run,
      deferred: (...parameters: unknown[]) => current().deferred(...parameters),
      immediate: (...parameters: unknown[]) => current().immediate(...parameters),
      exclusive: (...parameters: unknown[]) => current().exclusive(...parameters),
    });
  }) as Connection['transaction'];

  exec(source: string): this {
    this.#connection.exec(source);
    return this;
  }

  pragma(source: string, options?: Sqlite.PragmaOptions): unknown {
    return this.#connection.pragma(source, options);
  }

  /** Kept for the connections to come. */
  function(...definition: unknown[]): this {
    const define = (connection: Connection) => {
      (connection.function as (...parameters: unknown[]) => unknown)(...definition);
    };
    this.#functions.push(define);
    define(this.#connection);
    return this;
  }

  close(): this {
    this.#connection.close();
    return this;
  }

  backup(file: string, options?: Sqlite.BackupOptions): Promise<Sqlite.BackupMetadata> {
    return this.#connection.backup(file, options);
  }

  serialize(options?: Sqlite.SerializeOptions): Buffer {
    return this.#connection.serialize(options);
  }

  /** Would be lost by an exchange. */
  aggregate(): never {
    throw notKept('aggregate');
  }
  table(): never {
    throw notKept('table');
  }
  loadExtension(): never {
    throw notKept('loadExtension');
  }
  defaultSafeIntegers(): never {
    throw notKept('defaultSafeIntegers');
  }
  unsafeMode(): never {
    throw notKept('unsafeMode');
  }

  /** Asks a user of the file to let go of it before each exchange. */
  addFileUser(user: FileUser): void {
    this.#users.push(user);
  }

  /**
   * Puts another file, which is complete and on disk, in place of this one. A crash leaves the one or the
   * other. The event loop is held from `carryOver` to the end.
   * @param file beside this one; it is gone afterwards
   * @param carryOver writes to the new file what has changed here meanwhile: this one is attached as `live`
   * @throws ExchangeRefused, and what `carryOver` throws; nothing has changed here then
   */
  async exchange(file: string, carryOver: (fresh: Connection) => void): Promise<void> {
    for (const user of this.#users) await user.release();
    try {
      if (!this.open || this.inTransaction) throw new ExchangeRefused('busy');
      const fresh = this.#connect(file);
      try {
        fresh.prepare('ATTACH ? AS live').run(this.#file);
        carryOver(fresh);
        fresh.exec('DETACH live');
      } finally {
        // The last to close moves the log into the file and takes it away.
        fresh.close();
      }
      this.#replaceBy(file);
    } finally {
      for (const user of this.#users) user.resume();
    }
  }

  #replaceBy(file: string): void {
    leaveLog(this.#connection);
    this.#connection.close();
    try {
      renameSync(file, this.#file);
      syncFolder(dirname(this.#file));
    } finally {
      this.#connection = this.#connect(this.#file);
      this.#generation += 1;
    }
  }

  #connect(file: string): Connection {
    const connection = new Sqlite(file, { timeout: 5000 });
    try {
      this.#configure(connection);
      for (const define of this.#functions) define(connection);
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    }
  }
}

/** A log that stayed beside the file would be taken for the next one's. */
function leaveLog(connection: Connection): void {
  connection.pragma('busy_timeout = 0');
  try {
    const mode = connection.pragma('journal_mode = DELETE', { simple: true });
    if (mode !== 'delete') throw new ExchangeRefused('somebody else has the file open');
  } catch (error) {
    connection.pragma('busy_timeout = 5000');
    throw error instanceof ExchangeRefused
      ? error
      : new ExchangeRefused('the file is in use', { cause: error });
  }
}

/** Directories cannot be synced on Windows, and need not be. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function notKept(what: string): Error {
  return new Error(`${what} would not outlive an exchange of the file`);
}
