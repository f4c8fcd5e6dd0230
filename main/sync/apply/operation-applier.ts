import { syncedEntities, syncedEntity } from '../../../shared/sync/entities.ts';
import type { SyncedEntity } from '../../../shared/sync/entity-types.ts';
import type { Values } from '../../../shared/sync/ids.ts';
import type { Outcome } from '../../../shared/sync/merge-types.ts';
import { type StreamScope, schemaVersion } from '../../../shared/sync/operation.ts';
import type { Conflict, PullLine, SnapshotLine } from '../../../shared/sync/protocol.ts';
import type { Database } from '../../database/database.ts';
import type { Platform } from '../../platform.ts';
import { renameRow } from '../join/renumber.ts';
import type { AppliedRange, SentOperation, SyncOutbox } from '../outbox/sync-outbox.ts';
import { DerivedValues } from './derived-values.ts';
import { RowWriter } from './row-writer.ts';
import { WantedFiles } from './wanted-files.ts';

export type PulledOperation = Extract<PullLine, { type: 'op' }>;
export type SnapshotRow = Extract<SnapshotLine, { type: 'row' }>;

/** What the centre made of an operation. */
interface Numbered {
  readonly outcome: Outcome;
  readonly seq: number;
}

/** A row of the stream that the local database cannot hold; it is parked and shown. */
interface Refusal {
  readonly stream: StreamScope;
  readonly seq: number;
  readonly raw: unknown;
  readonly reason: string;
}

/**
 * Brings what the centre says into the local tables. Local edits that the centre has not answered stay
 * in front: a pulled value changes the columns that no such edit touches (sync protocol, rule 13).
 *
 * The caller opens the transaction (rows and cursor move together, rule 3) and runs it inside
 * `ChangeCapture.applying`.
 */
export class OperationApplier {
  readonly #platform: Platform;
  readonly #database: Database;
  readonly #outbox: SyncOutbox;
  readonly #rows: RowWriter;
  readonly #derived: DerivedValues;
  readonly #files: WantedFiles;
  readonly #seqOf;
  readonly #setSeq;
  readonly #setSeqs;
  readonly #savepoint;
  readonly #forgetSeq;
  readonly #park;
  readonly #conflict;
  readonly #settle;
  readonly #dropConflicts;
  readonly #keepHistory;
  readonly #dropParked;
  readonly #anyParked;
  readonly #unpark;
  readonly #certificateOf;
  readonly #erasePerson: ((id: string) => void) | undefined;
  readonly #onSubmitted: (certificateId: number, deviceId: string | null) => void;
  readonly #touched = new Set<number>();

  /**
   * @param erasePerson removes a person with what only this device keeps of them, files included
   * @param onSubmitted a candidate has submitted, at a device or at the centre (null)
   */
  constructor(
    database: Database,
    outbox: SyncOutbox,
    platform: Platform,
    erasePerson?: (id: string) => void,
    onSubmitted: (certificateId: number, deviceId: string | null) => void = () => {},
  ) {
    this.#erasePerson = erasePerson;
    this.#onSubmitted = onSubmitted;
    this.#database = database;
    this.#platform = platform;
    this.#outbox = outbox;
    this.#rows = new RowWriter(database);
    this.#derived = new DerivedValues(database);
    this.#files = new WantedFiles(database, platform);
    this.#seqOf = database
      .prepare<[string, string], number>('SELECT seq FROM sync_rows WHERE entity = ? AND id = ?')
      .pluck();
    this.#setSeq = database.prepare<[string, string, string, number, number]>(
      `INSERT INTO sync_rows(entity, id, stream, seq, deleted) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT(entity, id) DO UPDATE SET seq = excluded.seq, deleted = excluded.deleted`,
    );
    this.#setSeqs = database.prepare<[number, number, number]>(
      `INSERT INTO sync_rows(entity, id, stream, seq, deleted)
       SELECT entity, id, scope, client_seq + ?, command = 'delete' FROM sync_outbox
       WHERE client_seq BETWEEN ? AND ? ORDER BY client_seq
       ON CONFLICT(entity, id) DO UPDATE SET seq = excluded.seq, deleted = excluded.deleted`,
    );
    this.#savepoint = database.transaction((work: () => void) => work());
    this.#forgetSeq = database.prepare<[string, string]>(
      'DELETE FROM sync_rows WHERE entity = ? AND id = ?',
    );
    this.#park = database.prepare<[string, number, string, string, number]>(
      `INSERT INTO sync_parked(stream, seq, raw, reason, created_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT(stream, seq) DO NOTHING`,
    );
    this.#conflict = database.prepare<[string, string, string, string, number, number]>(
      `INSERT INTO sync_conflicts(conflict_id, entity, id, conflict, open, created_at)
       VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT(conflict_id) DO UPDATE SET conflict = excluded.conflict,
         open = min(sync_conflicts.open, excluded.open)`,
    );
    this.#settle = database.prepare<[string]>(
      'UPDATE sync_conflicts SET open = 0 WHERE conflict_id = ?',
    );
    const ofStream = `EXISTS (SELECT 1 FROM sync_rows r WHERE r.entity = sync_conflicts.entity
      AND r.id = sync_conflicts.id AND r.stream = ?)`;
    this.#dropConflicts = database.prepare<[StreamScope]>(
      `DELETE FROM sync_conflicts WHERE open = 1 AND ${ofStream}`,
    );
    this.#keepHistory = database.prepare<[string, StreamScope]>(
      `UPDATE sync_conflicts SET conflict_id = ? || ':' || conflict_id WHERE open = 0
         AND ${ofStream}`,
    );
    this.#dropParked = database.prepare<[StreamScope]>('DELETE FROM sync_parked WHERE stream = ?');
    this.#anyParked = database.prepare<[], number>('SELECT 1 FROM sync_parked LIMIT 1').pluck();
    this.#unpark = database.prepare<[string, number, string, string]>(
      `DELETE FROM sync_parked WHERE stream = ? AND seq <= ? AND reason <> 'schema'
         AND json_extract(raw, '$.entity') = ? AND json_extract(raw, '$.id') = ?`,
    );
    this.#certificateOf = database
      .prepare<[number], number>('SELECT certificate_id FROM reviews WHERE review_id = ?')
      .pluck();
  }

  /** Applies an operation of the stream; what this version does not know is parked as it came. */
  apply(stream: StreamScope, operation: PulledOperation): void {
    const { entity: name, id, seq, schema_v, conflicts = [] } = operation;
    for (const conflict of conflicts) this.keepConflict(conflict, operation.at);
    if (operation.command === 'resolve') {
      this.#settle.run(id);
      return;
    }
    const entity = syncedEntity(name);
    if (!entity || schema_v > schemaVersion) {
      this.#parkRaw({ stream, seq, raw: operation, reason: 'schema' });
      return;
    }
    // A snapshot, or the answer to a push, may have brought a newer state of the row.
    if (operation.effect === 'none' || (this.#seqOf.get(name, id) ?? 0) >= seq) return;
    this.#guarded({ stream, seq, raw: operation, reason: '' }, () => {
      // What took effect as it was made here is here, with what was done since.
      if (this.#outbox.isOwnApplied(operation.op_id)) {
        this.#touch(entity, id, operation.changes ?? {});
      } else this.#effect(entity, operation);
      this.#settled(stream, { entity: name, id, seq }, operation.effect === 'delete');
    });
  }

  /**
   * A row as it stands at the centre: of a snapshot, or of the answer to a push. All that the centre has
   * answered is in it, so that only what is not sent yet stands in front.
   */
  applyRow(stream: StreamScope, row: Omit<SnapshotRow, 'type'>): void {
    const { id, seq, data, deleted, erased } = row;
    const entity = syncedEntity(row.entity);
    if (!entity) {
      this.#parkRaw({ stream, seq, raw: row, reason: 'schema' });
      return;
    }
    if ((this.#seqOf.get(entity.name, id) ?? 0) > seq) return;
    this.#guarded({ stream, seq, raw: row, reason: '' }, () => {
      if (erased && entity.subject === 'self') this.#forget(entity, id);
      else if (deleted || erased) this.#removeRow(entity, id);
      else this.#put(entity, id, data, Number.MAX_SAFE_INTEGER);
      this.#settled(stream, { entity: entity.name, id, seq }, deleted === true || erased === true);
    });
  }

  /**
   * An operation of this device's that has its number, where everything before it is here: what pulling
   * it would bring.
   */
  confirm(
    { scope, entity: name, id, command, patch }: SentOperation,
    { outcome, seq }: Numbered,
  ): void {
    const entity = syncedEntity(name);
    if (command === 'resolve') this.#settle.run(id);
    else if (entity && outcome === 'applied') {
      this.#touch(entity, id, JSON.parse(patch) as Values);
      this.#setSeq.run(name, id, scope, seq, command === 'delete' ? 1 : 0);
    }
  }

  /** The same for many operations that took effect as they were made, and from which nothing derives. */
  confirmMany({ first, last, seq }: AppliedRange): void {
    this.#setSeqs.run(seq - first, first, last);
  }

  /** Whether values are computed from the rows of an entity. */
  derivesFrom(name: string): boolean {
    const columns = syncedEntity(name)?.columns ?? {};
    return name === 'certificates' || 'certificate_id' in columns || 'review_id' in columns;
  }

  /** Keeps an entry of the conflict list, and of the history. */
  keepConflict(conflict: Conflict, at: number): void {
    const { conflict_id, entity, id, open } = conflict;
    this.#conflict.run(conflict_id, entity, id, JSON.stringify(conflict), open ? 1 : 0, at);
  }

  /**
   * Forgets a stream's open conflicts and what is parked of it: their numbers are other operations' in a
   * restored centre, and what there still is of them comes again. Settled ones stay as history, under
   * ids of the epoch that has ended.
   */
  forgetEntries(stream: StreamScope, epoch: string): void {
    this.#dropConflicts.run(stream);
    this.#keepHistory.run(epoch, stream);
    this.#dropParked.run(stream);
  }

  /** Computes what follows from the rows applied since the last call. */
  finish(): void {
    for (const certificateId of this.#touched) this.#derived.refresh(certificateId);
    this.#touched.clear();
  }

  #effect(entity: SyncedEntity, operation: PulledOperation): void {
    const { id, seq, effect, changes } = operation;
    switch (effect) {
      case 'put':
        this.#put(entity, id, changes ?? {}, seq);
        return;
      case 'change':
        this.#change(entity, id, changes ?? {}, seq);
        if (entity.name === 'certificates' && typeof changes?.current_submission_id === 'number') {
          this.#onSubmitted(Number(id), operation.device_id);
        }
        return;
      case 'delete':
        this.#removeRow(entity, id);
        return;
      case 'erase':
        this.#forget(entity, id);
        return;
      case 'none':
        return;
    }
  }

  #put(entity: SyncedEntity, id: string, values: Readonly<Values>, seq: number): void {
    const there = this.#rows.read(entity, id);
    if (there && entity.kind === 'append') return;
    if (!there) this.#adoptTwin(entity, id, values);
    this.#files.want(entity, values);
    this.#rows.put(entity, id, there ? this.#unmasked(entity, id, values, seq) : values);
    this.#touch(entity, id, values);
  }

  /** The same record was created here under another id: it takes the one that the company knows. */
  #adoptTwin(entity: SyncedEntity, id: string, values: Readonly<Values>): void {
    const own = this.#rows.twinOf(entity, id, values);
    if (own === undefined) return;
    renameRow(this.#database, entity, own, id);
    this.#forgetSeq.run(entity.name, own);
  }

  #change(entity: SyncedEntity, id: string, values: Readonly<Values>, seq: number): void {
    this.#files.want(entity, values);
    const unmasked = this.#unmasked(entity, id, values, seq);
    if (!this.#rows.change(entity, id, unmasked)) throw new Error('no such row');
    this.#touch(entity, id, values);
  }

  /**
   * Without the columns that local edits stand in front of: what the centre makes of the row once it has
   * them. The rest of their groups is the centre's, which an edit that is applied does not write.
   */
  #unmasked(entity: SyncedEntity, id: string, values: Readonly<Values>, seq: number): Values {
    const over = new Set(this.#outbox.columnsOver(entity.name, id, seq));
    if (over.size === 0) return values;
    return Object.fromEntries(Object.entries(values).filter(([name]) => !over.has(name)));
  }

  #removeRow(entity: SyncedEntity, id: string): void {
    this.#rows.remove(entity, id);
    if (entity.name === 'certificates') this.#touched.delete(Number(id));
  }

  /**
   * Legal erasure: messages, codes and files that only this device keeps go too. Where a row of a person
   * comes before theirs, it alone is removed.
   */
  #forget(entity: SyncedEntity, id: string): void {
    if (this.#erasePerson && entity.subject === 'self') this.#erasePerson(id);
    else this.#erase(entity, id);
  }

  /** Removes a person with all that leads to them, children first. */
  #erase(entity: SyncedEntity, id: string): void {
    for (const child of [...syncedEntities].reverse()) {
      if (!child.subject || child.subject === 'self') continue;
      if (child.columns[child.subject]?.references !== entity.name) continue;
      const ids = this.#database
        .prepare<[string | bigint], string>(
          `SELECT ${child.key.length === 1 ? `CAST("${child.key[0]}" AS TEXT)` : `json_array(${child.key.map((name) => `"${name}"`).join(', ')})`}
           FROM ${child.table} WHERE "${child.subject}" = ?`,
        )
        .pluck()
        .all(/^\d+$/.test(id) ? BigInt(id) : id);
      for (const childId of ids) this.#erase(child, childId);
    }
    this.#removeRow(entity, id);
  }

  /** Remembers the certificates whose derived values follow from what was written. */
  #touch(entity: SyncedEntity, id: string, values: Readonly<Values>): void {
    if (entity.name === 'certificates') this.#touched.add(Number(id));
    else if (typeof values.certificate_id === 'number') this.#touched.add(values.certificate_id);
    else if (typeof values.review_id === 'number') {
      const certificateId = this.#certificateOf.get(values.review_id);
      if (certificateId !== undefined) this.#touched.add(certificateId);
    }
  }

  /**
   * Keeps a row's number. A snapshot, or the answer to a push, may bring a row before the one that it
   * names: what was parked of it then is here now.
   */
  #settled(
    stream: StreamScope,
    { entity, id, seq }: { entity: string; id: string; seq: number },
    isGone: boolean,
  ): void {
    this.#setSeq.run(entity, id, stream, seq, isGone ? 1 : 0);
    if (this.#anyParked.get() !== undefined) this.#unpark.run(stream, seq, entity, id);
  }

  /**
   * What the local database refuses (a constraint) is kept and shown, and does not hold the stream. A
   * disk that is full or fails refuses nothing: the whole transaction is tried again later.
   */
  #guarded(refusal: Refusal, work: () => void): void {
    try {
      this.#savepoint(work);
    } catch (error) {
      const { code } = error as { code?: string };
      if (code?.startsWith('SQLITE_') && !code.startsWith('SQLITE_CONSTRAINT')) throw error;
      this.#parkRaw({ ...refusal, reason: (error as Error).message });
    }
  }

  #parkRaw({ stream, seq, raw, reason }: Refusal): void {
    this.#park.run(stream, seq, JSON.stringify(raw), reason, this.#platform.now());
  }
}
