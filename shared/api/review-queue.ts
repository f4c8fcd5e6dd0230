import { z } from 'zod';
import { certificateKinds, reviewStatus } from '../catalogue/certificate-kinds.ts';
import { endpoint } from './endpoint.ts';
import { integer, page, pageSize, smallId } from './values.ts';

const kind = z.enum(certificateKinds.map((entry) => entry.kind));

/** `review_status` of what waits for a verdict: none given yet, or left undecided. */
export const queueStatuses = [reviewStatus.notReviewed, reviewStatus.undecided] as const;
export type QueueStatus = (typeof queueStatuses)[number];

const queueItem = z.object({
  certificate_id: z.number(),
  kind,
  application_id: z.number(),
  /** A 64-bit id as digits. */
  tob_resume_id: z.string(),
  tob_position_id: z.number(),
  resume_name: z.string(),
  position_name: z.string(),
  status: z.number(),
  review_status: z.number(),
  /** A new upload was asked for and has not come yet. */
  reopened: z.boolean(),
  attachment_count: z.number(),
  /** When the current submission came. */
  submitted_at: z.string(),
  /** Verdicts differ until somebody resolves them. */
  disputed: z.boolean(),
});
export type QueueItem = z.output<typeof queueItem>;

/**
 * 评审队列: certificates whose feedback was received and that have no final verdict, of every kind or
 * of one, the oldest submission first. Credo's own.
 */
export const reviewQueue = endpoint({
  method: 'POST',
  path: '/atsng/v2/certificate/reviewQueue',
  audience: 'recruiter',
  request: z.object({
    review_status: z.coerce
      .number()
      .pipe(z.literal(queueStatuses))
      .default(reviewStatus.notReviewed),
    /** Every kind where it is left out. */
    kind: kind.optional(),
    /** Only those with verdicts that differ; they count as not reviewed. */
    disputed: z.boolean().default(false),
    page,
    size: pageSize,
  }),
  results: z.object({
    pagination: z.object({ page: z.number(), size: z.number(), total: z.number() }),
    /** How many wait, by kind and status, whatever the request filters on; zeros included. */
    counts: z.array(z.object({ kind, review_status: z.number(), total: z.number() })),
    dataList: z.array(queueItem),
    /** Of those not reviewed, how many have verdicts that differ; kinds without are left out. */
    disputed: z.array(z.object({ kind, total: z.number() })),
  }),
});

/** How long after a verdict it can be taken back. */
export const undoReviewMinutes = 10;

/**
 * 撤销评审: takes the newest verdict of the current submission back, so that what stood before it
 * stands again. Only the one who gave it, within `undoReviewMinutes`. Verdict and withdrawal stay in
 * the history. Answers with the `review_status` that stands now. Credo's own.
 */
export const undoReview = endpoint({
  method: 'POST',
  path: '/atsng/v2/certificate/undoReview',
  audience: 'recruiter',
  request: z.object({
    certificate_id: smallId,
    /** The verdict to take back: refused where another stands meanwhile. */
    review_status: integer.min(1).max(3),
  }),
  results: z.object({ certificate_id: z.number(), review_status: z.number() }),
});
