import { z } from 'zod';
import { searchKeys } from '../catalogue/search-keys.ts';
import { endpoint } from './endpoint.ts';
import { gridLayout } from './grid-layout.ts';
import { filterGroup, listOrder } from './list-filter.ts';
import { integer, smallId, smallIdOrZero } from './values.ts';

/**
 * What a saved view is to others:
 * `default` what everybody starts a stage with, set by an administrator; `shared` everybody's, changed
 * by any recruiter; `locked` everybody's to use, changed by its owner or an administrator; `private`
 * its owner's alone.
 */
export const viewKinds = ['default', 'shared', 'locked', 'private'] as const;
export type ViewKind = (typeof viewKinds)[number];

/** Limits of saved views. */
export const viewLimits = {
  /** Characters of a name. */
  name: 60,
  /** Characters of a state as JSON. */
  state: 24_576,
  /** Views one user owns in a workspace. */
  owned: 200,
} as const;

/** What a view shows: everything of `process/list` but stage, process and page, and the grid's layout. */
export const viewState = z.object({
  /** Values of search keys that filter; those absent mean all. */
  search_params: z
    .partialRecord(
      z.enum(searchKeys.map(({ key }) => key) as [string, ...string[]]),
      integer.min(1).max(99),
    )
    .default({}),
  position_id: smallIdOrZero.default(0),
  keyword: z.string().trim().max(100).default(''),
  list_type: integer.min(1).max(3).default(1),
  /** Null is no further condition. */
  filter: filterGroup.nullable().default(null),
  sort: integer.min(0).max(2).default(0),
  /** Rules instead of `sort` where it has a key. */
  order: listOrder.default([]),
  /** How the grid looks; null leaves it to the user's own layout. */
  layout: gridLayout.nullable().default(null),
});
export type ViewState = z.output<typeof viewState>;

/** A user's changes to a view that are not saved in it. They are the user's alone. */
const overlay = z.object({
  state: viewState,
  /** The view's revision that they were made on. */
  base_revision: z.number(),
  updated_at: z.string(),
});

const savedView = z.object({
  view_id: z.number(),
  name: z.string(),
  kind: z.enum(viewKinds),
  stage_type_id: z.number(),
  /** 0 is every process. */
  process_id: z.number(),
  owner_uid: z.number(),
  owner_name: z.string(),
  /** Raised by every change of the state. */
  revision: z.number(),
  /** Its place among the views of its kind. */
  position: z.number(),
  state: viewState,
  updated_at: z.string(),
  /** Who changed it last. */
  updated_name: z.string(),
  /** Whether the caller may save another state into it. */
  can_update: z.boolean(),
  /** Whether the caller may rename, share, lock and delete it. */
  can_manage: z.boolean(),
  /**
   * `here` to be used; `deleted` (or its owner made it private) where it is listed only
   * because the caller has an overlay on it, whose changes can still be saved as another view.
   */
  availability: z.enum(['here', 'deleted']),
  /** The caller's own unsaved changes. */
  overlay: overlay.nullable(),
});
export type SavedView = z.output<typeof savedView>;

const scope = { stage_type_id: integer, process_id: smallIdOrZero.default(0) };
const viewName = z.string().trim().min(1).max(viewLimits.name);
const oneView = z.object({ view_id: smallId });

/**
 * The views of a stage type that the caller sees: those of the process, and those of every process
 * (0): the default, then shared and locked ones, then private ones, each by position. Not in the reference.
 */
export const listViews = endpoint({
  method: 'GET',
  path: '/atsng/v2/views/list',
  audience: 'recruiter',
  request: z.object(scope),
  results: z.object({
    data: z.array(savedView),
    /** Kinds that the caller may give a view. */
    allowed_kinds: z.array(z.enum(viewKinds)),
  }),
});

/** One view by its id, as `listViews` shows it. Not in the reference. */
export const getView = endpoint({
  method: 'GET',
  path: '/atsng/v2/views/get',
  audience: 'recruiter',
  request: oneView,
  results: savedView,
});

/**
 * Creates a view of the caller's own. Not in the reference.
 * A stage has one `default`: the one before becomes `shared`. With `overlay_of` ("save as"), the
 * caller's overlay on that view goes in the same transaction: its changes are in the new view.
 */
export const createView = endpoint({
  method: 'POST',
  path: '/atsng/v2/views/create',
  audience: 'recruiter',
  request: z.object({
    ...scope,
    name: viewName,
    kind: z.enum(viewKinds).default('private'),
    state: viewState,
    overlay_of: smallIdOrZero.default(0),
  }),
  results: savedView,
});

/**
 * Saves a state into a view, and drops the caller's overlay on it. Not in the reference.
 * Refused with `viewChanged` where `revision` is no longer the view's.
 */
export const updateView = endpoint({
  method: 'POST',
  path: '/atsng/v2/views/update',
  audience: 'recruiter',
  request: oneView.extend({ revision: smallId, state: viewState }),
  results: savedView,
});

/** Renames a view, or shares, locks or withdraws it. Overlays on it stay. Not in the reference. */
export const changeView = endpoint({
  method: 'POST',
  path: '/atsng/v2/views/change',
  audience: 'recruiter',
  request: oneView.extend({ name: viewName.optional(), kind: z.enum(viewKinds).optional() }),
  results: savedView,
});

/**
 * Deletes a view; `restoreView` takes it back. Overlays on it stay their users' own: they can be saved
 * as another view. Not in the reference.
 */
export const deleteView = endpoint({
  method: 'POST',
  path: '/atsng/v2/views/delete',
  audience: 'recruiter',
  request: oneView,
  results: z.literal(true),
});

/** Brings a deleted view back as it was. Not in the reference. */
export const restoreView = endpoint({
  method: 'POST',
  path: '/atsng/v2/views/restore',
  audience: 'recruiter',
  request: oneView,
  results: savedView,
});

/**
 * Puts views that the caller may manage in this order. Others keep their places. Not in the reference.
 */
export const orderViews = endpoint({
  method: 'POST',
  path: '/atsng/v2/views/order',
  audience: 'recruiter',
  request: z.object({ view_ids: z.array(smallId).max(viewLimits.owned * 2) }),
  results: z.literal(true),
});

/**
 * Keeps the caller's changes to a view without saving them in it. A state equal to the view's own
 * removes them. With the view's newest revision as `base_revision`, changes made on an older one are
 * kept over the newer. Not in the reference.
 */
export const saveViewOverlay = endpoint({
  method: 'POST',
  path: '/atsng/v2/views/saveOverlay',
  audience: 'recruiter',
  request: oneView.extend({ base_revision: smallId, state: viewState }),
  results: savedView,
});

/** Drops the caller's changes to a view ("reset"). Not in the reference. */
export const dropViewOverlay = endpoint({
  method: 'POST',
  path: '/atsng/v2/views/dropOverlay',
  audience: 'recruiter',
  request: oneView,
  results: z.literal(true),
});
