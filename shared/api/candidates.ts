import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { flag, integer, page, pageSize, phone, smallId, smallIdOrZero } from './values.ts';

/** The fields a column of an imported file can be taken for. */
export const importFields = {
  candidate: [
    'name',
    'phone',
    'email',
    'id_number',
    'position',
    'position_id',
    'stage',
    'applied_at',
  ],
  position: ['position', 'department'],
} as const;
export type ImportKind = keyof typeof importFields;
export type ImportField = (typeof importFields)[ImportKind][number];

/** The fields of an import's request beside `file`. */
export const importOptions = z.object({
  dry_run: flag.default(0),
  tob_position_id: smallIdOrZero.default(0),
  create_positions: flag.default(1),
  mapping: z.record(z.string(), z.string().nullable()).default({}),
});
export type ImportOptions = z.output<typeof importOptions>;

const importState = z.enum(['parsing', 'running', 'finished', 'failed', 'interrupted']);

/** Progress and outcome of an import, real or dry. */
export const importStatusResults = z.object({
  import_id: z.number(),
  kind: z.enum(['candidate', 'position']),
  file_name: z.string(),
  dry_run: z.boolean(),
  state: importState,
  /** Data rows in the file; 0 until it is parsed. */
  total: z.number(),
  processed: z.number(),
  created: z.number(),
  updated: z.number(),
  skipped: z.number(),
  failed: z.number(),
  /** Positions that the file names and that did not exist. */
  created_positions: z.number(),
  /** Header of the file → field it was taken for, or null. */
  mapping: z.record(z.string(), z.string().nullable()),
  /** The first 1,000 rows that could not be taken; `row` counts from 1 as a spreadsheet shows it. */
  errors: z.array(
    z.object({ row: z.number(), field: z.string(), value: z.string(), message: z.string() }),
  ),
  /** Why the whole import failed. */
  message: z.string(),
});
export type ImportStatus = z.output<typeof importStatusResults>;

/**
 * Creates a candidate, and an application where a position is given. A phone, mail address or ID
 * number that a candidate has already is refused, unless `use_existing`.
 */
export const createCandidate = endpoint({
  method: 'POST',
  path: '/atsng/v2/candidate/create',
  audience: 'recruiter',
  request: z.object({
    resume_name: z.string().trim().min(1).max(100),
    resume_phone: phone.default(''),
    resume_email: z.string().trim().max(320).default(''),
    id_number: z.string().trim().max(32).default(''),
    tob_position_id: smallIdOrZero.default(0),
    stage_id: smallIdOrZero.default(0),
    /** 1: a candidate known by phone, mail address or ID number gets the application instead. */
    use_existing: flag.default(0),
  }),
  results: z.object({
    tob_resume_id: z.string(),
    application_id: z.number().nullable(),
    /** The candidate was known before. */
    existing: z.boolean(),
  }),
});

/**
 * Imports candidates from a CSV or XLSX file: multipart with `file`, and optionally `dry_run` (1),
 * `tob_position_id` (for rows that name no position), `create_positions` (1 by default: a position
 * that a row names and that does not exist is created; 0: the row is an error) and `mapping` (JSON:
 * header → a key of `importFields`, or null to leave the column out).
 * Answers once the file is received; `importStatus` and live events show the progress.
 *
 * A person is recognised by phone, mail address or ID number. Somebody known gets what they lacked
 * and the application; nothing they have is overwritten and no application is moved.
 */
export const importCandidates = endpoint({
  method: 'POST',
  path: '/atsng/v2/candidate/import',
  audience: 'recruiter',
  multipart: true,
  request: z.object({}),
  results: z.object({ import_id: z.number() }),
});

export const importStatus = endpoint({
  method: 'GET',
  path: '/atsng/v2/candidate/importStatus',
  audience: 'recruiter',
  request: z.object({ import_id: smallId }),
  results: importStatusResults,
});

/** Stops an import; the rows taken until then stay, and it ends `interrupted`. */
export const cancelImport = endpoint({
  method: 'POST',
  path: '/atsng/v2/candidate/cancelImport',
  audience: 'recruiter',
  request: z.object({ import_id: smallId }),
  results: importStatusResults,
});

export const createPosition = endpoint({
  method: 'POST',
  path: '/atsng/v2/position/create',
  audience: 'recruiter',
  request: z.object({
    position_name: z.string().trim().min(1).max(200),
    department: z.string().trim().max(200).default(''),
  }),
  results: z.object({ tob_position_id: z.number() }),
});

/**
 * Positions, newest first; `keyword` searches the name, `tob_position_id` (0 for all) asks for one.
 */
export const listPositions = endpoint({
  method: 'POST',
  path: '/atsng/v2/position/list',
  audience: 'recruiter',
  request: z.object({
    keyword: z.string().trim().max(100).default(''),
    tob_position_id: smallIdOrZero.default(0),
    page,
    size: pageSize,
  }),
  results: z.object({
    pagination: z.object({ page: z.number(), size: z.number(), total: z.number() }),
    dataList: z.array(
      z.object({
        tob_position_id: integer,
        position_name: z.string(),
        department: z.string(),
        application_count: z.number(),
        created_at: z.string(),
      }),
    ),
  }),
});

/** Imports positions from a CSV or XLSX file, like `importCandidates`. */
export const importPositions = endpoint({
  method: 'POST',
  path: '/atsng/v2/position/import',
  audience: 'recruiter',
  multipart: true,
  request: z.object({}),
  results: z.object({ import_id: z.number() }),
});
