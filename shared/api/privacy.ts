import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { bigId, integer, page, pageSize } from './values.ts';

const privacySettings = z.object({
  consent: z.object({
    /** Candidates agree before their first upload. */
    enabled: z.boolean(),
    /** Of the text in use; 0 where there never was one. */
    version: z.number(),
    zh: z.string(),
    en: z.string(),
  }),
  /** Days after which files of settled certificates are purged; 0 keeps them. */
  files_days: z.number(),
  /** Days the audit log is kept; 0 keeps it for good. */
  audit_days: z.number(),
});
export type PrivacySettings = z.output<typeof privacySettings>;

const purgeRun = z.object({
  purge_run_id: z.number(),
  /** Empty: by the schedule. */
  uname: z.string(),
  certificates: z.number(),
  files: z.number(),
  bytes: z.number(),
  /** Messages whose text was removed. */
  messages: z.number(),
  audit_rows: z.number(),
  started_at: z.string(),
  /** Null while it runs. */
  ended_at: z.string().nullable(),
});
export type PurgeRun = z.output<typeof purgeRun>;

export const getPrivacySettings = endpoint({
  method: 'GET',
  path: '/atsng/v2/privacy/getSettings',
  audience: 'recruiter',
  request: z.object({}),
  results: privacySettings,
});

/** Saves what is given. A changed consent text is a new version, which candidates are asked for anew. */
export const savePrivacySettings = endpoint({
  method: 'POST',
  path: '/atsng/v2/privacy/saveSettings',
  audience: 'recruiter',
  request: z.object({
    consent: z
      .object({
        enabled: z.boolean(),
        zh: z.string().trim().max(10_000),
        en: z.string().trim().max(10_000),
      })
      .optional(),
    files_days: integer.min(0).max(3_650).optional(),
    audit_days: integer.min(0).max(3_650).optional(),
  }),
  results: privacySettings,
});

/**
 * What a purge would take now: files of certificates that passed or failed, or whose link ended without
 * an answer, unchanged for `files_days` days.
 */
export const previewPurge = endpoint({
  method: 'POST',
  path: '/atsng/v2/privacy/previewPurge',
  audience: 'recruiter',
  request: z.object({ files_days: integer.min(1).max(3_650) }),
  results: z.object({
    certificates: z.number(),
    files: z.number(),
    bytes: z.number(),
    /** Last purges, newest first. */
    runs: z.array(purgeRun),
  }),
});

/** Purges now, by the saved settings, in the background. Answers with the run, which may go on. */
export const purgeNow = endpoint({
  method: 'POST',
  path: '/atsng/v2/privacy/purgeNow',
  audience: 'recruiter',
  request: z.object({}),
  results: purgeRun,
});

const candidateRequest = z.object({ tob_resume_id: bigId });

/** Everything the workspace holds of one candidate: a ZIP of `data.json` and the files. */
export const exportCandidate = endpoint({
  method: 'POST',
  path: '/atsng/v2/privacy/exportCandidate',
  audience: 'recruiter',
  request: candidateRequest,
  results: z.null(),
});

const erasureReceipt = z.object({
  erasure_receipt_id: z.number(),
  /** SHA-256 of the candidate's `tob_resume_id`: who knows the id can tell that it was this one. */
  subject: z.string(),
  erased_at: z.string(),
  erased_by: z.string(),
  /** Rows deleted by table. */
  rows: z.record(z.string(), z.number()),
  files: z.number(),
  bytes: z.number(),
  /** Lines of import reports that named the candidate. */
  import_errors: z.number(),
  /** Bulk actions whose typed texts named them; not in receipts of older versions. */
  bulk_texts: z.number().optional(),
  /** Copies of the database from before an upgrade, which held the candidate too. */
  database_copies: z.number(),
  /** The database's log was written back and emptied, the search index merged. */
  log_emptied: z.boolean(),
  /** SHA-256 of all of the above. */
  sha256: z.string(),
});
export type ErasureReceipt = z.output<typeof erasureReceipt>;

/**
 * Erases one candidate everywhere: rows, search, files, messages, import reports. For good.
 * @see listReceipts
 */
export const eraseCandidate = endpoint({
  method: 'POST',
  path: '/atsng/v2/privacy/eraseCandidate',
  audience: 'recruiter',
  request: candidateRequest.extend({
    /** The candidate's name, typed once more: refused where it is another. */
    confirm_name: z.string().trim().max(200),
  }),
  results: erasureReceipt,
});

/** Receipts of erasures, newest first. */
export const listReceipts = endpoint({
  method: 'POST',
  path: '/atsng/v2/privacy/listReceipts',
  audience: 'recruiter',
  request: z.object({ page, size: pageSize }),
  results: z.object({
    pagination: z.object({ page: z.number(), size: z.number(), total: z.number() }),
    dataList: z.array(erasureReceipt),
  }),
});
