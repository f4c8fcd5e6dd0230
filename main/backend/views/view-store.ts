import type { ViewKind } from '../../../shared/api/views.ts';
import type { Database } from '../../database/database.ts';

/** A row of `saved_views` with the names of its people, and one user's overlay on it. */
export interface StoredView {
  view_id: number;
  name: string;
  kind: ViewKind;
  stage_type_id: number;
  process_id: number | null;
  owner_uid: number;
  owner_name: string;
  revision: number;
  position: number;
  tob_position_id: number | null;
  state: string;
  updated_at: number;
  updated_name: string;
  deleted_at: number | null;
  overlay_state: string | null;
  overlay_position_id: number | null;
  overlay_base_revision: number;
  overlay_updated_at: number;
}

/** What a state is stored as. */
export interface StoredState {
  /** Null is every position. */
  positionId: number | null;
  /** The rest as JSON. */
  json: string;
}

const select = `
  SELECT v.view_id, v.name, v.kind, v.stage_type_id, v.process_id, v.owner_uid,
    COALESCE(owner.name, '') AS owner_name, v.revision, v.position, v.tob_position_id, v.state,
    v.updated_at, COALESCE(editor.name, '') AS updated_name, v.deleted_at,
    o.state AS overlay_state, o.tob_position_id AS overlay_position_id,
    o.base_revision AS overlay_base_revision, o.updated_at AS overlay_updated_at
  FROM saved_views v
  LEFT JOIN users owner ON owner.uid = v.owner_uid
  LEFT JOIN users editor ON editor.uid = v.updated_uid
  LEFT JOIN view_overlays o ON o.view_id = v.view_id AND o.uid = @uid`;

/** Saved views and overlays as rows. */
export class ViewStore {
  readonly #list;
  readonly #find;
  readonly #insert;
  readonly #saveState;
  readonly #change;
  readonly #setDeleted;
  readonly #setPosition;
  readonly #saveOverlay;
  readonly #dropOverlay;
  readonly #countOwned;
  readonly #nextPosition;
  readonly #processExists;
  readonly #positionExists;

  constructor(database: Database) {
    this.#list = database.prepare<[object], StoredView>(
      `${select}
       WHERE v.stage_type_id = @stage AND (v.process_id IS NULL OR v.process_id = @process)
         AND (o.uid IS NOT NULL
           OR (v.deleted_at IS NULL AND (v.kind <> 'private' OR v.owner_uid = @uid)))
       ORDER BY v.position, v.view_id`,
    );
    this.#find = database.prepare<[object], StoredView>(`${select} WHERE v.view_id = @id`);
    this.#insert = database.prepare(
      `INSERT INTO saved_views(view_id, name, kind, owner_uid, stage_type_id, process_id,
         tob_position_id, state, position, created_at, updated_at, updated_uid)
       VALUES (credo_next_id('saved_views'), @name, @kind, @uid, @stage, @process, @positionId,
         @json, @position, @now, @now, @uid)`,
    );
    this.#saveState = database.prepare(
      `UPDATE saved_views SET tob_position_id = @positionId, state = @json, revision = revision + 1,
         updated_at = @now, updated_uid = @uid WHERE view_id = @id`,
    );
    this.#change = database.prepare(
      `UPDATE saved_views SET name = @name, kind = @kind, updated_at = @now, updated_uid = @uid
       WHERE view_id = @id`,
    );
    this.#setDeleted = database.prepare(
      `UPDATE saved_views SET deleted_at = @deletedAt, updated_at = @now, updated_uid = @uid
       WHERE view_id = @id`,
    );
    this.#setPosition = database.prepare(
      'UPDATE saved_views SET position = ? WHERE view_id = ? AND position <> ?',
    );
    this.#saveOverlay = database.prepare(
      `INSERT INTO view_overlays(view_id, uid, tob_position_id, state, base_revision, updated_at)
       VALUES (@id, @uid, @positionId, @json, @baseRevision, @now)
       ON CONFLICT DO UPDATE SET tob_position_id = excluded.tob_position_id, state = excluded.state,
         base_revision = excluded.base_revision, updated_at = excluded.updated_at`,
    );
    this.#dropOverlay = database.prepare('DELETE FROM view_overlays WHERE view_id = ? AND uid = ?');
    this.#countOwned = database
      .prepare<[number], number>(
        'SELECT COUNT(*) FROM saved_views WHERE owner_uid = ? AND deleted_at IS NULL',
      )
      .pluck();
    this.#nextPosition = database
      .prepare<[number], number>(
        'SELECT COALESCE(MAX(position) + 1, 0) FROM saved_views WHERE stage_type_id = ?',
      )
      .pluck();
    this.#processExists = database.prepare('SELECT 1 FROM processes WHERE process_id = ?');
    this.#positionExists = database.prepare('SELECT 1 FROM positions WHERE tob_position_id = ?');
  }

  /** The views a user sees in a stage type, and those gone that the user has an overlay on. */
  list(uid: number, stage: number, process: number): StoredView[] {
    return this.#list.all({ uid, stage, process });
  }

  /** Any view, whether the user sees it or not, and also a deleted one. */
  find(uid: number, id: number): StoredView | undefined {
    return this.#find.get({ uid, id });
  }

  /** @returns the new view's id */
  insert(
    view: { name: string; kind: ViewKind; uid: number; stage: number; process: number | null },
    state: StoredState,
    now: number,
  ): number {
    const position = this.#nextPosition.get(view.stage) as number;
    return Number(this.#insert.run({ ...view, ...state, position, now }).lastInsertRowid);
  }

  saveState(id: number, uid: number, state: StoredState, now: number): void {
    this.#saveState.run({ id, uid, ...state, now });
  }

  change(id: number, uid: number, name: string, kind: ViewKind, now: number): void {
    this.#change.run({ id, uid, name, kind, now });
  }

  setDeleted(id: number, uid: number, deletedAt: number | null, now: number): void {
    this.#setDeleted.run({ id, uid, deletedAt, now });
  }

  setPosition(id: number, position: number): void {
    this.#setPosition.run(position, id, position);
  }

  saveOverlay(
    id: number,
    uid: number,
    state: StoredState,
    baseRevision: number,
    now: number,
  ): void {
    this.#saveOverlay.run({ id, uid, ...state, baseRevision, now });
  }

  dropOverlay(id: number, uid: number): void {
    this.#dropOverlay.run(id, uid);
  }

  countOwned(uid: number): number {
    return this.#countOwned.get(uid) ?? 0;
  }

  processExists(processId: number): boolean {
    return this.#processExists.get(processId) !== undefined;
  }

  positionExists(positionId: number): boolean {
    return this.#positionExists.get(positionId) !== undefined;
  }
}
