import { z } from 'zod';
import { formatTime } from '../../shared/sync/clock.ts';
import { emptyChain, type StreamScope, streamScopes } from '../../shared/sync/operation.ts';
import { roles } from '../../shared/sync/protocol-access.ts';
import type { Database } from '../database/database.ts';

const cursorSchema = z.object({
  epoch: z.string(),
  /** The last operation that is applied, and the chain hash there. */
  seq: z.number(),
  hash: z.string(),
  /** `none` until the first snapshot is whole. */
  snapshot: z.enum(['none', 'complete']),
});
export type Cursor = z.infer<typeof cursorSchema>;

const membershipSchema = z.object({
  central_url: z.string(),
  server_id: z.string(),
  device_id: z.string(),
  device_name: z.string(),
  company_name: z.string(),
  uid: z.number(),
  user_name: z.string(),
  role: z.enum(roles),
  /** The id space of `ids.ts`. */
  space: z.number(),
  /** Random, a new one whenever this database was restored or cloned. */
  incarnation: z.string(),
  clock_epoch: z.number(),
  candidate_url: z.string().nullable(),
  joined_at: z.number(),
});
export type Membership = z.infer<typeof membershipSchema>;

const snapshotSchema = z.object({
  epoch: z.string(),
  /** The head, and the chain hash there, when the snapshot was first asked for. */
  head: z.number(),
  hash: z.string(),
  rows: z.number(),
  /** Where to go on. */
  from: z.string().optional(),
});
/** A snapshot on its way. */
export type RunningSnapshot = z.infer<typeof snapshotSchema>;

const leftSchema = z.object({ server_id: z.string(), uid: z.number() });

const emptyCursor: Cursor = { epoch: '', seq: 0, hash: emptyChain, snapshot: 'none' };

/** What the device knows of its company's centre: written in the transaction of what it goes with. */
export class DeviceState {
  readonly #get;
  readonly #set;
  readonly #remove;
  readonly #forget;
  readonly #removeOne;
  readonly #lastTime;

  constructor(database: Database) {
    this.#get = database
      .prepare<[string], string>('SELECT value FROM sync_state WHERE key = ?')
      .pluck();
    this.#set = database.prepare<[string, string]>(
      `INSERT INTO sync_state(key, value) VALUES (?, ?)
       ON CONFLICT(key) DO UPDATE SET value = excluded.value`,
    );
    this.#remove = database.prepare('DELETE FROM sync_state');
    this.#removeOne = database.prepare<[string]>('DELETE FROM sync_state WHERE key = ?');
    this.#forget = database.prepare('UPDATE sync_rows SET seq = 0 WHERE stream = ?');
    this.#lastTime = database
      .prepare<[], string | null>('SELECT MAX(hlc) FROM sync_outbox')
      .pluck();
  }

  /** The company that this workspace has joined, or undefined. */
  get membership(): Membership | undefined {
    const text = this.#get.get('membership');
    return text === undefined ? undefined : membershipSchema.parse(JSON.parse(text));
  }

  set membership(membership: Membership) {
    this.#set.run('membership', JSON.stringify(membership));
  }

  cursor(stream: StreamScope): Cursor {
    const text = this.#get.get(`cursor.${stream}`);
    return text === undefined ? emptyCursor : cursorSchema.parse(JSON.parse(text));
  }

  setCursor(stream: StreamScope, cursor: Cursor): void {
    this.#set.run(`cursor.${stream}`, JSON.stringify(cursor));
  }

  cursors(): Record<StreamScope, Cursor> {
    return Object.fromEntries(
      streamScopes.map((stream) => [stream, this.cursor(stream)]),
    ) as Record<StreamScope, Cursor>;
  }

  snapshot(stream: StreamScope): RunningSnapshot | undefined {
    const text = this.#get.get(`snapshot.${stream}`);
    return text === undefined ? undefined : snapshotSchema.parse(JSON.parse(text));
  }

  setSnapshot(stream: StreamScope, snapshot: RunningSnapshot | undefined): void {
    if (snapshot) this.#set.run(`snapshot.${stream}`, JSON.stringify(snapshot));
    else this.#removeOne.run(`snapshot.${stream}`);
  }

  /** Rows of a stream take whatever state the centre has of them. */
  forgetRowNumbers(stream: StreamScope): void {
    this.#forget.run(stream);
  }

  /** The newest time that this device stamped or saw; null where it never did. */
  get lastTime(): string | null {
    const seen = this.#get.get('clock') ?? '';
    const stamped = this.#lastTime.get() ?? '';
    return [seen, stamped].sort().at(-1) || null;
  }

  /** Keeps a time of another device, so that what follows is stamped after it. */
  see(ms: number, counter: number, space: number): void {
    const text = formatTime({ ms, counter, space });
    if (text > (this.#get.get('clock') ?? '')) this.#set.run('clock', text);
  }

  /** The company that the workspace was in before, and whom it called this workspace's user. */
  get left(): { readonly server_id: string; readonly uid: number } | undefined {
    const text = this.#get.get('left');
    return text === undefined ? undefined : leftSchema.parse(JSON.parse(text));
  }

  set left({ server_id, uid }: { readonly server_id: string; readonly uid: number }) {
    this.#set.run('left', JSON.stringify({ server_id, uid }));
  }

  /** Forgets the company. */
  clear(): void {
    this.#remove.run();
  }
}
