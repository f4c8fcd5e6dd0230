import { hash } from 'node:crypto';
import {
  formatTime,
  type HybridTime,
  parseTime,
  receive,
  tick,
} from '../../../shared/sync/clock.ts';
import type { Database } from '../../database/database.ts';
import { type Platform, randomToken, systemPlatform } from '../../platform.ts';
import { RowNumbers } from './row-numbers.ts';

/** Operations of one transaction that may go together in one push (`pushLimits`), with room to spare. */
const groupLimit = 400;

/** SHA-256 of a text, as `operationHash` and `chainHash` want it. */
export const sha256Hex = (text: string): string => hash('sha256', text, 'hex');

/**
 * What the triggers of synced tables ask of the program: the time, ids, and whether a change is this
 * device's own. One for each open connection; a connection's triggers run in the transaction of the
 * command, so that an operation and its stamp are committed with the rows.
 */
export class ChangeCapture {
  #platform: Platform = systemPlatform;
  #clock: HybridTime = { ms: 0, counter: 0, space: 0 };
  #clockEpoch = 1;
  #own = true;
  #removal: 'delete' | 'erase' = 'delete';
  #group = { id: '', size: 0, open: false };
  readonly #numbers = new RowNumbers();
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
    const define = (name: string, read: () => string | number) => database.function(name, read);
    define('credo_sync_is_own', () => (this.#own ? 1 : 0));
    define('credo_sync_removal', () => this.#removal);
    define('credo_sync_operation', () => randomToken(this.#platform));
    define('credo_sync_transaction', () => this.#transaction(database.inTransaction));
    define('credo_sync_time', () => this.#stamp());
    define('credo_sync_wall', () => this.#platform.now());
    define('credo_sync_clock_epoch', () => this.#clockEpoch);
    database.function('credo_next_id', (table: string) => this.#numbers.next(table));
    this.#noticeTransactions(database);
  }

  /** Time and randomness; the machine's own by default. */
  setPlatform(platform: Platform): void {
    this.#platform = platform;
  }

  /**
   * Sets the clock to what the device last stamped, and numbers new rows in its space.
   * @param space the device's
   */
  setClock(last: string | null, space: number, clockEpoch: number): void {
    this.#clock = { ...(last ? parseTime(last) : { ms: 0, counter: 0 }), space };
    this.#clockEpoch = clockEpoch;
    this.#numbers.load(this.#database, space);
  }

  /** Leaves out numbers of the space, as a copy of this database may be giving the next ones to rows. */
  skipNumbers(): void {
    const { buffer } = Uint8Array.from(this.#platform.randomBytes(4));
    this.#numbers.skip(this.#database, new DataView(buffer).getUint32(0));
  }

  /** The clock has seen a time of another device. */
  see(time: HybridTime): void {
    this.#clock = receive(this.#clock, time, this.#platform.now());
  }

  /** Runs work whose changes come from the centre and go back to nobody. */
  applying<Result>(work: () => Result): Result {
    const before = this.#own;
    this.#own = false;
    try {
      return work();
    } finally {
      this.#own = before;
    }
  }

  /** Runs the legal erasure of a person: one `erase` instead of a deletion for each row. */
  erasing<Result>(work: () => Result): Result {
    this.#removal = 'erase';
    try {
      return work();
    } finally {
      this.#removal = 'delete';
    }
  }

  #stamp(): string {
    this.#clock = tick(this.#clock, this.#platform.now());
    return formatTime(this.#clock);
  }

  /** A statement outside a transaction is one by itself; a very long one goes in parts. */
  #transaction(inTransaction: boolean): string {
    if (!inTransaction || !this.#group.open || this.#group.size >= groupLimit) {
      this.#group = { id: randomToken(this.#platform), size: 0, open: inTransaction };
    }
    this.#group.size += 1;
    return this.#group.id;
  }

  /** Every outermost transaction is a new group. SQLite has no hook for it. */
  #noticeTransactions(database: Database): void {
    const transaction = database.transaction.bind(database);
    const begin = () => {
      if (!database.inTransaction) this.#group.open = false;
    };
    const noticed: typeof database.transaction = (work) => {
      const run = transaction(work);
      const wrap = (inner: (...args: never[]) => unknown) =>
        ((...args: never[]) => {
          begin();
          return inner(...args);
        }) as unknown;
      return Object.assign(wrap(run as never) as object, {
        default: wrap(run.default as never),
        deferred: wrap(run.deferred as never),
        immediate: wrap(run.immediate as never),
        exclusive: wrap(run.exclusive as never),
      }) as ReturnType<typeof database.transaction> as never;
    };
    database.transaction = noticed;
  }
}

const captures = new WeakMap<Database, ChangeCapture>();

/** The capture of a connection; `openDatabase` makes it, since triggers need its functions. */
export function captureOf(database: Database): ChangeCapture {
  let capture = captures.get(database);
  if (!capture) {
    capture = new ChangeCapture(database);
    captures.set(database, capture);
  }
  return capture;
}
