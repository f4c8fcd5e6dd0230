import { z } from 'zod';
import { certificateProgressStates } from '../catalogue/certificate-progress.ts';
import { searchKeys } from '../catalogue/search-keys.ts';
import { endpoint } from './endpoint.ts';
import { filterGroup, listOrder } from './list-filter.ts';
import { messageStage } from './outbox.ts';
import { integer, page, pageSize, smallId, smallIdOrZero } from './values.ts';

/** Every search key of the catalogue as a filter; 0 or absent means all. */
const filters = Object.fromEntries(
  searchKeys.map(({ key }) => [key, integer.min(0).max(99).default(0)]),
) as Record<(typeof searchKeys)[number]['key'], z.ZodDefault<z.ZodCoercedNumber>>;

/** `list_type` of `process/list`. */
export const listType = { inProgress: 1, closed: 2, all: 3 } as const;
/** `sort` of `process/list`. */
export const listSort = { newestChange: 0, newestApplication: 1, name: 2 } as const;

const certificateCell = z
  .object({
    certificate_id: z.number(),
    status: z.number(),
    review_status: z.number(),
    updated_at: z.string(),
    /** Verdicts differ until somebody resolves them; `review_status` is 0 meanwhile. */
    disputed: z.boolean(),
  })
  .nullable();

const mailTraceCell = z
  .object({
    message_id: z.number(),
    kind: z.enum(['mail', 'sms']),
    state: z.string(),
    subject: z.string(),
    updated_at: z.string(),
    last_error: z.string().nullable(),
    stage: messageStage,
  })
  .nullable();

/** Ranges of a text, in UTF-16 units: from the first on, before the second. */
const ranges = z.array(z.tuple([z.number(), z.number()]));

/**
 * Where the keyword was found: by field, the ranges to highlight. A name found by its pinyin or its
 * initials has the ranges of the characters meant. Without a keyword there are none.
 */
const keywordMatches = z.object({
  resume_name: ranges.optional(),
  resume_phone: ranges.optional(),
  resume_email: ranges.optional(),
  position_name: ranges.optional(),
  certificate_number: z.object({ certificate_number: z.string(), ranges }).optional(),
});
export type KeywordMatches = z.output<typeof keywordMatches>;

/** How far the newest request for a certificate of a kind has come. */
const certificateProgress = z.object({
  state: z.enum(certificateProgressStates),
  /** `YYYY-MM-DD HH:mm:ss`: since when whoever is next is waited for; null where nobody is. */
  waiting_since: z.string().nullable(),
  /** Whole days of it. */
  waiting_days: z.number(),
  /** Waited for too long, or the link has expired before the candidate answered. */
  overdue: z.boolean(),
});
export type CertificateProgress = z.output<typeof certificateProgress>;

/** That the newest certificate of a kind was checked with whoever issued it: `listVerifications`. */
const certificateVerification = z.object({
  /** 1 verified, 2 not genuine, 3 could not be verified. */
  result: z.number(),
  source: z.string(),
  /** Which school, agency or other place. */
  source_text: z.string(),
  /** `YYYY-MM-DD`. */
  checked_on: z.string(),
  uname: z.string(),
});
export type CertificateVerification = z.output<typeof certificateVerification>;

/**
 * A row of `process/list`: identity, then every column of the catalogue under its own key, then the
 * editable statuses that no column shows, then what the reference knows nothing of.
 */
export const applicationRow = z.object({
  application_id: z.number(),
  tob_resume_id: z.string(),
  tob_position_id: z.number(),
  position_name: z.string(),
  resume_name: z.string(),
  resume_phone: z.string(),
  resume_email: z.string(),
  process_id: z.number(),
  stage_type_id: z.number(),
  stage_id: z.number(),
  stage_name: z.string(),
  step_id: z.number(),
  step_name: z.string(),
  /** 1 in progress, 2 eliminated or archived. */
  list_state: z.number(),
  /** Raised by every change; `moveStage` and the like compare it where it is given. */
  revision: z.number(),
  applied_at: z.string(),
  updated_at: z.string(),
  reviewStatus: z.number(),
  interviewTime: z.string().nullable(),
  interviewStatus: z.number(),
  candidateFeedback: z.number(),
  mailTrace: mailTraceCell,
  interviewTimeMatch: z.number(),
  offerStatus: z.number(),
  backgroundCheck: z.number(),
  incomeCertificate: certificateCell,
  degreeCertificate: certificateCell,
  offerApprove: z.number(),
  entryTime: z.string().nullable(),
  entryStatus: z.number(),
  estimateType: z.number(),
  /** By the key of the certificate kind. */
  certificateProgress: z.record(z.string(), certificateProgress),
  /** By the key of the kind: the newest verification that was not withdrawn; null where there is none. */
  certificateVerification: z.record(z.string(), certificateVerification.nullable()),
  matches: keywordMatches,
});
export type ApplicationRow = z.output<typeof applicationRow>;

/** 职位简历数据列表 */
export const listApplications = endpoint({
  method: 'POST',
  path: '/atsng/v2/process/list',
  audience: 'recruiter',
  request: z.object({
    ...filters,
    stage_type_id: integer,
    process_id: smallIdOrZero.default(0),
    position_id: smallIdOrZero.default(0),
    keyword: z.string().trim().max(100).default(''),
    list_type: integer.min(1).max(3).default(1),
    sort: integer.min(0).max(2).default(0),
    /** Holds together with every other filter. Not in the reference. */
    filter: filterGroup.optional(),
    /** Rules instead of `sort` where it has a key. Not in the reference. */
    order: listOrder.default([]),
    size: pageSize,
    page,
  }),
  results: z.object({
    pagination: z.object({ page: z.number(), size: z.number(), total: z.number() }),
    with_es: z.literal(false),
    queryLog: z.record(z.string(), z.unknown()),
    esLog: z.null(),
    dataList: z.array(applicationRow),
  }),
});

/** One application as a row of the list, for a drawer or after a live update. Not in the reference. */
export const getApplication = endpoint({
  method: 'POST',
  path: '/atsng/v2/process/getApplication',
  audience: 'recruiter',
  request: z.object({ application_id: smallId }),
  results: applicationRow,
});

/** Live totals of the stage tabs. Not in the reference. */
export const stageCounts = endpoint({
  method: 'GET',
  path: '/atsng/v2/process/stageCounts',
  audience: 'recruiter',
  request: z.object({
    process_id: smallIdOrZero.default(0),
    list_type: integer.min(1).max(3).default(1),
  }),
  results: z.array(
    z.object({ stage_type_id: z.number(), key: z.string(), label: z.string(), total: z.number() }),
  ),
});

/**
 * How far the workstation has read in what searches look through, which takes seconds after a start in
 * a large workspace: a search that comes earlier waits for it. Not in the reference.
 */
export const searchState = endpoint({
  method: 'GET',
  path: '/atsng/v2/process/searchState',
  audience: 'recruiter',
  request: z.object({}),
  results: z.object({
    /** A search is answered at once. */
    ready: z.boolean(),
    /** Per cent read so far, 0 to 100. */
    percent: z.number(),
  }),
});

/** The stages and steps of a process, where an application can be moved to. Not in the reference. */
export const listStages = endpoint({
  method: 'GET',
  path: '/atsng/v2/process/listStages',
  audience: 'recruiter',
  request: z.object({ process_id: smallIdOrZero.default(0) }),
  results: z.array(
    z.object({
      stage_id: z.number(),
      stage_type_id: z.number(),
      stage_name: z.string(),
      steps: z.array(z.object({ step_id: z.number(), step_name: z.string() })),
    }),
  ),
});

const changeRequest = {
  application_id: smallId,
  /** Refused with `applicationChanged` where the application has another revision by now. */
  expected_revision: integer.min(0).optional(),
  remark: z.string().trim().max(500).default(''),
};

/** Moves an application in progress to another stage, or another step of its stage. */
export const moveStage = endpoint({
  method: 'POST',
  path: '/atsng/v2/process/moveStage',
  audience: 'recruiter',
  request: z.object({ ...changeRequest, stage_id: smallId, step_id: smallIdOrZero.default(0) }),
  results: applicationRow,
});

/** Eliminates an application in progress. */
export const eliminate = endpoint({
  method: 'POST',
  path: '/atsng/v2/process/eliminate',
  audience: 'recruiter',
  request: z.object(changeRequest),
  results: applicationRow,
});

/** Brings an eliminated or archived application back to where it was. */
export const restore = endpoint({
  method: 'POST',
  path: '/atsng/v2/process/restore',
  audience: 'recruiter',
  request: z.object(changeRequest),
  results: applicationRow,
});

/**
 * Sets values of an application in progress by the keys of `editableFields`: statuses as numbers
 * (0 none), times as `YYYY-MM-DD HH:mm:ss`, dates as `YYYY-MM-DD`, null to clear. Nothing is changed
 * where one of them is wrong.
 */
export const updateFields = endpoint({
  method: 'POST',
  path: '/atsng/v2/process/updateFields',
  audience: 'recruiter',
  request: z.object({
    ...changeRequest,
    fields: z.record(z.string(), z.union([z.number(), z.string().max(32), z.null()])),
  }),
  results: applicationRow,
});

/** What happened to an application, newest first. */
export const history = endpoint({
  method: 'POST',
  path: '/atsng/v2/process/history',
  audience: 'recruiter',
  request: z.object({ application_id: smallId, page, size: pageSize }),
  results: z.object({
    pagination: z.object({ page: z.number(), size: z.number(), total: z.number() }),
    dataList: z.array(
      z.object({
        id: z.number(),
        event_id: z.number(),
        event_type: z.string(),
        event_name: z.string(),
        /** 0 is the candidate or the system. */
        uid: z.number(),
        uname: z.string(),
        /** What is particular to the event: from and to, verdict, remark, file names. */
        detail: z.record(z.string(), z.unknown()),
        created_at: z.string(),
      }),
    ),
  }),
});
