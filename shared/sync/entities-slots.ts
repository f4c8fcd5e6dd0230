import { column, type SyncedEntity } from './entity-types.ts';

const { fixed, field } = column;
const uid = fixed('integer', { references: 'users', loose: true });
const createdAt = fixed('integer');

type Columns = SyncedEntity['columns'];

/** A table of a certificate's history: rows are created and never changed. */
function history(
  name: string,
  key: string,
  subject: string,
  columns: Columns,
  reviewers?: true,
): SyncedEntity {
  return {
    name,
    table: name,
    key: [key],
    scope: 'company',
    kind: 'append',
    numbered: true,
    subject,
    columns: { [key]: fixed('integer'), ...columns },
    ...(reviewers && { reviewers }),
  };
}

const ofCertificate = fixed('integer', { references: 'certificates' });

/** What a request asks for, and what was asked for again: before the submissions that answer it. */
export const requestEntities: readonly SyncedEntity[] = [
  history('certificate_slots', 'certificate_slot_id', 'certificate_id', {
    certificate_id: ofCertificate,
    position: fixed('integer'),
    slot_key: fixed('text'),
    label_zh: fixed('text'),
    label_en: fixed('text'),
    help_zh: fixed('text'),
    help_en: fixed('text'),
    note: fixed('text'),
    sample: fixed('text'),
    accepts: fixed('text'),
    required: fixed('integer'),
    max_files: fixed('integer'),
  }),
  history('certificate_asks', 'ask_id', 'certificate_id', {
    certificate_id: ofCertificate,
    uid,
    reason_code: fixed('text'),
    remark: fixed('text'),
    expires_at: fixed('integer'),
    created_at: createdAt,
  }),
  history('certificate_ask_slots', 'certificate_ask_slot_id', 'ask_id', {
    ask_id: fixed('integer', { references: 'certificate_asks' }),
    position: fixed('integer'),
    slot_key: fixed('text'),
    reason_code: fixed('text'),
    remark: fixed('text'),
  }),
];

/** The code of an SMS, by which the centre finds the request; only its hash leaves the device. */
export const uploadCodeEntity: SyncedEntity = {
  name: 'upload_codes',
  table: 'upload_codes',
  key: ['certificate_id'],
  scope: 'company',
  kind: 'record',
  subject: 'certificate_id',
  // Wrong tries are counted where they are made.
  columns: {
    certificate_id: ofCertificate,
    code: field('text', { sealed: true, group: 'code' }),
    phone_digits: field('text', { group: 'code' }),
    created_at: column.latest(),
  },
};

/** Links that other devices than the one that asked gave the candidate; their hashes leave the device. */
export const linkEntity: SyncedEntity = history(
  'certificate_links',
  'certificate_link_id',
  'certificate_id',
  {
    certificate_id: ofCertificate,
    token: fixed('text', { sealed: true }),
    created_at: createdAt,
  },
);

/** What candidates are asked to agree to, and agreed to: before the submissions that rest on it. */
export const consentEntities: readonly SyncedEntity[] = [
  {
    name: 'consent_texts',
    table: 'consent_texts',
    key: ['version'],
    scope: 'company',
    kind: 'append',
    numbered: true,
    columns: {
      version: fixed('integer'),
      zh: fixed('text'),
      en: fixed('text'),
      uid,
      created_at: createdAt,
    },
  },
  {
    ...history('consents', 'consent_id', 'certificate_id', {
      certificate_id: ofCertificate,
      version: fixed('integer', { references: 'consent_texts' }),
      language: fixed('text'),
      created_at: createdAt,
    }),
    // The candidate may have agreed at two servers.
    unique: ['certificate_id', 'version'],
  },
];

/** What a verdict says in codes, and what was found by verifying: after reviews and attachments. */
export const verificationEntities: readonly SyncedEntity[] = [
  history(
    'review_reasons',
    'review_reason_id',
    'review_id',
    {
      review_id: fixed('integer', { references: 'reviews' }),
      position: fixed('integer'),
      slot_key: fixed('text'),
      reason_code: fixed('text'),
    },
    true,
  ),
  history(
    'certificate_verifications',
    'verification_id',
    'certificate_id',
    {
      certificate_id: ofCertificate,
      result: fixed('integer'),
      source: fixed('text'),
      source_text: fixed('text'),
      certificate_number: fixed('text'),
      checked_on: fixed('text'),
      remark: fixed('text'),
      uid,
      created_at: createdAt,
    },
    true,
  ),
  {
    name: 'verification_withdrawals',
    table: 'verification_withdrawals',
    key: ['verification_id'],
    scope: 'company',
    kind: 'append',
    reviewers: true,
    subject: 'verification_id',
    columns: {
      verification_id: fixed('integer', { references: 'certificate_verifications' }),
      uid,
      remark: fixed('text'),
      created_at: createdAt,
    },
  },
  history(
    'verification_files',
    'verification_file_id',
    'verification_id',
    {
      verification_id: fixed('integer', { references: 'certificate_verifications' }),
      position: fixed('integer'),
      attachment_id: fixed('integer', { references: 'attachments' }),
    },
    true,
  ),
];

/** Files that go out with a template's mails. After the templates. */
export const templateFileEntity: SyncedEntity = {
  name: 'template_files',
  table: 'template_files',
  key: ['template_file_id'],
  scope: 'company',
  kind: 'record',
  numbered: true,
  columns: {
    template_file_id: fixed('integer'),
    mail_tpl_id: fixed('integer', { references: 'mail_templates', loose: true }),
    sha256: fixed('text', { blob: true }),
    name: fixed('text'),
    ext: fixed('text'),
    mime: fixed('text'),
    size: fixed('integer'),
    position: fixed('integer'),
    created_at: createdAt,
    // A removal can be taken back.
    removed_at: field('integer'),
  },
};

/** The slots of users' templates; the system's are the catalogue's. After the templates. */
export const templateSlotEntity: SyncedEntity = {
  name: 'template_slots',
  table: 'template_slots',
  key: ['template_slot_id'],
  scope: 'company',
  kind: 'record',
  numbered: true,
  unique: ['mail_tpl_id', 'slot_key'],
  columns: {
    template_slot_id: fixed('integer'),
    mail_tpl_id: fixed('integer', { references: 'mail_templates', loose: true }),
    position: field('integer'),
    slot_key: fixed('text'),
    label: field('text'),
    note: field('text'),
    required: field('integer'),
    max_files: field('integer'),
  },
};
