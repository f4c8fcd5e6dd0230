import type { ParsedRequestOf, ResultsOf } from '../../../shared/api/endpoint.ts';
import {
  type changeView,
  type createView,
  type listViews,
  type SavedView,
  type saveViewOverlay,
  type updateView,
  type ViewKind,
  viewLimits,
} from '../../../shared/api/views.ts';
import { CredoError } from '../../../shared/errors.ts';
import { sameViewState } from '../../../shared/view-state.ts';
import type { Database } from '../../database/database.ts';
import type { Platform } from '../../platform.ts';
import type { LiveEvents } from '../live/live-events.ts';
import { findStageType } from '../settings/settings-service.ts';
import { describeView, isHere } from './describe-view.ts';
import { storeState } from './stored-state.ts';
import { type Actor, allowedKinds, canManage, canSee, canUpdate } from './view-access.ts';
import type { StoredView, ViewStore } from './view-store.ts';

interface Parts {
  readonly database: Database;
  readonly store: ViewStore;
  readonly live: LiveEvents;
  readonly platform: Platform;
  /** Who calls. */
  readonly user: () => Actor;
  readonly formatTime: (milliseconds: number) => string;
}

/** What stands before what: shared views and locked ones are one group to their users. */
const groupPlace: Readonly<Record<ViewKind, number>> = {
  default: 0,
  shared: 1,
  locked: 1,
  private: 2,
};

/**
 * Saved views. Nobody's filters change under anybody else: what a user changes on a view is an overlay
 * of their own until it is saved, and a view saved by somebody else leaves overlays as they are.
 */
export class ViewService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** @throws CredoError `stageTypeNotFound` */
  list(scope: ParsedRequestOf<typeof listViews>): ResultsOf<typeof listViews> {
    findStageType(scope.stage_type_id);
    const actor = this.#parts.user();
    const views = this.#parts.store.list(actor.uid, scope.stage_type_id, scope.process_id);
    return {
      data: views
        .sort((one, other) => groupPlace[one.kind] - groupPlace[other.kind])
        .map((view) => describeView(actor, view, this.#parts.formatTime)),
      allowed_kinds: [...allowedKinds(actor)],
    };
  }

  /** @throws CredoError `viewNotFound` */
  get(viewId: number): SavedView {
    const actor = this.#parts.user();
    const view = this.#parts.store.find(actor.uid, viewId);
    // A view that is gone is still there for who has changes on it.
    if (!view || (!isHere(actor, view) && view.overlay_state === null)) {
      throw new CredoError('viewNotFound');
    }
    return describeView(actor, view, this.#parts.formatTime);
  }

  /**
   * @throws CredoError `stageTypeNotFound`, `stageNotFound` for an unknown process, `positionNotFound`,
   * `viewKindNotAllowed`, `viewNameTaken`, `viewLimitReached`, `viewTooLarge`
   */
  create(request: ParsedRequestOf<typeof createView>): SavedView {
    return this.#change((actor, now) => {
      const { stage_type_id: stage, process_id, name, kind, overlay_of } = request;
      const { store } = this.#parts;
      findStageType(stage);
      if (process_id !== 0 && !store.processExists(process_id)) {
        throw new CredoError('stageNotFound');
      }
      if (!allowedKinds(actor).includes(kind)) throw new CredoError('viewKindNotAllowed');
      if (store.countOwned(actor.uid) >= viewLimits.owned) {
        throw new CredoError('viewLimitReached', { limit: viewLimits.owned });
      }
      this.#refuseTakenName(actor, { stage_type_id: stage, process_id, kind }, name);
      if (kind === 'default') this.#endDefault(actor, stage, process_id, now);
      const process = process_id === 0 ? null : process_id;
      const view = { name, kind, uid: actor.uid, stage, process };
      const viewId = store.insert(view, this.#stateToStore(request.state), now);
      if (overlay_of !== 0) store.dropOverlay(overlay_of, actor.uid);
      return viewId;
    });
  }

  /**
   * @throws CredoError `viewNotFound`, `viewNotEditable`, `viewChanged`, `positionNotFound`,
   * `viewTooLarge`
   */
  update({ view_id, revision, state }: ParsedRequestOf<typeof updateView>): SavedView {
    return this.#change((actor, now) => {
      const view = this.#find(actor, view_id);
      if (!canUpdate(actor, view)) throw new CredoError('viewNotEditable');
      if (view.revision !== revision) {
        throw new CredoError('viewChanged', { name: view.name, user: view.updated_name });
      }
      this.#parts.store.saveState(view_id, actor.uid, this.#stateToStore(state), now);
      this.#parts.store.dropOverlay(view_id, actor.uid);
      return view_id;
    });
  }

  /** @throws CredoError `viewNotFound`, `viewNotEditable`, `viewKindNotAllowed`, `viewNameTaken` */
  change({ view_id, ...wanted }: ParsedRequestOf<typeof changeView>): SavedView {
    return this.#change((actor, now) => {
      const view = this.#manageable(actor, view_id);
      const { name = view.name, kind = view.kind } = wanted;
      if (kind !== view.kind && !allowedKinds(actor).includes(kind)) {
        throw new CredoError('viewKindNotAllowed');
      }
      // Nobody can take a view to where they do not see it.
      if (!canSee(actor, { ...view, kind })) throw new CredoError('viewNotEditable');
      const process_id = view.process_id ?? 0;
      this.#refuseTakenName(actor, { ...view, process_id, kind }, name, view_id);
      if (kind === 'default' && view.kind !== 'default') {
        this.#endDefault(actor, view.stage_type_id, process_id, now);
      }
      if ((kind === 'private') !== (view.kind === 'private')) {
        return this.#replace(actor, view, { name, kind }, now);
      }
      this.#parts.store.change(view_id, actor.uid, name, kind, now);
      return view_id;
    });
  }

  /**
   * A private view becomes shared, or the other way: a new view with the same content and the user's own
   * changes, and the end of the one before. What is private is in nobody else's stream, so that a row
   * cannot go from one to the other. @returns the new view's id
   */
  #replace(
    actor: Actor,
    view: StoredView,
    { name, kind }: { name: string; kind: ViewKind },
    now: number,
  ): number {
    const { store } = this.#parts;
    const { view_id, stage_type_id: stage, process_id: process, overlay_state } = view;
    const content = { positionId: view.tob_position_id, json: view.state };
    const viewId = store.insert({ name, kind, uid: actor.uid, stage, process }, content, now);
    store.setPosition(viewId, view.position);
    if (overlay_state !== null) {
      const overlay = { positionId: view.overlay_position_id, json: overlay_state };
      store.saveOverlay(viewId, actor.uid, overlay, 1, now);
      store.dropOverlay(view_id, actor.uid);
    }
    store.setDeleted(view_id, actor.uid, now, now);
    return viewId;
  }

  /** @throws CredoError `viewNotFound`, `viewNotEditable` */
  delete(viewId: number): true {
    const { database, store, platform, live } = this.#parts;
    const actor = this.#parts.user();
    database.transaction(() => {
      this.#manageable(actor, viewId);
      const now = platform.now();
      store.setDeleted(viewId, actor.uid, now, now);
      live.publish({ type: 'view', view_id: viewId });
    })();
    return true;
  }

  /** @throws CredoError `viewNotFound`, `viewNotEditable`, `viewNameTaken` */
  restore(viewId: number): SavedView {
    return this.#change((actor, now) => {
      const { store } = this.#parts;
      const view = store.find(actor.uid, viewId);
      if (!view || view.deleted_at === null || !canSee(actor, view)) {
        throw new CredoError('viewNotFound');
      }
      if (!canManage(actor, view)) throw new CredoError('viewNotEditable');
      const process_id = view.process_id ?? 0;
      this.#refuseTakenName(actor, { ...view, process_id }, view.name, viewId);
      // Another may be the default by now: a stage has one.
      const taken = view.kind === 'default' && this.#default(actor, view.stage_type_id, process_id);
      if (taken) store.change(viewId, actor.uid, view.name, 'shared', now);
      store.setDeleted(viewId, actor.uid, null, now);
      return viewId;
    });
  }

  /** @throws CredoError `viewNotFound`, `viewNotEditable` where one of them is */
  order(viewIds: readonly number[]): true {
    const { database, store, live } = this.#parts;
    const actor = this.#parts.user();
    database.transaction(() => {
      const views = [...new Set(viewIds)].map((viewId) => this.#manageable(actor, viewId));
      // They share out the places they had, so that the views between them stay where they are.
      const places = views.map(({ position }) => position).sort((one, other) => one - other);
      views.forEach(({ view_id }, index) => {
        store.setPosition(view_id, places[index] as number);
      });
      live.publish({ type: 'view', view_id: 0 });
    })();
    return true;
  }

  /** @throws CredoError `viewNotFound`, `positionNotFound`, `viewTooLarge` */
  saveOverlay(request: ParsedRequestOf<typeof saveViewOverlay>): SavedView {
    const { view_id, state } = request;
    return this.#change((actor, now) => {
      const view = this.get(view_id);
      const { store } = this.#parts;
      const base_revision = Math.min(request.base_revision, view.revision);
      const isOwn = base_revision === view.revision && sameViewState(state, view.state);
      if (isOwn && view.availability === 'here') store.dropOverlay(view_id, actor.uid);
      else store.saveOverlay(view_id, actor.uid, this.#stateToStore(state), base_revision, now);
      return view_id;
    });
  }

  /** Does nothing where there is no overlay. */
  dropOverlay(viewId: number): true {
    const { store, user, live } = this.#parts;
    store.dropOverlay(viewId, user().uid);
    live.publish({ type: 'view', view_id: viewId });
    return true;
  }

  /** Runs a change in one transaction and tells the screens. */
  #change(write: (actor: Actor, now: number) => number): SavedView {
    const { database, user, platform, live } = this.#parts;
    return database.transaction(() => {
      const viewId = write(user(), platform.now());
      live.publish({ type: 'view', view_id: viewId });
      return this.get(viewId);
    })();
  }

  #find(actor: Actor, viewId: number): StoredView {
    const view = this.#parts.store.find(actor.uid, viewId);
    if (!view || !isHere(actor, view)) throw new CredoError('viewNotFound');
    return view;
  }

  #manageable(actor: Actor, viewId: number): StoredView {
    const view = this.#find(actor, viewId);
    if (!canManage(actor, view)) throw new CredoError('viewNotEditable');
    return view;
  }

  /** @throws CredoError `positionNotFound`, `viewTooLarge` */
  #stateToStore(state: SavedView['state']) {
    if (state.position_id !== 0 && !this.#parts.store.positionExists(state.position_id)) {
      throw new CredoError('positionNotFound');
    }
    return storeState(state);
  }

  /** The default of exactly this scope. */
  #default(actor: Actor, stage: number, processId: number): StoredView | undefined {
    return this.#parts.store
      .list(actor.uid, stage, processId)
      .find(
        (view) =>
          view.kind === 'default' &&
          view.deleted_at === null &&
          (view.process_id ?? 0) === processId,
      );
  }

  #endDefault(actor: Actor, stage: number, processId: number, now: number): void {
    const before = this.#default(actor, stage, processId);
    if (before) {
      this.#parts.store.change(before.view_id, actor.uid, before.name, 'shared', now);
    }
  }

  /** A private view's name is taken by the owner's own, a shared one's by every shared one. */
  #refuseTakenName(
    actor: Actor,
    view: Pick<SavedView, 'stage_type_id' | 'process_id' | 'kind'>,
    name: string,
    viewId?: number,
  ): void {
    const wanted = comparable(name);
    const isPrivate = view.kind === 'private';
    const taken = this.#parts.store
      .list(actor.uid, view.stage_type_id, view.process_id)
      .some(
        (other) =>
          other.view_id !== viewId &&
          isHere(actor, other) &&
          (other.kind === 'private') === isPrivate &&
          (other.process_id ?? 0) === view.process_id &&
          comparable(other.name) === wanted,
      );
    if (taken) throw new CredoError('viewNameTaken', { name });
  }
}

function comparable(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
