import type { SavedView } from '../../../shared/api/views.ts';
import { readState } from './stored-state.ts';
import { type Actor, canManage, canSee, canUpdate } from './view-access.ts';
import type { StoredView } from './view-store.ts';

/** Whether a view is there for a user: neither deleted nor somebody else's private one. */
export function isHere(actor: Actor, view: StoredView): boolean {
  return view.deleted_at === null && canSee(actor, view);
}

/** A stored view as the API shows it to a user. @param formatTime milliseconds as the API writes them */
export function describeView(
  actor: Actor,
  view: StoredView,
  formatTime: (milliseconds: number) => string,
): SavedView {
  const here = isHere(actor, view);
  return {
    view_id: view.view_id,
    name: view.name,
    kind: view.kind,
    stage_type_id: view.stage_type_id,
    process_id: view.process_id ?? 0,
    owner_uid: view.owner_uid,
    owner_name: view.owner_name,
    revision: view.revision,
    position: view.position,
    state: readState({ positionId: view.tob_position_id, json: view.state }),
    updated_at: formatTime(view.updated_at),
    updated_name: view.updated_name,
    can_update: here && canUpdate(actor, view),
    can_manage: here && canManage(actor, view),
    availability: here ? 'here' : 'deleted',
    overlay: describeOverlay(view, formatTime),
  };
}

function describeOverlay(
  view: StoredView,
  formatTime: (milliseconds: number) => string,
): SavedView['overlay'] {
  const { overlay_state, overlay_position_id, overlay_base_revision, overlay_updated_at } = view;
  if (overlay_state === null) return null;
  return {
    state: readState({ positionId: overlay_position_id, json: overlay_state }),
    base_revision: overlay_base_revision,
    updated_at: formatTime(overlay_updated_at),
  };
}
