import { z } from 'zod';
import { verificationSourceKeys } from '../catalogue/verifications.ts';
import { endpoint } from './endpoint.ts';
import { integer, smallId } from './values.ts';

const evidence = z.object({
  dfs_file_name: z.string(),
  dfs_group_name: z.string(),
  ext: z.string(),
  name: z.string(),
  size: z.number(),
});
export type Evidence = z.output<typeof evidence>;

const verification = z.object({
  verification_id: z.number(),
  certificate_id: z.number(),
  /** 1 verified, 2 not genuine, 3 could not be verified. */
  result: z.number(),
  source: z.string(),
  /** Which school, agency or other place. */
  source_text: z.string(),
  certificate_number: z.string(),
  /** `YYYY-MM-DD`. */
  checked_on: z.string(),
  remark: z.string(),
  evidence: z.array(evidence),
  uid: z.number(),
  uname: z.string(),
  created_at: z.string(),
  /** When it was withdrawn; null while it counts. */
  withdrawn_at: z.string().nullable(),
  withdrawn_uname: z.string(),
  withdrawn_remark: z.string(),
});
export type Verification = z.output<typeof verification>;

/** Every verification of a certificate, newest first; the first not withdrawn counts. Credo's own. */
export const listVerifications = endpoint({
  method: 'POST',
  path: '/atsng/v2/certificate/listVerifications',
  audience: 'recruiter',
  request: z.object({ certificate_id: smallId }),
  results: z.array(verification),
});

/**
 * 核验: notes that a certificate was checked: with whom, when, with what result and evidence. It
 * changes no verdict. Credo's own. Refused with `certificateNotFound`, `verificationSourceMissing`,
 * `verificationInFuture`, `attachmentNotFound` for evidence that was not uploaded for it.
 */
export const saveVerification = endpoint({
  method: 'POST',
  path: '/atsng/v2/certificate/saveVerification',
  audience: 'recruiter',
  request: z.object({
    certificate_id: smallId,
    result: integer.min(1).max(3),
    source: z.enum(verificationSourceKeys),
    source_text: z.string().trim().max(200).default(''),
    certificate_number: z.string().trim().max(64).default(''),
    /** `YYYY-MM-DD`. */
    checked_on: z.iso.date(),
    remark: z.string().trim().max(500).default(''),
    /** `dfs_file_name` of files uploaded with `uploadEvidence`. */
    evidence: z.array(z.string().max(200)).max(10).default([]),
  }),
  results: verification,
});

/** Withdraws a verification; it stays in the list with who did so and why. Credo's own. */
export const withdrawVerification = endpoint({
  method: 'POST',
  path: '/atsng/v2/certificate/withdrawVerification',
  audience: 'recruiter',
  request: z.object({
    verification_id: smallId,
    remark: z.string().trim().max(500).default(''),
  }),
  results: verification,
});

/**
 * One file as evidence of a verification to come: multipart with `certificate_id` and `file`. The
 * candidate never sees it. One that no verification takes up within a day goes. Credo's own.
 */
export const uploadEvidence = endpoint({
  method: 'POST',
  path: '/atsng/v2/certificate/uploadEvidence',
  audience: 'recruiter',
  multipart: true,
  request: z.object({}),
  results: evidence,
});
