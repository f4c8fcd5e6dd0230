import type { ConflictChoice } from '../../../shared/api/sync.ts';
import { CredoError } from '../../../shared/errors.ts';
import type { Language } from '../../../shared/language.ts';
import { syncedEntity } from '../../../shared/sync/entities.ts';
import type { SyncedEntity } from '../../../shared/sync/entity-types.ts';
import type { Values } from '../../../shared/sync/ids.ts';
import { type StreamScope, schemaVersion } from '../../../shared/sync/operation.ts';
import type { Conflict } from '../../../shared/sync/protocol.ts';
import { reasonWords, rejectionWords } from '../../../shared/sync/sync-words.ts';
import type { Database } from '../../database/database.ts';
import { DerivedValues } from '../apply/derived-values.ts';
import { RowWriter } from '../apply/row-writer.ts';
import type { Membership } from '../device-state.ts';
import { type Sides, sidesOf } from './conflict-sides.ts';

/** An application that is in progress. */
const inProgress = 1;

/**
 * Settles conflicts: the values chosen are written like any change, and a `resolve` operation in the
 * same transaction takes the entry off everybody's list.
 */
export class ConflictChooser {
  readonly #database: Database;
  readonly #rows: RowWriter;
  readonly #derived: DerivedValues;
  readonly #stream;
  readonly #settle;
  readonly #tell;
  readonly #now: () => number;

  constructor(database: Database, now: () => number) {
    this.#database = database;
    this.#now = now;
    this.#rows = new RowWriter(database);
    this.#derived = new DerivedValues(database);
    this.#stream = database
      .prepare<[string, string], StreamScope>(
        'SELECT stream FROM sync_rows WHERE entity = ? AND id = ?',
      )
      .pluck();
    this.#settle = database.prepare<[string]>(
      'UPDATE sync_conflicts SET open = 0 WHERE conflict_id = ?',
    );
    this.#tell = database.prepare<[StreamScope, string]>(
      `INSERT INTO sync_outbox(op_id, tx_id, scope, entity, id, command, patch, base, base_seq, hlc,
         wall_ms, clock_epoch, schema_v)
       VALUES (credo_sync_operation(), credo_sync_transaction(), ?, 'conflicts', ?, 'resolve', '{}',
         NULL, 0, credo_sync_time(), credo_sync_wall(), credo_sync_clock_epoch(), ${schemaVersion})`,
    );
  }

  /** @throws CredoError `syncChoiceRefused` where the role, the kind of conflict or the row forbids it */
  choose(
    conflict: Conflict,
    choice: ConflictChoice,
    membership: Membership,
    language: Language,
  ): void {
    const sides = sidesOf(conflict, membership);
    if (membership.role === 'reviewer') {
      throw new CredoError('syncChoiceRefused', { reason: reasonWords.forbidden[language] });
    }
    if (!sides.choices.includes(choice)) {
      throw new CredoError('syncChoiceRefused', { reason: rejectionWords.transition[language] });
    }
    const { entity: name, id, conflict_id } = conflict;
    this.#database.transaction(() => {
      const entity = syncedEntity(name);
      if (entity) this.#write(entity, conflict, choice, sides, language);
      this.#settle.run(conflict_id);
      this.#tell.run(this.#stream.get(name, id) ?? 'company', conflict_id);
    })();
  }

  #write(
    entity: SyncedEntity,
    conflict: Conflict,
    choice: ConflictChoice,
    { mine, theirs, stands }: Sides,
    language: Language,
  ): void {
    const { id, kind, base = {} } = conflict;
    // A submission stays, and a person's values may have gone with their erasure.
    if (kind === 'revoked') return;
    const row = this.#rows.read(entity, id);
    const wanted = { mine: mine.values, theirs: theirs.values, base }[choice];
    if (kind === 'deleted') {
      if (choice === stands || !row) return;
      this.#remove(entity, id, language);
      return;
    }
    if (!row) {
      throw new CredoError('syncChoiceRefused', { reason: rejectionWords.no_such_row[language] });
    }
    const reopens =
      kind === 'closed' && wanted.list_state === undefined && row.list_state !== inProgress;
    const values: Values = { ...wanted, ...(reopens && { list_state: inProgress }) };
    const changed = Object.fromEntries(
      Object.entries(values).filter(([column, value]) => row[column] !== value),
    );
    if (Object.keys(changed).length === 0) return;
    const stamped: Values = entity.columns.updated_at ? { updated_at: this.#now() } : {};
    this.#rows.change(entity, id, { ...changed, ...stamped });
    if (entity.name === 'certificates') this.#derived.refresh(Number(id));
  }

  /** The deletion is chosen. What still belongs to the row keeps it. */
  #remove(entity: SyncedEntity, id: string, language: Language): void {
    try {
      this.#rows.remove(entity, id);
    } catch (error) {
      const reason = { zh: '还有其他记录属于它', en: 'other records still belong to it' }[language];
      throw new CredoError('syncChoiceRefused', { reason }, { cause: error });
    }
  }
}
