import {
  certificateFilterValue,
  certificateStatus,
} from '../../../../shared/catalogue/certificate-kinds.ts';
import { type StatusOption, statusOptions } from '../../../../shared/catalogue/status-options.ts';

/** What decides how a certificate is shown. */
export interface CertificateFacts {
  readonly status: number;
  readonly review_status: number;
  readonly expired: boolean;
  readonly revoked: boolean;
  readonly reopened: boolean;
}

/**
 * Where a certificate stands: `awaiting` nothing came yet, `expired` and `revoked` nothing came and
 * nothing can any more, `reopened` a new upload was asked for, `submitted` there is something to
 * look at, with or without a verdict.
 */
export type CertificateState = 'awaiting' | 'expired' | 'revoked' | 'reopened' | 'submitted';

export function certificateState(facts: CertificateFacts): CertificateState {
  if (facts.status === certificateStatus.awaitingFeedback) {
    if (facts.revoked) return 'revoked';
    return facts.expired ? 'expired' : 'awaiting';
  }
  return facts.reopened && !facts.revoked && !facts.expired ? 'reopened' : 'submitted';
}

/** The catalogue's label and colour for a certificate's status and verdict. */
export function certificateOption({
  status,
  review_status,
  disputed,
}: Pick<CertificateFacts, 'status' | 'review_status'> & { readonly disputed: boolean }):
  | StatusOption
  | undefined {
  const value = certificateFilterValue(status, review_status, disputed);
  return statusOptions.certificate.find((option) => option.value === value);
}

/** Whether the candidate's link still takes files. */
export function linkIsOpen(facts: CertificateFacts): boolean {
  return !facts.revoked && !facts.expired;
}
