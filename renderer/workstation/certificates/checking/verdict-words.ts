import type { CodedReason } from '../../../../shared/api/certificate-slots.ts';

/** What a verdict says beside itself and its internal remark. */
export interface VerdictWords {
  readonly reasons: readonly CodedReason[];
  /** In words meant for the candidate. */
  readonly candidateRemark: string;
}

export const noWords: VerdictWords = { reasons: [], candidateRemark: '' };

/** Adds a reason, or takes it away where it is there. */
export function toggleReason(words: VerdictWords, reason: CodedReason): VerdictWords {
  const isIt = (other: CodedReason) =>
    other.slot_key === reason.slot_key && other.reason_code === reason.reason_code;
  const reasons = words.reasons.some(isIt)
    ? words.reasons.filter((other) => !isIt(other))
    : [...words.reasons, reason];
  return { ...words, reasons };
}
