import { column, type SyncedEntity } from './entity-types.ts';

const { fixed, field, latest } = column;
const createdAt = fixed('integer');

/**
 * Saved views. Private ones, and a user's unsaved changes, are in the user's own stream: nobody else's
 * device gets them. One that becomes shared is a new view.
 */
export const viewEntities: readonly SyncedEntity[] = [
  {
    name: 'saved_views',
    table: 'saved_views',
    key: ['view_id'],
    scope: 'byKind',
    kind: 'record',
    numbered: true,
    columns: {
      view_id: fixed('integer'),
      name: field('text'),
      kind: field('text'),
      owner_uid: field('integer', { references: 'users', loose: true }),
      stage_type_id: field('integer', { group: 'state' }),
      process_id: field('integer', { group: 'state' }),
      tob_position_id: field('integer', { group: 'state', references: 'positions', loose: true }),
      state: field('text', { group: 'state' }),
      position: field('integer'),
      revision: latest(),
      created_at: createdAt,
      updated_at: latest(),
      updated_uid: field('integer', { references: 'users', loose: true }),
      deleted_at: field('integer'),
    },
  },
  {
    name: 'view_overlays',
    table: 'view_overlays',
    key: ['view_id', 'uid'],
    scope: 'user',
    kind: 'record',
    columns: {
      // The view is in the company's stream, so it cannot be looked up in the user's.
      view_id: fixed('integer', { references: 'saved_views', loose: true }),
      uid: fixed('integer', { references: 'users', loose: true }),
      tob_position_id: field('integer', { group: 'state', references: 'positions', loose: true }),
      state: field('text', { group: 'state' }),
      base_revision: field('integer', { group: 'state' }),
      updated_at: latest(),
    },
  },
];
