import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { smallId } from './values.ts';

const candidateApplication = z.object({
  application_id: z.number(),
  tob_position_id: z.number(),
  position_name: z.string(),
  stage_type_id: z.number(),
  stage_id: z.number(),
  stage_name: z.string(),
  step_id: z.number(),
  step_name: z.string(),
  /** 1 in progress, 2 eliminated or archived. */
  list_state: z.number(),
  applied_at: z.string(),
  updated_at: z.string(),
});
export type CandidateApplication = z.output<typeof candidateApplication>;

const requestedCertificate = z.object({
  certificate_id: z.number(),
  /** A key of the catalogue's certificate kinds. */
  kind: z.string(),
  status: z.number(),
  review_status: z.number(),
  created_at: z.string(),
  /** When the current files came; null before. */
  submitted_at: z.string().nullable(),
  expires_at: z.string(),
  /** The link was taken back. */
  revoked: z.boolean(),
  /** Verdicts differ until somebody resolves them. */
  disputed: z.boolean(),
});
export type RequestedCertificate = z.output<typeof requestedCertificate>;

/** At most so many applications and certificates are listed, the newest. */
export const recordLimit = 100;

/**
 * What belongs to an application: every application of its candidate (itself among them), and every
 * certificate that was requested for it, newest first. Its events are `process/history`, its messages
 * `outbox/list`. Not in the reference.
 */
export const applicationRecord = endpoint({
  method: 'POST',
  path: '/atsng/v2/process/applicationRecord',
  audience: 'recruiter',
  request: z.object({ application_id: smallId }),
  results: z.object({
    applications: z.array(candidateApplication),
    certificates: z.array(requestedCertificate),
  }),
});
