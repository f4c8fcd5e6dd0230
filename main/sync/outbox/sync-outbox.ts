import { canonicalJson } from '../../../shared/sync/canonical-json.ts';
import { syncedEntities, syncedEntity } from '../../../shared/sync/entities.ts';
import type { Values } from '../../../shared/sync/ids.ts';
import type { Outcome, Rejection } from '../../../shared/sync/merge-types.ts';
import type {
  OperationCommand,
  StreamScope,
  WrittenOperation,
} from '../../../shared/sync/operation.ts';
import { keepAcknowledgedDays, pushLimits } from '../../../shared/sync/protocol.ts';
import { isSealed, sealedPrefix } from '../../../shared/sync/sealed.ts';
import type { Database } from '../../database/database.ts';
import { sha256Hex } from '../capture/change-capture.ts';

interface OutboxRow {
  client_seq: number;
  op_id: string;
  tx_id: string;
  scope: StreamScope;
  entity: string;
  id: string;
  command: OperationCommand;
  patch: string;
  base: string | null;
  base_seq: number;
  hlc: string;
  wall_ms: number;
  clock_epoch: number;
  schema_v: number;
  /** Whether `patch` and `base` are as `canonicalJson` writes them. */
  canonical: 0 | 1;
}

/** An operation as it is sent. */
export interface SentOperation extends WrittenOperation {
  readonly tx_id: string;
  readonly scope: StreamScope;
  readonly entity: string;
  readonly id: string;
  readonly command: OperationCommand;
  /** JSON. */
  readonly patch: string;
}

/** How the centre answered one operation. */
export interface Answer {
  readonly client_seq: number;
  readonly seq: number;
  readonly outcome: Outcome;
  readonly reason?: Rejection | undefined;
}

/** A refused operation, shown until somebody puts it right or lets it go. */
export interface ParkedOperation {
  readonly client_seq: number;
  readonly entity: string;
  readonly id: string;
  readonly command: OperationCommand;
  readonly patch: Values;
  readonly reason: string;
  /** Milliseconds. */
  readonly wall_ms: number;
}

/** Operations that follow each other and took effect as they were made. */
export interface AppliedRange {
  /** `client_seq` of the first and the last. */
  readonly first: number;
  readonly last: number;
  /** The number of the first in its stream; the others' follow. */
  readonly seq: number;
}

const day = 86_400_000;
/** So many are forgotten at a time. */
const prunedAtOnce = 5_000;
const fields = `client_seq, op_id, tx_id, scope, entity, id, command, patch, base, base_seq, hlc,
  wall_ms, clock_epoch, schema_v, canonical`;

/**
 * The operations that this device owes the centre, written by the triggers of `capture-triggers.ts`.
 * Answered ones stay for 30 days, for a centre that was restored from an older copy.
 */
export class SyncOutbox {
  readonly #after;
  readonly #counts;
  readonly #applied;
  readonly #answer;
  readonly #acknowledge;
  readonly #columns;
  readonly #parked;
  readonly #dismiss;
  readonly #oldest;
  readonly #prune;
  readonly #last;
  readonly #lastAnswered;
  readonly #again;
  readonly #seen;
  readonly #numberAgain;

  constructor(database: Database) {
    this.#after = database.prepare<[number, number], OutboxRow>(
      `SELECT ${fields} FROM sync_outbox WHERE client_seq > ? ORDER BY client_seq LIMIT ?`,
    );
    // Asked for at every step of a session: what is pending is the newest, without a gap.
    this.#counts = database.prepare<[], { pending: number; parked: number }>(
      `SELECT coalesce((SELECT MAX(client_seq) + 1 FROM sync_outbox)
           - (SELECT MIN(client_seq) FROM sync_outbox WHERE state = 'pending'), 0) AS pending,
         (SELECT COUNT(*) FROM sync_outbox WHERE state = 'parked') AS parked`,
    );
    this.#applied = database
      .prepare<[string], number>(
        `SELECT 1 FROM sync_outbox
         WHERE op_id = ? AND state = 'acknowledged' AND outcome = 'applied'`,
      )
      .pluck();
    this.#answer = database.prepare(
      `UPDATE sync_outbox SET state = @state, outcome = @outcome, reason = @reason,
         server_seq = @seq, answered_at = @now WHERE client_seq = @client_seq`,
    );
    this.#acknowledge = database.prepare<[number, number, number, number]>(
      `UPDATE sync_outbox SET state = 'acknowledged', outcome = 'applied', reason = NULL,
         server_seq = client_seq + ?, answered_at = ? WHERE client_seq BETWEEN ? AND ?`,
    );
    this.#columns = database
      .prepare<[string, string, number], string>(
        `SELECT DISTINCT member.key FROM sync_outbox o, json_each(o.patch) member
         WHERE o.entity = ? AND o.id = ? AND (o.state = 'pending'
           OR (o.state = 'acknowledged' AND o.outcome = 'applied' AND o.server_seq > ?))`,
      )
      .pluck();
    this.#parked = database.prepare<[number], Omit<ParkedOperation, 'patch'> & { patch: string }>(
      `SELECT client_seq, entity, id, command, patch, coalesce(reason, '') AS reason, wall_ms
       FROM sync_outbox WHERE state = 'parked'
       ORDER BY wall_ms DESC, client_seq DESC LIMIT ?`,
    );
    this.#dismiss = database.prepare<[number]>(
      `UPDATE sync_outbox SET state = 'acknowledged' WHERE client_seq = ? AND state = 'parked'`,
    );
    // What was answered first is the oldest.
    this.#oldest = database.prepare<[], { client_seq: number; answered_at: number | null }>(
      `SELECT client_seq, answered_at FROM sync_outbox WHERE state = 'acknowledged'
       ORDER BY client_seq LIMIT 1`,
    );
    this.#prune = database.prepare<[number, number]>(
      `DELETE FROM sync_outbox
       WHERE state = 'acknowledged' AND answered_at < ? AND client_seq < ?`,
    );
    // Not the greatest that is there: what was answered long ago is forgotten.
    this.#last = database
      .prepare<[], number>(`SELECT seq FROM sqlite_sequence WHERE name = 'sync_outbox'`)
      .pluck();
    // Answers come in order, so what is pending is the newest.
    this.#lastAnswered = database
      .prepare<[], number>(
        `SELECT coalesce(
           (SELECT MIN(client_seq) - 1 FROM sync_outbox WHERE state = 'pending'),
           (SELECT seq FROM sqlite_sequence WHERE name = 'sync_outbox'), 0)`,
      )
      .pluck();
    this.#again = database.prepare<[number]>(
      `UPDATE sync_outbox SET state = 'pending', outcome = NULL, reason = NULL, server_seq = NULL,
         answered_at = NULL WHERE client_seq > ?`,
    );
    this.#seen = database.prepare<[number, StreamScope, number, number]>(
      `UPDATE sync_outbox SET base_seq = ?
       WHERE scope = ? AND client_seq > ? AND base_seq > ? AND state = 'pending'`,
    );
    this.#numberAgain = () => {
      database.exec(`
        DELETE FROM sync_outbox WHERE state = 'acknowledged';
        UPDATE sync_outbox SET client_seq = -client_seq WHERE client_seq > 0;
        UPDATE sync_outbox SET client_seq = numbered.position
          FROM (SELECT client_seq AS old, row_number() OVER (ORDER BY client_seq DESC) AS position
            FROM sync_outbox WHERE state = 'pending') numbered
          WHERE sync_outbox.client_seq = numbered.old;
        UPDATE sqlite_sequence SET seq =
            (SELECT COUNT(*) FROM sync_outbox WHERE state = 'pending')
          WHERE name = 'sync_outbox';`);
    };
  }

  /**
   * What follows `clientSeq`, as one push takes it: whole transactions, up to the protocol's limits.
   * A transaction that is larger than that goes in parts.
   */
  batchAfter(clientSeq: number): SentOperation[] {
    const rows = this.#after.all(clientSeq, pushLimits.operations + 1);
    const operations: SentOperation[] = [];
    let bytes = 0;
    for (const row of rows.slice(0, pushLimits.operations)) {
      const operation = toSent(row);
      bytes += 120 + Buffer.byteLength(operation.content);
      if (operations.length > 0 && bytes > pushLimits.bytes) break;
      operations.push(operation);
    }
    const cut = rows[operations.length];
    if (!cut) return operations;
    const whole = operations.filter(({ tx_id }) => tx_id !== cut.tx_id);
    return whole.length > 0 ? whole : operations;
  }

  /** The centre's answer: refused operations are parked on their own and hold nothing up. */
  answer({ client_seq, seq, outcome, reason }: Answer, now: number): void {
    const state = outcome === 'rejected' ? 'parked' : 'acknowledged';
    this.#answer.run({ client_seq, seq, outcome, reason: reason ?? null, state, now });
  }

  /** The centre's answer to many operations that took effect as they were made. */
  acknowledge({ first, last, seq }: AppliedRange, now: number): void {
    this.#acknowledge.run(seq - first, now, first, last);
  }

  /**
   * Columns of a row whose local values stand over what the centre says at `seq`: their operations are
   * not sent yet, or took effect after it.
   */
  columnsOver(entity: string, id: string, seq: number): string[] {
    return this.#columns.all(entity, id, seq);
  }

  count(): { pending: number; parked: number } {
    return this.#counts.get() ?? { pending: 0, parked: 0 };
  }

  /** Whether an operation is this device's and took effect as it was made here. */
  isOwnApplied(operationId: string): boolean {
    return this.#applied.get(operationId) !== undefined;
  }

  /** The newest number that was given; 0 where none was. */
  get last(): number {
    return this.#last.get() ?? 0;
  }

  /** The newest number that the centre has answered; what follows is to be sent. */
  get lastAnswered(): number {
    return this.#lastAnswered.get() ?? 0;
  }

  /** Sends answered operations again, to a centre that was restored from before them. */
  sendAgainAfter(clientSeq: number): void {
    this.#again.run(clientSeq);
  }

  /**
   * What is sent after `clientSeq` was made without having seen more of a stream than `seq`: in a
   * restored one, what has greater numbers is not what it was.
   */
  seenUpTo(stream: StreamScope, clientSeq: number, seq: number): void {
    if (Number.isFinite(seq)) this.#seen.run(seq, stream, clientSeq, seq);
  }

  /** Numbers what is not answered from 1 again, for a new incarnation; what is parked stays to be seen,
   * under numbers below 0. Run in a transaction. */
  numberAgain(): void {
    this.#numberAgain();
  }

  /** Refused operations that nobody has let go of, the newest first. */
  parked(limit = 1_000): ParkedOperation[] {
    return this.#parked
      .all(limit)
      .map((row) => ({ ...row, patch: JSON.parse(row.patch) as Values }));
  }

  /** Lets go of a refused operation; it stays for a centre that is restored. @returns whether it was there */
  dismiss(clientSeq: number): boolean {
    return this.#dismiss.run(clientSeq).changes > 0;
  }

  /** Forgets what was answered more than 30 days ago, some of it at a time. */
  prune(now: number): void {
    const end = now - keepAcknowledgedDays * day;
    const oldest = this.#oldest.get();
    if (!oldest || (oldest.answered_at ?? end) >= end) return;
    this.#prune.run(end, oldest.client_seq + prunedAtOnce);
  }
}

function toSent(row: OutboxRow): SentOperation {
  const { client_seq, tx_id, scope, entity, id, command, patch } = row;
  const content = contentOf(row);
  const hash = sha256Hex(content);
  return { client_seq, tx_id, scope, entity, id, command, patch, content, hash };
}

/** What an operation's hash covers (`operationHash`): canonical JSON. */
function contentOf(row: OutboxRow): string {
  const asItLies = row.canonical === 1 && !entitiesWithSecrets.has(row.entity);
  const values = (text: string) =>
    asItLies ? text : canonicalJson(sealed(row.entity, JSON.parse(text) as Values));
  const base = row.base === null ? '' : `"base":${values(row.base)},`;
  return `{${base}"base_seq":${row.base_seq},"clock_epoch":${row.clock_epoch},"command":"${row.command}","entity":${JSON.stringify(row.entity)},"hlc":"${row.hlc}","id":${JSON.stringify(row.id)},"op_id":${JSON.stringify(row.op_id)},"patch":${values(row.patch)},"schema_v":${row.schema_v},"scope":"${row.scope}","tx_id":${JSON.stringify(row.tx_id)},"wall_ms":${row.wall_ms}}`;
}

const entitiesWithSecrets: ReadonlySet<string> = new Set(
  syncedEntities
    .filter(({ columns }) => Object.values(columns).some(({ sealed }) => sealed))
    .map(({ name }) => name),
);

/** Upload tokens leave the device as their hash. */
function sealed(entityName: string, values: Values): Values {
  const columns = syncedEntity(entityName)?.columns;
  for (const [name, value] of Object.entries(values)) {
    if (columns?.[name]?.sealed && typeof value === 'string') values[name] = seal(value);
  }
  return values;
}

/** `sha256:<hex>` of a secret; what is sealed already stays as it is. */
export function seal(secret: string): string {
  return isSealed(secret) ? secret : `${sealedPrefix}${sha256Hex(secret)}`;
}
