import type { LocalizedText } from '../language.ts';

/** A kind of certificate a candidate can be asked for. A new kind is one entry here. */
export interface CertificateKind {
  readonly kind: string;
  /** The mail template group whose templates ask for it, `tpl_group` of the API. */
  readonly templateGroup: string;
  /** The path segment of its endpoints: `/atsng/<controller>/saveCertificate` and so on. */
  readonly controller: string;
  readonly label: LocalizedText;
  /** What checking it with whoever issued it is called; a kind without it is never verified. */
  readonly verification?: LocalizedText;
  /** The event of the event list that a request is recorded as. */
  readonly requestedEventId: number;
  /** Search key and column of the pipeline that show it. */
  readonly searchKey: string;
  readonly column: string;
  /** Columns of the `applications` table that hold the newest certificate and its status. */
  readonly applicationStatusColumn: 'degree_status' | 'income_status';
  readonly applicationCertificateColumn: 'degree_certificate_id' | 'income_certificate_id';
}

export const certificateKinds = [
  {
    kind: 'degree',
    templateGroup: 'degree_cert',
    controller: 'atsDegreeCertificate',
    label: { zh: '学历证明', en: 'Degree certificate' },
    verification: { zh: '学历核验', en: 'Degree verification' },
    requestedEventId: 135,
    searchKey: 'degreeStatus',
    column: 'degreeCertificate',
    applicationStatusColumn: 'degree_status',
    applicationCertificateColumn: 'degree_certificate_id',
  },
  {
    kind: 'income',
    templateGroup: 'incoming_cert',
    controller: 'atsIncomeCertificate',
    label: { zh: '薪资证明', en: 'Income certificate' },
    verification: { zh: '薪资核验', en: 'Income verification' },
    requestedEventId: 134,
    searchKey: 'incomeStatus',
    column: 'incomeCertificate',
    applicationStatusColumn: 'income_status',
    applicationCertificateColumn: 'income_certificate_id',
  },
] as const satisfies readonly CertificateKind[];

export type CertificateKindKey = (typeof certificateKinds)[number]['kind'];

/** The catalogue entry of a kind. @throws RangeError for a kind that is not in the catalogue */
export function certificateKind(kind: string): (typeof certificateKinds)[number] {
  const entry = certificateKinds.find((candidate) => candidate.kind === kind);
  if (!entry) throw new RangeError(`unknown certificate kind: ${kind}`);
  return entry;
}

/** `status` of a certificate. */
export const certificateStatus = { awaitingFeedback: 1, feedbackReceived: 2 } as const;

/** `review_status` of a certificate. */
export const reviewStatus = { notReviewed: 0, passed: 1, undecided: 2, failed: 3 } as const;

/** What `degreeStatus` and `incomeStatus` are while verdicts differ. */
export const disputedFilterValue = 6;

/**
 * The value that `degreeStatus` and `incomeStatus` filter on and the `applications` table keeps:
 * 0 no certificate, 1 awaiting feedback, 2 received and not reviewed, 3 passed, 4 undecided, 5 failed,
 * 6 disputed.
 * @param disputed whether verdicts differ; the certificate counts as not reviewed meanwhile
 */
export function certificateFilterValue(status: number, review: number, disputed = false): number {
  if (status === certificateStatus.awaitingFeedback) return 1;
  if (disputed) return disputedFilterValue;
  return review === reviewStatus.notReviewed ? 2 : 2 + review;
}
