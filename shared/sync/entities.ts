import { certificateEntities } from './entities-certificates.ts';
import { templateFileEntity, templateSlotEntity } from './entities-slots.ts';
import { viewEntities } from './entities-views.ts';
import { column, type SyncedColumn, type SyncedEntity } from './entity-types.ts';

const { fixed, initial, field, latest, stage, document } = column;

/** The user who did it; 0 is the candidate or the system. */
const uid = fixed('integer', { references: 'users', loose: true });
const createdAt = fixed('integer');

/**
 * Every table that syncs, parents before children: the order of a snapshot. What is not listed stays
 * on the device: the outbox (one device sends a message), codes, imports, counters, search.
 */
export const syncedEntities: readonly SyncedEntity[] = [
  {
    name: 'users',
    table: 'users',
    key: ['uid'],
    scope: 'company',
    kind: 'central',
    columns: {
      uid: fixed('integer'),
      top_id: fixed('integer'),
      parent_id: fixed('integer'),
      name: field('text'),
      role: field('text'),
      created_at: createdAt,
    },
  },
  {
    name: 'candidates',
    table: 'candidates',
    key: ['tob_resume_id'],
    scope: 'company',
    kind: 'record',
    subject: 'self',
    columns: {
      tob_resume_id: fixed('big'),
      resume_id: field('integer'),
      name: field('text', { group: 'name' }),
      name_sort: field('text', { group: 'name' }),
      phone: field('text'),
      email: field('text'),
      id_number: field('text'),
      created_at: createdAt,
      updated_at: latest(),
    },
  },
  {
    name: 'positions',
    table: 'positions',
    key: ['tob_position_id'],
    scope: 'company',
    kind: 'record',
    numbered: true,
    columns: {
      tob_position_id: fixed('integer'),
      name: field('text'),
      department: field('text'),
      process_id: fixed('integer'),
      created_at: createdAt,
      updated_at: latest(),
    },
  },
  {
    name: 'applications',
    table: 'applications',
    key: ['application_id'],
    scope: 'company',
    kind: 'record',
    numbered: true,
    subject: 'tob_resume_id',
    unique: ['tob_resume_id', 'tob_position_id'],
    columns: {
      application_id: fixed('integer'),
      tob_resume_id: fixed('big', { references: 'candidates' }),
      tob_position_id: fixed('integer', { references: 'positions' }),
      process_id: stage('integer'),
      stage_type_id: stage('integer'),
      stage_id: stage('integer'),
      step_id: stage('integer'),
      list_state: stage('integer', { apart: true }),
      name_sort: initial('text'),
      review_status: field('integer'),
      interview_time: field('integer'),
      interview_status: field('integer'),
      interview_time_match_status: field('integer'),
      candidate_feedback: field('integer'),
      estimate_type: field('integer'),
      offer_status: field('integer'),
      background_check_status: field('integer'),
      hiring_status: field('integer'),
      entry_date: field('text'),
      entry_status: field('integer'),
      applied_at: fixed('integer'),
      updated_at: latest(),
    },
  },
  {
    name: 'application_events',
    table: 'application_events',
    key: ['application_event_id'],
    scope: 'company',
    kind: 'append',
    numbered: true,
    reviewers: true,
    subject: 'application_id',
    columns: {
      application_event_id: fixed('integer'),
      application_id: fixed('integer', { references: 'applications' }),
      event_id: fixed('integer'),
      uid,
      detail: fixed('text', {
        jsonReferences: {
          certificate_id: 'certificates',
          submission_id: 'submissions',
          mail_tpl_id: 'mail_templates',
        },
      }),
      created_at: createdAt,
    },
  },
  ...certificateEntities,
  {
    name: 'mail_templates',
    table: 'mail_templates',
    key: ['mail_tpl_id'],
    scope: 'company',
    kind: 'document',
    numbered: true,
    seededUpTo: 1000,
    copyTitle: 'title',
    columns: {
      mail_tpl_id: fixed('integer'),
      created_uid: fixed('integer', { references: 'users', loose: true }),
      title: document('text'),
      description: document('text'),
      tpl_group: fixed('text'),
      subject: document('text'),
      content: document('text'),
      sms_content: document('text'),
      is_default: document('integer'),
      is_share: document('integer'),
      deleted_at: document('integer'),
      created_at: createdAt,
      updated_at: latest(),
    },
  },
  templateSlotEntity,
  templateFileEntity,
  {
    name: 'mail_template_defaults',
    table: 'mail_template_defaults',
    key: ['uid', 'tpl_group'],
    scope: 'user',
    kind: 'record',
    columns: {
      uid,
      tpl_group: fixed('text'),
      mail_tpl_id: field('integer', { references: 'mail_templates', loose: true }),
    },
  },
  {
    name: 'settings',
    table: 'settings',
    key: ['uid', 'key'],
    scope: 'byUid',
    kind: 'record',
    // The accounts that this machine sends with; their passwords are in its secret store.
    localKeys: ['mail', 'sms'],
    columns: {
      uid,
      key: fixed('text'),
      value: field('text'),
      updated_at: latest(),
    },
  },
  ...viewEntities,
];

const byName = new Map(syncedEntities.map((entity) => [entity.name, entity]));

/** An entity of the catalogue, or undefined (a newer device may know more). */
export function syncedEntity(name: string): SyncedEntity | undefined {
  return byName.get(name);
}

const unknownColumn: SyncedColumn = { rule: 'field', type: 'text' };

/** A column's rule; a column that a newer schema added merges as a field, so that it survives. */
export function syncedColumn(entity: SyncedEntity | undefined, name: string): SyncedColumn {
  return entity?.columns[name] ?? unknownColumn;
}
