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
  /** 0 where an earlier version joined. */
  company_id: z.number().default(0),
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

const leftSchema = z.object({
  server_id: z.string(),
  company_id: z.number(),
  /** The id space that new rows go on in. */
  space: z.number(),
  clock_epoch: z.number(),
});
/** The company that the workspace was in before. What was done since waits for joining it again. */
export type LeftCompany = z.infer<typeof leftSchema>;

const copySchema = z.object({
  kind: z.enum(['copied', 'restored', 'either']),
  /** The user has been told. */
  seen: z.boolean(),
});
/** That this database is a copy, and of which kind: `newIncarnation`. */
export type Copy = z.infer<typeof copySchema>;

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
    this.#remove = database.prepare(
      "DELETE FROM sync_state WHERE key NOT LIKE 'id.%' AND key NOT IN ('clock', 'metered')",
    );
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

  /** Syncing was paused by hand. */
  get paused(): boolean {
    return this.#get.get('paused') !== undefined;
  }

  set paused(paused: boolean) {
    if (paused) this.#set.run('paused', 'true');
    else this.#removeOne.run('paused');
  }

  /** Syncing waits while the network is metered; of the machine, whatever company it is in. */
  get pausesOnMetered(): boolean {
    return this.#get.get('metered') !== 'sync';
  }

  set pausesOnMetered(pauses: boolean) {
    this.#set.run('metered', pauses ? 'pause' : 'sync');
  }

  /** The incarnation that is marked outside this database (`CopyGuard`). */
  get marked(): string | undefined {
    return this.#get.get('marked');
  }

  set marked(incarnation: string) {
    this.#set.run('marked', incarnation);
  }

  /** Set once this database turned out to be a copy. */
  get copy(): Copy | undefined {
    const text = this.#get.get('copy');
    return text === undefined ? undefined : copySchema.parse(JSON.parse(text));
  }

  set copy(copy: Copy) {
    this.#set.run('copy', JSON.stringify(copy));
  }

  /** The company that the workspace was in last, where it is in none. */
  get left(): LeftCompany | undefined {
    const text = this.#get.get('left');
    // An earlier version kept less, which is no use.
    return text === undefined ? undefined : leftSchema.safeParse(JSON.parse(text)).data;
  }

  /** Leaves the company: where the device stands with it is forgotten. */
  leave({ server_id, company_id, space, clock_epoch }: LeftCompany): void {
    this.#remove.run();
    this.#set.run('left', JSON.stringify({ server_id, company_id, space, clock_epoch }));
  }

  /** The company of before does not matter any more. */
  forgetLeft(): void {
    this.#removeOne.run('left');
  }
}
