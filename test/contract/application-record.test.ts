import { afterEach, beforeEach, expect, it } from 'vitest';
import { ApplicationStore } from '../../main/backend/applications/application-store.ts';
import {
  requestCertificate,
  seedApplication,
  submit,
  upload,
} from '../../main/backend/certificates/test-certificates.ts';
import { createTestBackend, type TestBackend } from '../../main/backend/test-backend.ts';
import { applicationRecord } from '../../shared/api/application-record.ts';
import { degreeCertificate } from '../../shared/api/certificates.ts';
import { errors } from '../../shared/errors.ts';

let backend: TestBackend;
beforeEach(() => {
  backend = createTestBackend();
});
afterEach(() => backend.dispose());

it('answers with every application of the candidate and every request of this one', async () => {
  const application_id = seedApplication(backend);
  const store = new ApplicationStore(backend.database, backend.platform);
  const position = store.createPosition({ name: '会计', department: '' });
  const other = store.createApplication({
    tob_resume_id: '1511732484135936027',
    tob_position_id: position,
    list_state: 2,
    applied_at: backend.clock.now - 86_400_000,
  });
  const first = await requestCertificate(backend);
  await submit(backend, first.token, [await upload(backend, first.token)]);
  backend.clock.now += 60_000;
  const second = await requestCertificate(backend);
  await backend.call(degreeCertificate.revokeToken, { certificate_id: second.certificateId });

  const { results } = await backend.call(applicationRecord, { application_id });
  expect(applicationRecord.results.parse(results)).toEqual(results);
  expect(results.applications).toMatchObject([
    { application_id, position_name: '保安队长sy', list_state: 1, stage_type_id: 3 },
    {
      application_id: other,
      position_name: '会计',
      list_state: 2,
      stage_name: '评审',
      applied_at: '2026-03-01 09:00:00',
    },
  ]);
  expect(results.certificates).toMatchObject([
    {
      certificate_id: second.certificateId,
      kind: 'degree',
      status: 1,
      submitted_at: null,
      revoked: true,
      created_at: '2026-03-02 09:01:00',
    },
    {
      certificate_id: first.certificateId,
      status: 2,
      submitted_at: '2026-03-02 09:00:00',
      revoked: false,
    },
  ]);
  // The other application of the same person has no request of its own.
  const others = await backend.call(applicationRecord, { application_id: other });
  expect(others.results.certificates).toEqual([]);
  expect(others.results.applications).toHaveLength(2);
});

it('refuses an application that does not exist', async () => {
  const refused = await backend.call(applicationRecord, { application_id: 99 });
  expect(refused).toMatchObject({ err_no: errors.applicationNotFound.number, results: null });
});
