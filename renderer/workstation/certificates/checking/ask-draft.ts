import type { askAgain, CertificateSlot } from '../../../../shared/api/certificate-slots.ts';
import type { CertificateHistory } from '../../../../shared/api/certificates.ts';
import type { RequestOf } from '../../../../shared/api/endpoint.ts';
import type { ReviewReasonCode } from '../../../../shared/catalogue/review-reasons.ts';

/** What the dialog holds: a reason and a note for each slot that is ticked. */
export interface AskDraft {
  readonly slots: Readonly<Record<string, { reason: ReviewReasonCode; remark: string }>>;
  /** Where the certificate has no slots. */
  readonly reason: ReviewReasonCode;
  readonly remark: string;
  readonly days: number;
  readonly sms: boolean;
}

const usualDays = 7;

/** A draft from the verdict that stands: its reasons are ticked, its words to the candidate are there. */
export function askDraft(
  slots: readonly CertificateSlot[],
  history: CertificateHistory | undefined,
): AskDraft {
  const verdict = history?.reviews.find(({ withdrawn_at }) => withdrawn_at === null);
  const reasons = verdict?.reasons ?? [];
  const ticked = slots.flatMap(({ slot_key }) => {
    const reason = reasons.find((candidate) => candidate.slot_key === slot_key);
    return reason ? [[slot_key, { reason: reason.reason_code, remark: '' }] as const] : [];
  });
  return {
    slots: Object.fromEntries(ticked),
    reason: reasons[0]?.reason_code ?? 'blurred',
    remark: verdict?.candidate_remark ?? '',
    days: usualDays,
    sms: false,
  };
}

/** The draft as the API takes it, slots in their order. */
export function askRequest(
  certificateId: number,
  slots: readonly CertificateSlot[],
  draft: AskDraft,
): RequestOf<typeof askAgain> {
  const asked = slots.flatMap(({ slot_key }) => {
    const entry = draft.slots[slot_key];
    return entry ? [{ slot_key, reason_code: entry.reason, remark: entry.remark }] : [];
  });
  return {
    certificate_id: certificateId,
    slots: asked,
    ...(slots.length === 0 && { reason_code: draft.reason }),
    remark: draft.remark,
    expires_days: draft.days,
    sms_to_candidate: draft.sms ? 1 : 0,
  };
}
