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

const get = async (path: string) => (await backend.recruiterApp.request(path)).json();

it('answers the sending rules before any save, keeps a save, and refuses what makes no sense', async () => {
  const path = '/atsng/v2/workspace/saveSendingRules';
  const answer = await get('/atsng/v2/workspace/getSendingRules');
  expect(answer).toEqual({
    err_msg: '',
    err_no: 0,
    results: {
      quiet_hours: { enabled: false, from: '21:00', to: '08:00' },
      mail_limits: { per_minute: 0, per_hour: 0, per_day: 0 },
      sms_limits: { per_hour: 0, per_day: 0 },
      reminders: { enabled: true, days: [1, 3, 7], sms: false },
    },
  });
  const rules = answer.results;
  for (const wrong of [
    { quiet_hours: { enabled: true, from: '08:00', to: '08:00' } },
    { quiet_hours: { enabled: true, from: '25:00', to: '08:00' } },
    { reminders: { enabled: true, days: [3, 1], sms: false } },
    { reminders: { enabled: true, days: [], sms: false } },
    { mail_limits: { per_minute: -1, per_hour: 0, per_day: 0 } },
  ]) {
    expect(await post(path, { ...rules, ...wrong })).toMatchObject({ err_no: 1100, results: null });
  }
  expect((await get('/atsng/v2/workspace/getSendingRules')).results).toEqual(rules);
  const changed = { ...rules, quiet_hours: { enabled: true, from: '22:00', to: '07:30' } };
  expect((await post(path, changed)).results).toEqual(changed);
});

it('answers a request’s reminders and switches them', async () => {
  const { certificateId: certificate_id } = await requestCertificate(backend);
  const { results } = await post('/atsng/v2/certificate/listReminders', { certificate_id });
  expect(results.enabled).toBe(true);
  expect(results.reminders[0]).toEqual({
    reminder_id: 1,
    day: 1,
    due_at: '2026-03-03 09:00:00',
    state: 'waiting',
    reason: null,
    settled_at: null,
  });
  const off = await post('/atsng/v2/certificate/setReminders', { certificate_id, enabled: 0 });
  expect(off.results).toMatchObject({ enabled: false });
  expect(await post('/atsng/v2/certificate/listReminders', { certificate_id: 9 })).toMatchObject({
    err_no: 3001,
    results: null,
  });
});

it('answers the mailbox of delivery reports without its password', async () => {
  const { results } = await get('/atsng/v2/workspace/getBounceMailbox');
  expect(results).toEqual({
    ...{ host: '', port: 993, secure: true, user: '', mailbox: 'INBOX', password_set: false },
    ...{ state: 'off', words: '', checked_at: null, listening: false },
  });
  expect(await post('/atsng/v2/workspace/testBounceMailbox', {})).toMatchObject({
    err_no: 5020,
    results: null,
  });
});
