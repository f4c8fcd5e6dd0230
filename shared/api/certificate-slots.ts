import { z } from 'zod';
import { certificateSlots, ownSlotKey, slotAccepts } from '../catalogue/certificate-slots.ts';
import { reviewReasonCodes } from '../catalogue/review-reasons.ts';
import { endpoint } from './endpoint.ts';
import { flag, integer, linkExpiry, smallId } from './values.ts';

const localized = z.object({ zh: z.string(), en: z.string() });

/** Longest own words of a slot, in UTF-16 units, and most slots of a request. */
export const slotLimits = { label: 40, note: 300, slots: 12, files: 20 } as const;

const catalogueKeys = certificateSlots.map(({ key }) => key);

/** The key of a slot: of the catalogue, or `own_<n>` of a template that made it up. */
export const slotKey = z
  .string()
  .refine((key) => catalogueKeys.includes(key) || ownSlotKey.test(key));

/** A slot as a template has it. */
export const templateSlot = z.object({
  slot_key: slotKey,
  /** The template's own name for it; empty where the catalogue's is good. Needed for `own_<n>`. */
  label: z.string().trim().max(slotLimits.label).default(''),
  /** What the candidate reads in addition. */
  note: z.string().trim().max(slotLimits.note).default(''),
  required: z.boolean(),
  max_files: integer.min(1).max(slotLimits.files),
});
export type TemplateSlot = z.output<typeof templateSlot>;

/** The slots of a template in their order, each key once, own ones with a label. */
export const templateSlots = z
  .array(templateSlot)
  .max(slotLimits.slots)
  .refine((slots) => new Set(slots.map(({ slot_key }) => slot_key)).size === slots.length)
  .refine((slots) => slots.every(({ slot_key, label }) => !ownSlotKey.test(slot_key) || label));

/** A slot as a request has it: copied when it was sent. */
export const certificateSlot = z.object({
  slot_key: z.string(),
  label: localized,
  help: localized,
  /** The template's own words beside the help. */
  note: z.string(),
  /** The name of a drawing under `shared/slot-samples`; empty where there is none. */
  sample: z.string(),
  accepts: z.array(z.enum(slotAccepts)),
  required: z.boolean(),
  max_files: z.number(),
  /** The candidate may (still) put files into it. */
  open: z.boolean(),
  /** Why it is asked for again; null where it is not. */
  returned: z
    .object({
      reason_code: z.string(),
      reason: localized,
      /** What the recruiter wrote about it to the candidate. */
      remark: z.string(),
      /** The files sent before are of no use. */
      replaces: z.boolean(),
    })
    .nullable(),
});
export type CertificateSlot = z.output<typeof certificateSlot>;

/** A coded reason; of one slot, or of the whole where `slot_key` is empty. */
export const codedReason = z.object({
  slot_key: z.string().max(40).default(''),
  reason_code: z.enum(reviewReasonCodes),
});
export type CodedReason = z.output<typeof codedReason>;

const askFields = {
  certificate_id: smallId,
  /** The slots to open again; a certificate without slots takes none, and is opened as a whole. */
  slots: z
    .array(
      z.object({
        slot_key: z.string().max(40),
        reason_code: z.enum(reviewReasonCodes),
        remark: z.string().trim().max(500).default(''),
      }),
    )
    .max(slotLimits.slots)
    .refine((slots) => new Set(slots.map(({ slot_key }) => slot_key)).size === slots.length)
    .default([]),
  /** Why, where the certificate has no slots. */
  reason_code: z.enum(reviewReasonCodes).optional(),
  /** What the candidate reads about it all. */
  remark: z.string().trim().max(500).default(''),
  ...linkExpiry,
  /** A template of the group `cert_again`; the user's default where it is left out. */
  mail_tpl_id: smallId.optional(),
  email_subject: z.string().max(500).optional(),
  email_content: z.string().max(200_000).optional(),
  sms_to_candidate: flag.default(0),
  sms_to_candidate_content: z.string().max(2_000).optional(),
};

/**
 * 要求重交: opens only the slots named again, with the reason the candidate reads, and queues the
 * mail (and SMS) that says so in the same transaction. What is in the other slots stays accepted and
 * goes into the next submission by itself. Credo's own. Refused with `certificateNotFound`,
 * `certificateRevoked`, `certificateNotSubmitted`, `slotsRequired`, `slotNotFound`,
 * `templateNotFound`, `candidateServerOff`, `variablesUnresolved`, `invalidParameter`.
 */
export const askAgain = endpoint({
  method: 'POST',
  path: '/atsng/v2/certificate/askAgain',
  audience: 'recruiter',
  request: z.object(askFields),
  results: z.literal(true),
});

/** What `askAgain` would send, with what keeps it from being sent; nothing is written. */
export const previewAskAgain = endpoint({
  method: 'POST',
  path: '/atsng/v2/certificate/previewAskAgain',
  audience: 'recruiter',
  request: z.object(askFields),
  results: z.object({
    mail_tpl_id: z.number(),
    email_subject: z.string(),
    email_content: z.string(),
    sms_content: z.string(),
    expires_at: z.string(),
    unresolved: z.array(z.string()),
  }),
});
