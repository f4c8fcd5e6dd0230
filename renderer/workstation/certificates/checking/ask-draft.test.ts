import { expect, it } from 'vitest';
import type { CertificateSlot } from '../../../../shared/api/certificate-slots.ts';
import type { CertificateHistory } from '../../../../shared/api/certificates.ts';
import { askDraft, askRequest } from './ask-draft.ts';

const slots = [{ slot_key: 'a' }, { slot_key: 'b' }] as CertificateSlot[];
const review = (withdrawn_at: string | null, reason_code: string, candidate_remark: string) => ({
  withdrawn_at,
  candidate_remark,
  reasons: [
    { slot_key: '', reason_code: 'incomplete' },
    { slot_key: 'b', reason_code },
  ],
});

it('begins with the reasons and the words of the verdict that stands', () => {
  const reviews = [review('2026-03-02', 'glare', '旧'), review(null, 'blurred', '请重拍')];
  const draft = askDraft(slots, { reviews } as unknown as CertificateHistory);
  expect(askRequest(7, slots, draft)).toEqual({
    certificate_id: 7,
    slots: [{ slot_key: 'b', reason_code: 'blurred', remark: '' }],
    remark: '请重拍',
    expires_days: 7,
    sms_to_candidate: 0,
  });
});

it('gives a reason for the whole where there are no slots', () => {
  const request = askRequest(7, [], { ...askDraft([], undefined), reason: 'expired' });
  expect(request).toMatchObject({ slots: [], reason_code: 'expired' });
});
