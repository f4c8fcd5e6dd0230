import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { bigId, page, pageSize } from './values.ts';

/** What the audit log records. A view is recorded once in five minutes. */
export const auditActions = [
  'viewCandidate',
  'viewCertificate',
  'viewFile',
  'downloadFile',
  'downloadAll',
  'exportList',
  'exportCandidate',
  'eraseCandidate',
  'exportAudit',
] as const;
export type AuditAction = (typeof auditActions)[number];

const date = z.union([z.literal(''), z.string().regex(/^\d{4}-\d{2}-\d{2}$/)]).default('');

const filters = z.object({
  action: z.union([z.literal(''), z.enum(auditActions)]).default(''),
  /** One candidate alone; absent for all. */
  tob_resume_id: bigId.optional(),
  /** `YYYY-MM-DD` in the workspace's time zone, both included; empty for no bound. */
  from: date,
  to: date,
});

/** The most that is counted. */
export const auditCountLimit = 10_000;

/** The audit log, newest first. `total` stops at `auditCountLimit`. */
export const listAudit = endpoint({
  method: 'POST',
  path: '/atsng/v2/audit/list',
  audience: 'recruiter',
  request: filters.extend({ page, size: pageSize }),
  results: z.object({
    pagination: z.object({ page: z.number(), size: z.number(), total: z.number() }),
    dataList: z.array(
      z.object({
        audit_id: z.number(),
        created_at: z.string(),
        uname: z.string(),
        action: z.enum(auditActions),
        tob_resume_id: z.string().nullable(),
        /** Empty for a candidate who was erased, and where it was about nobody in particular. */
        resume_name: z.string(),
        position_name: z.string(),
        certificate_id: z.number().nullable(),
        /** How many, where it was many. */
        count: z.number(),
      }),
    ),
  }),
});

/** The same as CSV with a byte order mark, up to 100,000 lines. */
export const exportAudit = endpoint({
  method: 'POST',
  path: '/atsng/v2/audit/export',
  audience: 'recruiter',
  request: filters,
  results: z.null(),
});
