import type { ViewKind } from '../../../shared/api/views.ts';
import type { Role } from '../../../shared/catalogue/roles.ts';

/** A user as permissions see them. */
export interface Actor {
  readonly uid: number;
  readonly role: Role;
}

interface Target {
  readonly kind: ViewKind;
  readonly owner_uid: number;
}

const kindsOfRole: Readonly<Record<Role, readonly ViewKind[]>> = {
  administrator: ['default', 'shared', 'locked', 'private'],
  recruiter: ['shared', 'locked', 'private'],
  reviewer: ['private'],
};

/** Kinds that a user may give a view. */
export function allowedKinds({ role }: Actor): readonly ViewKind[] {
  return kindsOfRole[role];
}

/** Whether a user sees a view that is not deleted. A private one is its owner's alone. */
export function canSee({ uid }: Actor, view: Target): boolean {
  return view.kind !== 'private' || view.owner_uid === uid;
}

/** Whether a user may rename, share, lock, order and delete a view. */
export function canManage(actor: Actor, view: Target): boolean {
  if (view.kind === 'private') return view.owner_uid === actor.uid;
  if (actor.role === 'administrator') return true;
  return view.kind !== 'default' && view.owner_uid === actor.uid;
}

/** Whether a user may save another state into a view. */
export function canUpdate(actor: Actor, view: Target): boolean {
  return canManage(actor, view) || (view.kind === 'shared' && actor.role === 'recruiter');
}
