import { z } from 'zod';
import { certificateSlot } from './certificate-slots.ts';

/** What a candidate agrees to before the first upload. */
export const candidateConsent = z.object({
  version: z.number(),
  text: z.object({ zh: z.string(), en: z.string() }),
  /** They agreed to this version already. */
  agreed: z.boolean(),
});
export type CandidateConsent = z.output<typeof candidateConsent>;

/**
 * The candidate's page is one resource of the LAN server, `GET /c/<token>`: HTML for a browser, with
 * this object embedded as JSON, or the object alone for `Accept: application/json`.
 * `DELETE /c/<token>/files?dfs_file_name=` removes an upload that has not been submitted.
 * Unknown, expired and revoked tokens are all answered alike, with `tokenInvalid`.
 */
export const candidateRequest = z.object({
  kind: z.string(),
  kind_label: z.object({ zh: z.string(), en: z.string() }),
  company_name: z.string(),
  position_name: z.string(),
  candidate_name: z.string(),
  requested_by: z.string(),
  requested_at: z.string(),
  expires_at: z.string(),
  /** The server's time in the same zone: a phone's own clock or zone may be wrong. */
  now: z.string(),
  /** 1 awaiting feedback, 2 feedback received. */
  status: z.number(),
  /** The candidate may (still) upload and submit. */
  open: z.boolean(),
  /** The recruiter asked for a new upload after a verdict, and it has not been submitted yet. */
  reopened: z.boolean(),
  /** What the recruiter wrote when asking for a new upload, and the coded reason for all of it. */
  remark: z.string(),
  reason: z.object({ zh: z.string(), en: z.string() }),
  submitted_at: z.string().nullable(),
  /** Every upload of this token that was not removed; `submitted` is in the current submission. */
  files: z.array(
    z.object({
      dfs_file_name: z.string(),
      dfs_group_name: z.string(),
      name: z.string(),
      ext: z.string(),
      size: z.number(),
      submitted: z.boolean(),
      /** The slot it is in; empty where it is in none. */
      slot: z.string(),
    }),
  ),
  /** What is asked for by name, one by one; empty where files are asked for as a whole. */
  slots: z.array(certificateSlot),
  limits: z.object({ file_bytes: z.number(), files: z.number() }),
  /**
   * Null where nothing is asked. `POST /c/<token>/consent` with `{version, language}` records it; an
   * upload without it is taken all the same, and its submission is marked as one without consent.
   */
  consent: candidateConsent.nullable(),
});
export type CandidateRequest = z.output<typeof candidateRequest>;

/**
 * What the HTML of the page carries in its JSON block: the request, a refusal in the words of
 * `shared/errors.ts`, or which of the pages without a request this is.
 */
export type CandidatePageData =
  | { request: CandidateRequest }
  | { refusal: { err_no: number; err_msg: string; retry_after_seconds: number } }
  | { notice: 'notFound' }
  | { notice: 'home'; problem?: CodeProblem };

/**
 * Why a code did not open. The landing page, `GET /`, posts `code` and `phone` (the last four
 * digits) to `/` as a form, and is answered by a redirect to the request's page or by itself.
 */
export interface CodeProblem {
  readonly err_no: number;
  readonly err_msg: string;
  /** What was typed, to be corrected. */
  readonly code: string;
}

/** The path of a candidate's page. */
export function candidatePagePath(token: string): string {
  return `/c/${token}`;
}
