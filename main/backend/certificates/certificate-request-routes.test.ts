import { afterEach, beforeEach, expect, it } from 'vitest';
import { degreeCertificate, incomeCertificate } from '../../../shared/api/certificates.ts';
import { errors } from '../../../shared/errors.ts';
import { createTestBackend, type TestBackend, testStart } from '../test-backend.ts';

let backend: TestBackend;
beforeEach(() => {
  backend = createTestBackend();
});
afterEach(() => backend.dispose());

/** Rows as the services write them; the certificate expires a day after the test's start. */
function insertCertificate(): void {
  backend.database.exec(`
    INSERT INTO candidates(tob_resume_id, name, name_sort, created_at, updated_at)
      VALUES (1511732484135936027, '宋海洋', 'songhaiyang', 0, 0);
    INSERT INTO processes(process_id, name) SELECT 1, '默认流程'
      WHERE NOT EXISTS (SELECT 1 FROM processes WHERE process_id = 1);
    INSERT INTO positions(tob_position_id, name, process_id, created_at, updated_at)
      VALUES (3285, '保安队长sy', 1, 0, 0);
    INSERT INTO applications(application_id, tob_resume_id, tob_position_id, process_id,
        stage_type_id, stage_id, step_id, name_sort, applied_at, updated_at, changed_sequence)
      VALUES (7, 1511732484135936027, 3285, 1, 3, 1, 1, 'songhaiyang', 0, 0, 1);
    INSERT INTO certificates(certificate_id, kind, application_id, uid, token, expires_at,
        mail_tpl_id, resume_name, resume_email, resume_phone, position_name, email_subject,
        stage_id, step_id, status, review_status, created_at, updated_at)
      VALUES (3, 'degree', 7, 1, 'bk258ezRGWTnf1d6sfjr6l', ${testStart + 86_400_000},
        59, '宋海洋', 'song@example.com', '18799990000', '保安队长sy', '学历证明',
        1, 1, 1, 0, ${testStart}, ${testStart});
  `);
}

it('answers how a certificate was asked for, under every kind’s path', async () => {
  insertCertificate();
  for (const { getCertificateRequest } of [degreeCertificate, incomeCertificate]) {
    const { err_no, results } = await backend.call(getCertificateRequest, { certificate_id: 3 });
    expect(err_no).toBe(0);
    expect(getCertificateRequest.results.parse(results)).toMatchObject({
      kind: 'degree',
      application_id: 7,
      tob_resume_id: '1511732484135936027',
      uname: backend.workspace.user.name,
      token: 'bk258ezRGWTnf1d6sfjr6l',
      created_at: '2026-03-02 09:00:00',
      expires_at: '2026-03-03 09:00:00',
      expired: false,
      revoked: false,
      reopened: false,
    });
  }
});

it('tells that a link has expired from the moment it does', async () => {
  insertCertificate();
  backend.clock.now = testStart + 86_400_000;
  const { results } = await backend.call(degreeCertificate.getCertificateRequest, {
    certificate_id: 3,
  });
  expect(results).toMatchObject({ expired: true });
});

it('refuses an unknown certificate', async () => {
  const answer = await backend.call(degreeCertificate.getCertificateRequest, {
    certificate_id: 99,
  });
  expect(answer.err_no).toBe(errors.certificateNotFound.number);
});
