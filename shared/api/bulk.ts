import { z } from 'zod';
import { findingCodes, findingLevels } from '../catalogue/bulk-findings.ts';
import { certificateKinds } from '../catalogue/certificate-kinds.ts';
import { degreeCertificate } from './certificates.ts';
import { endpoint } from './endpoint.ts';
import { exportApplications } from './export.ts';
import { selection } from './selection.ts';
import { flag, integer, page, pageSize, smallId, smallIdOrZero } from './values.ts';

/** Applications a job may have. */
export const bulkLimit = 100_000;

/** What a job does; `undo` takes back what another job did. */
export const bulkActions = ['send', 'move', 'eliminate', 'restore', 'undo'] as const;
export type BulkAction = (typeof bulkActions)[number];

/**
 * `checking` → `ready` (its rows can be looked at and left out; nothing has happened yet) → `queued`
 * (another job is running) → `running` ⇄ `paused` → `finished` or `cancelled`.
 */
export const bulkStates = [
  'checking',
  'ready',
  'queued',
  'running',
  'paused',
  'finished',
  'cancelled',
] as const;
export type BulkState = (typeof bulkStates)[number];

/**
 * `waiting` for its turn, `left_out` before the start, `done`, `skipped` because what its check says
 * has changed since, `refused` by the rules of the single action or by a fault.
 */
export const bulkItemStates = ['waiting', 'left_out', 'done', 'skipped', 'refused'] as const;
export type BulkItemState = (typeof bulkItemStates)[number];

const remark = z.string().trim().max(500).default('');

/** `saveCertificate` without whom it goes to: each row's own candidate is put in its place. */
const sendFields = degreeCertificate.saveCertificate.request
  .omit({
    tob_resume_id: true,
    tob_position_id: true,
    resume_name: true,
    resume_email: true,
    resume_phone: true,
    position_name: true,
  })
  .extend({ select_template: z.string().max(200).default(''), mail_tpl_id: smallId });

const bulkChange = z.discriminatedUnion('action', [
  z.object({
    action: z.literal('send'),
    kind: z.enum(certificateKinds.map(({ kind }) => kind)),
    /**
     * Subject, content and SMS as the single send takes them, variables unresolved. `undo_seconds`
     * count from the start of the job, for all of it together.
     */
    request: sendFields,
    /** How long ago a request counts as recent, in days; the workspace's setting where absent. */
    recent_days: integer.min(0).max(365).optional(),
  }),
  z.object({
    action: z.literal('move'),
    stage_id: smallId,
    /** 0: the stage's first step. */
    step_id: smallIdOrZero.default(0),
    remark,
  }),
  z.object({ action: z.literal('eliminate'), remark }),
  z.object({ action: z.literal('restore'), remark }),
]);
export type BulkChangeInput = z.input<typeof bulkChange>;
export type BulkChange = z.output<typeof bulkChange>;

/** Makes a repeated request (a lost answer, a double click) the same job. */
const clientKey = z.string().regex(/^[\w-]{8,64}$/);

const bulkJob = z.object({
  job_id: z.number(),
  action: z.enum(bulkActions),
  state: z.enum(bulkStates),
  /** Of a send: the kind of certificate and its template's title; else null. */
  kind: z.string().nullable(),
  template: z.string().nullable(),
  /** Of a move: where to; else null. */
  stage_id: z.number().nullable(),
  stage_name: z.string().nullable(),
  step_name: z.string().nullable(),
  /** Of an undo: the job it takes back. */
  undo_of: z.number().nullable(),
  /** The job that took this one back. */
  undone_by: z.number().nullable(),
  /** Some of its rows can be taken back; of a send, all of it while nothing has left. */
  can_undo: z.boolean(),
  /** Of a send that can be taken back: for how many more seconds, rounded up; else 0. */
  undo_seconds_left: z.number(),
  /** Rows, and how many of them have been checked. */
  total: z.number(),
  checked: z.number(),
  counts: z.object({
    waiting: z.number(),
    left_out: z.number(),
    done: z.number(),
    skipped: z.number(),
    refused: z.number(),
  }),
  /** By code, in the order of the catalogue; `waiting` of them will be done all the same. */
  findings: z.array(
    z.object({
      code: z.enum(findingCodes),
      level: z.enum(findingLevels),
      label: z.string(),
      total: z.number(),
      waiting: z.number(),
    }),
  ),
  recent_days: z.number(),
  /** Why it stopped by itself; empty otherwise. */
  message: z.string(),
  /** It stopped because the workstation did, not because somebody paused it. */
  interrupted: z.boolean(),
  uid: z.number(),
  uname: z.string(),
  created_at: z.string(),
  started_at: z.string().nullable(),
  ended_at: z.string().nullable(),
});
export type BulkJob = z.output<typeof bulkJob>;

const bulkItem = z.object({
  item_id: z.number(),
  application_id: z.number(),
  tob_resume_id: z.string(),
  tob_position_id: z.number(),
  resume_name: z.string(),
  position_name: z.string(),
  /** Where it goes: the candidate's, or what was put right for this job. */
  resume_email: z.string(),
  resume_phone: z.string(),
  state: z.enum(bulkItemStates),
  findings: z.array(
    z.object({
      code: z.enum(findingCodes),
      level: z.enum(findingLevels),
      text: z.string(),
      fix: z.enum(['email', 'phone']).nullable(),
    }),
  ),
  /** A row that a blocker keeps out cannot be put in. */
  blocked: z.boolean(),
  /** Why it was skipped or refused, a finding's or an error's name and its words; else null. */
  reason: z.object({ code: z.string(), text: z.string() }).nullable(),
  /** The certificate that was asked for. */
  certificate_id: z.number().nullable(),
  updated_at: z.string(),
});
export type BulkItem = z.output<typeof bulkItem>;

const jobId = z.object({ job_id: smallId });

function command<Request extends z.ZodType>(action: string, request: Request) {
  return endpoint({
    method: 'POST',
    path: `/atsng/v2/bulk/${action}`,
    audience: 'recruiter',
    request,
    results: bulkJob,
  });
}

/**
 * Checks what would become of every row of a selection, before anything happens. Answers at once with
 * a job that is `checking`, or `ready` where the rows are few; live events (`bulk`) and `getBulkJob` show when it is `ready`. A job that
 * is never started is forgotten after a day.
 */
export const preflight = command(
  'preflight',
  z.object({ client_key: clientKey, selection, change: bulkChange }),
);

export const getBulkJob = endpoint({
  method: 'GET',
  path: '/atsng/v2/bulk/get',
  audience: 'recruiter',
  request: jobId,
  results: bulkJob,
});

/** Jobs that were started, newest first. `active=1`: only those that are not over. */
export const listBulkJobs = endpoint({
  method: 'POST',
  path: '/atsng/v2/bulk/list',
  audience: 'recruiter',
  request: z.object({ active: flag.default(0), page, size: pageSize }),
  results: z.object({
    pagination: z.object({ page: z.number(), size: z.number(), total: z.number() }),
    dataList: z.array(bulkJob),
  }),
});

const itemFilter = {
  /** Only rows with this finding. */
  finding: z.enum(findingCodes).optional(),
  /** Only rows in this state. */
  state: z.enum(bulkItemStates).optional(),
};

/** Rows of a job, in the selection's order. */
export const listBulkItems = endpoint({
  method: 'POST',
  path: '/atsng/v2/bulk/items',
  audience: 'recruiter',
  request: z.object({ ...jobId.shape, ...itemFilter, page, size: pageSize }),
  results: z.object({
    pagination: z.object({ page: z.number(), size: z.number(), total: z.number() }),
    dataList: z.array(bulkItem),
  }),
});

/**
 * Before the start: puts rows in or leaves them out, some by their ids or all that have a finding.
 * Rows that a blocker keeps out stay out.
 */
export const chooseBulkItems = command(
  'choose',
  z.object({
    ...jobId.shape,
    item_ids: z.array(smallId).max(200).optional(),
    finding: z.enum(findingCodes).optional(),
    include: flag,
  }),
);

/** Before the start: sets where a row's messages go, for this job, and checks the row again. */
export const fixBulkItem = command(
  'fix',
  z.object({
    ...jobId.shape,
    item_id: smallId,
    resume_email: z.string().trim().max(320).optional(),
    resume_phone: z.string().trim().max(32).optional(),
  }),
);

/**
 * Starts a job that is ready. Starting it again changes nothing. A `remark` takes the place of the one
 * that was given with the check of a move, an elimination or a restore.
 */
export const startBulkJob = command(
  'start',
  jobId.extend({ remark: z.string().trim().max(500).optional() }),
);
/** Stops after the row that is being done. */
export const pauseBulkJob = command('pause', jobId);
export const resumeBulkJob = command('resume', jobId);
/** Ends a job; what is done stays, what waits is left out. Before the start, it forgets the job. */
export const cancelBulkJob = command('cancel', jobId);
/** Tries the rows again that were skipped or refused, of a job that is over. */
export const retryBulkJob = command('retry', jobId);
/**
 * Takes back what a job moved, eliminated or restored, where nothing has changed since. A send is
 * taken back whole, also while it runs, within its `undo_seconds`: each request as if never made.
 */
export const undoBulkJob = command('undo', z.object({ ...jobId.shape, client_key: clientKey }));

/** A job's rows and what became of them as CSV with a byte order mark. */
export const exportBulkResults = endpoint({
  method: 'POST',
  path: '/atsng/v2/bulk/exportResults',
  audience: 'recruiter',
  request: z.object({ ...jobId.shape, ...itemFilter }),
  results: z.null(),
});

/** A selection as a file, as `exportApplications` writes it; `stage_type_id` gives the columns. */
export const exportSelection = endpoint({
  method: 'POST',
  path: '/atsng/v2/process/exportSelection',
  audience: 'recruiter',
  request: exportApplications.request
    .pick({ stage_type_id: true, process_id: true, format: true, columns: true })
    .extend({ selection }),
  results: z.null(),
});
