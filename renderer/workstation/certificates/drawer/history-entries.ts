import type {
  CertificateHistory,
  CertificateRequest,
} from '../../../../shared/api/certificates.ts';

type Submission = CertificateHistory['submissions'][number];
type Review = CertificateHistory['reviews'][number];
type Ask = CertificateHistory['asks'][number];

/** What happened to a certificate. */
export type HistoryEntry =
  | { type: 'requested'; at: string; uname: string }
  | { type: 'submitted'; at: string; submission: Submission }
  | { type: 'reviewed'; at: string; review: Review }
  | { type: 'withdrawn'; at: string; review: Review }
  | { type: 'asked'; at: string; ask: Ask };

/**
 * Request, submissions, verdicts and those taken back as one list, newest first. Within one second the order of a
 * certificate's life decides: a verdict comes after the submission that it judges.
 */
export function historyEntries(
  request: Pick<CertificateRequest, 'created_at' | 'uname'>,
  history: CertificateHistory,
): HistoryEntry[] {
  const order = { asked: 0, withdrawn: 1, reviewed: 2, submitted: 3, requested: 4 };
  const entries: HistoryEntry[] = [
    ...history.reviews.map((review) => ({
      type: 'reviewed' as const,
      at: review.created_at,
      review,
    })),
    ...history.reviews.flatMap((review) =>
      review.withdrawn_at === null
        ? []
        : { type: 'withdrawn' as const, at: review.withdrawn_at, review },
    ),
    ...history.asks.map((ask) => ({ type: 'asked' as const, at: ask.created_at, ask })),
    ...history.submissions.map((submission) => ({
      type: 'submitted' as const,
      at: submission.submitted_at,
      submission,
    })),
    { type: 'requested', at: request.created_at, uname: request.uname },
  ];
  return entries.sort(
    (one, other) => other.at.localeCompare(one.at) || order[one.type] - order[other.type],
  );
}
