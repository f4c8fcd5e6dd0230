import { z } from 'zod';
import { certificateKinds } from '../catalogue/certificate-kinds.ts';
import { languages } from '../language.ts';
import { certificateSlot, codedReason, slotKey, slotLimits } from './certificate-slots.ts';
import { type Audience, type Endpoint, endpoint } from './endpoint.ts';
import { bigId, flag, integer, linkExpiry, phone, smallId, token } from './values.ts';

/** A file as the reference writes it in `submitResult` and `getCertificateById`. */
export const attachment = z.object({
  dfs_file_name: z.string().max(200),
  dfs_group_name: z.string().max(64),
  ext: z.string().max(16),
  id: z.string().max(200),
  name: z.string().max(255),
  size: z.number(),
});
export type Attachment = z.output<typeof attachment>;

/** 发起学历证明: request of `saveCertificate`; answers with the token. */
const saveRequest = z.object({
  email_content: z.string().max(200_000),
  email_subject: z.string().trim().max(500),
  position_name: z.string().max(200).default(''),
  resume_email: z.string().trim().max(320),
  resume_phone: phone.default(''),
  resume_name: z.string().trim().max(200).default(''),
  /** The title of the template; `mail_tpl_id` (not in the reference) wins where titles repeat. */
  select_template: z.string().max(200),
  mail_tpl_id: smallId.optional(),
  tob_position_id: smallId,
  tob_resume_id: bigId,
  sms_to_candidate: flag.default(0),
  sms_to_candidate_content: z.string().max(2_000).default(''),
  ...linkExpiry,
  /** For so long nothing leaves and `undoRequest` takes all of it back. Not in the reference. */
  undo_seconds: integer.min(0).max(60).optional(),
  /** Whether it is reminded of; left out, the settings decide. Not in the reference. */
  reminders: flag.optional(),
  /** Not in the reference: the slots to ask for, of the template or the catalogue; `[]` for none. */
  slots: z.array(slotKey).max(slotLimits.slots).optional(),
});

const submitRequest = z.object({
  token,
  attachments: z
    .array(
      z.object({
        dfs_file_name: z.string().max(200),
        dfs_group_name: z.string().max(64).default('group1'),
        ext: z.string().max(16).default(''),
        id: z.string().max(200).default(''),
        name: z.string().max(1_000).default(''),
        size: integer.default(0),
      }),
    )
    .max(200),
});

const certificateDetail = z.object({
  certificate_id: z.number(),
  uid: z.number(),
  top_id: z.number(),
  parent_id: z.number(),
  resume_id: z.number(),
  /** A JSON number on the wire; parsed as a string where a double cannot hold it. */
  tob_resume_id: z.union([z.number(), z.string()]),
  tob_position_id: z.number(),
  resume_name: z.string(),
  attachments: z.array(attachment),
  status: z.number(),
  review_status: z.number(),
  created_at: z.string(),
  updated_at: z.string(),
  step_id: z.number(),
  stage_id: z.number(),
  /** Not in the reference: verdicts given without knowing of each other differ, so none counts. */
  disputed: z.boolean(),
  /** Not in the reference: every verdict, the newest first. */
  decisions: z.array(
    z.object({
      review_id: z.number(),
      submission_id: z.number(),
      review_status: z.number(),
      remark: z.string(),
      uid: z.number(),
      uname: z.string(),
      /** The device that it was given on; '' where the workspace has joined no company. */
      device: z.string(),
      created_at: z.string(),
      /** On the current submission, and neither taken back nor replaced by a later one. */
      standing: z.boolean(),
      withdrawn: z.boolean(),
    }),
  ),
});
export type CertificateDetail = z.output<typeof certificateDetail>;

const certificateId = z.object({ certificate_id: smallId });

const certificateSummary = z.object({
  certificate_id: z.number(),
  kind: z.enum(certificateKinds.map(({ kind }) => kind)),
  tpl_group: z.string(),
  status: z.number(),
  review_status: z.number(),
  resume_email: z.string(),
  email_subject: z.string(),
  attachment_count: z.number(),
  created_at: z.string(),
  updated_at: z.string(),
  expires_at: z.string(),
  revoked: z.boolean(),
  /** The candidate may upload again although a verdict was given. */
  reopened: z.boolean(),
  /** When a person first opened the link; null while nobody has. */
  opened_at: z.string().nullable(),
  /** Taken back before anything of it had left. */
  withdrawn: z.boolean(),
  /** Verdicts differ until somebody resolves them. */
  disputed: z.boolean(),
});
export type CertificateSummary = z.output<typeof certificateSummary>;

const certificateRequest = z.object({
  certificate_id: z.number(),
  kind: z.enum(certificateKinds.map(({ kind }) => kind)),
  application_id: z.number(),
  tob_resume_id: z.string(),
  tob_position_id: z.number(),
  /** To whom the request went, as it was written then. */
  resume_name: z.string(),
  resume_email: z.string(),
  resume_phone: z.string(),
  position_name: z.string(),
  email_subject: z.string(),
  /** Who asked. */
  uid: z.number(),
  uname: z.string(),
  /**
   * Of the candidate's link, `/c/<token>` under an address of the candidates' server; empty where another
   * device of the company asked, and this one has no link of its own.
   */
  token: z.string(),
  status: z.number(),
  review_status: z.number(),
  created_at: z.string(),
  updated_at: z.string(),
  expires_at: z.string(),
  expired: z.boolean(),
  revoked: z.boolean(),
  /** The candidate may upload again although a verdict was given. */
  reopened: z.boolean(),
  /** What the recruiter wrote to the candidate with that. */
  reopened_remark: z.string(),
  /** When a person first opened the link; null while nobody has. */
  opened_at: z.string().nullable(),
  /** When the request was taken back before anything of it had left; null where it was not. */
  withdrawn_at: z.string().nullable(),
  /** What is asked for by name; empty for a request without slots. */
  slots: z.array(certificateSlot),
  /** Verdicts differ until somebody resolves them. */
  disputed: z.boolean(),
  /** What the candidate agreed to before uploading, the newest first. */
  consents: z.array(
    z.object({
      version: z.number(),
      /** When they agreed. */
      agreed_at: z.string(),
      /** The language that they read it in. */
      language: z.enum(languages),
      text: z.object({ zh: z.string(), en: z.string() }),
    }),
  ),
});
export type CertificateRequest = z.output<typeof certificateRequest>;

const certificateHistory = z.object({
  /** Every submission, newest first; the first is the one `getCertificateById` shows. */
  submissions: z.array(
    z.object({
      submission_id: z.number(),
      submitted_at: z.string(),
      /**
       * `slot` is empty for a file of no slot; `purged_on` is the day on which the file went by the
       * rules of retention (`YYYY-MM-DD`), null while it is there.
       */
      attachments: z.array(
        attachment.extend({ slot: z.string(), purged_on: z.string().nullable() }),
      ),
    }),
  ),
  /** Every verdict, also those taken back, newest first. */
  reviews: z.array(
    z.object({
      review_id: z.number(),
      submission_id: z.number(),
      review_status: z.number(),
      remark: z.string(),
      uid: z.number(),
      uname: z.string(),
      created_at: z.string(),
      reasons: z.array(codedReason),
      /** In words meant for the candidate. */
      candidate_remark: z.string(),
      /** When the verdict was taken back, by the one who gave it; null while it counts. */
      withdrawn_at: z.string().nullable(),
    }),
  ),
  /** Every request for a new upload, newest first. */
  asks: z.array(
    z.object({
      ask_id: z.number(),
      uid: z.number(),
      uname: z.string(),
      reason_code: z.string(),
      remark: z.string(),
      expires_at: z.string(),
      created_at: z.string(),
      /** The slots it opened; none stands for everything. */
      slots: z.array(
        z.object({ slot_key: z.string(), reason_code: z.string(), remark: z.string() }),
      ),
    }),
  ),
});
export type CertificateHistory = z.output<typeof certificateHistory>;

function forKind<Request extends z.ZodType, Results extends z.ZodType>(
  controller: string,
  action: string,
  audience: Audience,
  request: Request,
  results: Results,
): Endpoint<Request, Results> {
  return endpoint({
    method: 'POST',
    path: `/atsng/${controller}/${action}`,
    audience,
    request,
    results,
  });
}

/**
 * The endpoints of a certificate kind; every kind has the same under its own controller.
 * `saveCertificate` to `getCertificateById` are the reference's, the rest is Credo's own.
 */
export function certificateEndpoints(controller: string) {
  return {
    saveCertificate: forKind(controller, 'saveCertificate', 'recruiter', saveRequest, z.string()),
    submitResult: forKind(controller, 'submitResult', 'candidate', submitRequest, z.null()),
    getStatusByToken: forKind(
      controller,
      'getStatusByToken',
      'candidate',
      z.object({ token }),
      z.object({ status: z.number() }),
    ),
    updateReviewStatus: forKind(
      controller,
      'updateReviewStatus',
      'recruiter',
      z.object({
        certificate_id: smallId,
        review_status: integer.min(1).max(3),
        remark: z.string().trim().max(500).default(''),
        /** Not in the reference: why, in codes, and in words meant for the candidate. */
        reasons: z.array(codedReason).max(30).default([]),
        candidate_remark: z.string().trim().max(500).default(''),
      }),
      z.literal(true),
    ),
    getCertificateById: forKind(
      controller,
      'getCertificateById',
      'recruiter',
      certificateId,
      certificateDetail,
    ),
    /** How a certificate was asked for: who, whom, until when, and the link. Of any kind. */
    getCertificateRequest: forKind(
      controller,
      'getCertificateRequest',
      'recruiter',
      certificateId,
      certificateRequest,
    ),
    /** Every certificate of one application, newest first. */
    listCertificates: forKind(
      controller,
      'listCertificates',
      'recruiter',
      z.object({ application_id: smallId }),
      z.array(certificateSummary),
    ),
    /** Submissions and verdicts of one certificate. */
    getCertificateHistory: forKind(
      controller,
      'getCertificateHistory',
      'recruiter',
      certificateId,
      certificateHistory,
    ),
    /** Lets the candidate upload again after a verdict, with the same link. */
    requestNewUpload: forKind(
      controller,
      'requestNewUpload',
      'recruiter',
      z.object({ certificate_id: smallId, remark: z.string().trim().max(500).default('') }),
      z.literal(true),
    ),
    /** Makes the link of a certificate invalid for good. */
    revokeToken: forKind(controller, 'revokeToken', 'recruiter', certificateId, z.literal(true)),
  };
}

export const degreeCertificate = certificateEndpoints('atsDegreeCertificate');
export const incomeCertificate = certificateEndpoints('atsIncomeCertificate');

/**
 * Takes a request back while its messages are held (`undo_seconds`): messages, link and request at
 * once; both facts stay in the history. Refused with `requestNotUndoable` once one has left. Not in
 * the reference.
 */
export const undoRequest = endpoint({
  method: 'POST',
  path: '/atsng/v2/certificate/undoRequest',
  audience: 'recruiter',
  request: z.object({ token }),
  results: z.object({ certificate_id: z.number() }),
});

/**
 * Single requests of the user's own that `undoRequest` still takes back, the oldest first: what a
 * window that was loaded anew offers to undo. Not in the reference.
 */
export const listUndoableRequests = endpoint({
  method: 'GET',
  path: '/atsng/v2/certificate/undoableRequests',
  audience: 'recruiter',
  request: z.object({}),
  results: z.array(
    z.object({
      token,
      kind: z.enum(certificateKinds.map(({ kind }) => kind)),
      resume_name: z.string(),
      /** Rounded up. */
      seconds_left: z.number(),
    }),
  ),
});
