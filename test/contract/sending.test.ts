import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  requestCertificate,
  saveRequest,
  seedApplication,
} from '../../main/backend/certificates/test-certificates.ts';
import { createTestBackend, type TestBackend } from '../../main/backend/test-backend.ts';

let backend: TestBackend;
beforeEach(() => {
  backend = createTestBackend();
  seedApplication(backend);
});
afterEach(() => backend.dispose());

const post = async (path: string, body: object) => {
  const response = await backend.recruiterApp.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
  return response.json();
};
const save = (fields: object) =>
  post('/atsng/atsDegreeCertificate/saveCertificate', { ...saveRequest, ...fields });

it('answers saveCertificate with the token alone, whatever the added fields say', async () => {
  for (const fields of [
    {},
    { expires_days: '3' },
    { expires_on: '2026-03-20' },
    { undo_seconds: 10 },
  ]) {
    const answer = await save(fields);
    expect(Object.keys(answer)).toEqual(['err_msg', 'err_no', 'results']);
    expect(answer).toEqual({
      err_msg: '',
      err_no: 0,
      results: expect.stringMatching(/^[0-9A-Za-z]{22}$/),
    });
  }
});

it('holds nothing back for a client written for the reference', async () => {
  await requestCertificate(backend);
  const row = backend.database.prepare('SELECT hold_until, next_attempt_at FROM outbox').get();
  expect(row).toEqual({ hold_until: null, next_attempt_at: backend.clock.now });
});

it('answers undoRequest in the envelope, and refuses with its number', async () => {
  const { results: token } = await save({ undo_seconds: 10 });
  expect(await post('/atsng/v2/certificate/undoRequest', { token })).toEqual({
    err_msg: '',
    err_no: 0,
    results: { certificate_id: 1 },
  });
  const sent = await requestCertificate(backend);
  expect(await post('/atsng/v2/certificate/undoRequest', { token: sent.token })).toEqual({
    err_msg: '请求已经发出，无法撤销；可以在证明中撤销上传链接',
    err_no: 3040,
    results: null,
  });
});
