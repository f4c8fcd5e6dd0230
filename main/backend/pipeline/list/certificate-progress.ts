import { certificateStatus, reviewStatus } from '../../../../shared/catalogue/certificate-kinds.ts';
import {
  type CertificateProgressState,
  certificateOverdueDays,
} from '../../../../shared/catalogue/certificate-progress.ts';

export const dayMilliseconds = 86_400_000;

/** What progress follows from, of the newest certificate of a kind; times in milliseconds. */
export interface ProgressFacts {
  certificate_id: number | null;
  status: number;
  review_status: number;
  created_at: number;
  submitted_at: number | null;
  reopened_at: number | null;
  revoked_at: number | null;
  opened_at: number | null;
  expires_at: number;
  /** 1 where files are there that were not taken away again. */
  uploaded: number;
}

/** The names of `ProgressFacts`, in the order of `progressColumns`. */
export const progressFactNames = [
  'certificate_id',
  'status',
  'review_status',
  'created_at',
  'submitted_at',
  'reopened_at',
  'revoked_at',
  'opened_at',
  'expires_at',
  'uploaded',
] as const satisfies readonly (keyof ProgressFacts)[];

/** What reads `ProgressFacts` of a row of certificates, one expression a name. */
export function progressColumns(table: string): string[] {
  return progressFactNames.map((name) => {
    if (name !== 'uploaded') return `${table}.${name}`;
    return `EXISTS (SELECT 1 FROM attachments file
      WHERE file.certificate_id = ${table}.certificate_id AND file.removed_at IS NULL
        AND file.purpose = 'submission')`;
  });
}

export interface Progress {
  state: CertificateProgressState;
  /** Since when whoever is next is waited for; null where nobody is. */
  since: number | null;
  /** From when on the waiting is overdue; null where nobody is waited for. */
  deadline: number | null;
}

const nothing: Progress = { state: 'not_sent', since: null, deadline: null };

/** How far a request has come (`certificateProgressLabels` says what the states mean). */
export function progressOf(facts: ProgressFacts): Progress {
  if (facts.certificate_id === null) return nothing;
  if (facts.reopened_at !== null && facts.revoked_at === null) {
    return awaitingCandidate('returned', facts.reopened_at, facts);
  }
  if (facts.status === certificateStatus.awaitingFeedback) {
    if (facts.revoked_at !== null) return nothing;
    const state = facts.uploaded ? 'uploaded' : facts.opened_at !== null ? 'opened' : 'sent';
    return awaitingCandidate(state, facts.created_at, facts);
  }
  if (facts.review_status === reviewStatus.passed) {
    return { state: 'passed', since: null, deadline: null };
  }
  if (facts.review_status === reviewStatus.failed) {
    return { state: 'returned', since: null, deadline: null };
  }
  const since = facts.submitted_at ?? facts.created_at;
  const deadline = since + certificateOverdueDays.review * dayMilliseconds;
  return { state: 'to_review', since, deadline };
}

function awaitingCandidate(
  state: CertificateProgressState,
  since: number,
  { expires_at }: ProgressFacts,
): Progress {
  const patience = since + certificateOverdueDays.candidate * dayMilliseconds;
  return { state, since, deadline: Math.min(patience, expires_at) };
}
