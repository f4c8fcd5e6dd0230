/**
 * The id of the verification that counts of a certificate, as SQL: the newest that was not withdrawn.
 * Ids come from different spaces on joined devices, so the moment decides before the id.
 * @param certificateId an SQL expression
 */
export function verificationOf(certificateId: string): string {
  return `(SELECT v.verification_id FROM certificate_verifications v
    WHERE v.certificate_id = ${certificateId} AND NOT EXISTS (
      SELECT 1 FROM verification_withdrawals w WHERE w.verification_id = v.verification_id)
    ORDER BY v.created_at DESC, v.verification_id DESC LIMIT 1)`;
}

/** What a row of the list tells of a verification, in the API's order. */
export const verificationFields = [
  'result',
  'source',
  'source_text',
  'checked_on',
  'uname',
] as const;
