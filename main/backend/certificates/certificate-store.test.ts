import { afterEach, beforeEach, expect, it } from 'vitest';
import { degreeCertificate } from '../../../shared/api/certificates.ts';
import { listApplications } from '../../../shared/api/process.ts';
import { createTestBackend, type TestBackend } from '../test-backend.ts';
import { requestCertificate, seedApplication, submit, upload } from './test-certificates.ts';

let backend: TestBackend;
beforeEach(() => {
  backend = createTestBackend();
  seedApplication(backend);
});
afterEach(() => backend.dispose());

it('takes the later request for the newest, whatever ids a synced one brought', async () => {
  const { token, certificateId } = await requestCertificate(backend);
  // Another device's earlier request came with the sync: its ids are of a space of their own.
  backend.database.exec(`
    INSERT INTO certificates(certificate_id, kind, application_id, uid, token, expires_at,
      mail_tpl_id, resume_name, resume_email, resume_phone, position_name, email_subject, stage_id,
      step_id, status, review_status, created_at, updated_at)
    SELECT 9000, kind, application_id, uid, 'synced', expires_at, mail_tpl_id, resume_name,
      resume_email, resume_phone, position_name, email_subject, stage_id, step_id, 1, 0,
      created_at - 1000, updated_at
    FROM certificates WHERE certificate_id = ${certificateId}`);
  await submit(backend, token, [await upload(backend, token)]);
  await backend.call(degreeCertificate.updateReviewStatus, {
    certificate_id: certificateId,
    review_status: 1,
  });
  const { results } = await backend.call(listApplications, { stage_type_id: 3, degreeStatus: 3 });
  expect(results.dataList[0]?.degreeCertificate?.certificate_id).toBe(certificateId);
});
