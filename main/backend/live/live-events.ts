import type { LiveEvent } from '../../../shared/api/events.ts';
import type { Database } from '../../database/database.ts';

type Listener = (event: LiveEvent) => void;

/**
 * Live updates within the process: services publish what they changed, hosts stream it on.
 * A listener that throws never disturbs the publisher.
 */
export class LiveEvents {
  readonly #listeners = new Set<Listener>();
  readonly #database: Database;
  #held: LiveEvent[] = [];
  #gathered: Map<LiveEvent['type'], LiveEvent> | undefined;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Publishes an event. Within a transaction it is held back until the transaction has ended, so
   * that nobody fetches the state from before it; after a rollback it only causes a needless fetch.
   */
  publish(event: LiveEvent): void {
    if (this.#gathered) {
      this.#gathered.set(event.type, event);
      return;
    }
    if (!this.#database.inTransaction) {
      this.#deliver(event);
      return;
    }
    if (this.#held.push(event) === 1) setImmediate(() => this.#release());
  }

  /**
   * Runs work that would publish more events than anybody can follow, publishing none.
   * @returns the last event of each type, for the caller to publish when it is time
   */
  gather(work: () => void): LiveEvent[] {
    const outer = this.#gathered;
    const gathered = new Map<LiveEvent['type'], LiveEvent>();
    this.#gathered = gathered;
    try {
      work();
    } finally {
      this.#gathered = outer;
    }
    return [...gathered.values()];
  }

  /** Listens until the returned function is called. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #release(): void {
    const events = this.#held;
    this.#held = [];
    for (const event of events) this.#deliver(event);
  }

  #deliver(event: LiveEvent): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(event);
      } catch {
        this.#listeners.delete(listener);
      }
    }
  }
}
