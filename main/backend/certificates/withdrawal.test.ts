import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  degreeCertificate,
  listUndoableRequests,
  undoRequest,
} from '../../../shared/api/certificates.ts';
import { listMessages } from '../../../shared/api/outbox.ts';
import { createTestDelivery, type TestDelivery } from '../../delivery/test-delivery.ts';
import { startTestSmtpServer, type TestSmtpServer } from '../../delivery/test-smtp-server.ts';
import { saveRequest, seedApplication } from './test-certificates.ts';

let server: TestSmtpServer;
let delivery: TestDelivery;
let applicationId: number;
beforeEach(async () => {
  server = await startTestSmtpServer();
  delivery = createTestDelivery({ smtpUrl: server.url });
  applicationId = seedApplication(delivery.backend);
});
afterEach(async () => {
  await delivery.dispose();
  await server.close();
});

const request = async (fields = {}) => {
  const { err_msg, results } = await delivery.backend.call(degreeCertificate.saveCertificate, {
    ...saveRequest,
    undo_seconds: 10,
    ...fields,
  });
  expect(err_msg).toBe('');
  return results;
};
const undo = (token: string) => delivery.backend.call(undoRequest, { token });
const status = () =>
  delivery.backend.database
    .prepare('SELECT degree_status, degree_certificate_id FROM applications')
    .get();
const list = async () =>
  (
    await delivery.backend.call(degreeCertificate.listCertificates, {
      application_id: applicationId,
    })
  ).results;
const messages = async () =>
  (await delivery.backend.call(listMessages, { page: 1, size: 20 })).results.dataList;
const events = () =>
  delivery.backend.database
    .prepare('SELECT event_id FROM application_events ORDER BY rowid')
    .pluck()
    .all();

describe('a request that is held back', () => {
  it('leaves once its time is over, and not before', async () => {
    await request();
    await delivery.advance(9_000);
    expect(server.accepted).toHaveLength(0);
    expect((await messages())[0]).toMatchObject({ stage: 'queued', waits_for: 'undo' });
    await delivery.advance(2_000);
    expect(server.accepted).toHaveLength(1);
    expect((await messages())[0]).toMatchObject({ stage: 'accepted', waits_for: null });
  });

  it('is taken back whole: messages, link, status; both facts stay', async () => {
    const token = await request({ sms_to_candidate: 1 });
    expect(status()).toEqual({ degree_status: 1, degree_certificate_id: 1 });
    await delivery.advance(9_000);
    expect((await undo(token)).results).toEqual({ certificate_id: 1 });
    await delivery.advance(60_000);
    expect(server.accepted).toHaveLength(0);
    expect((await messages()).map(({ stage }) => stage)).toEqual(['cancelled', 'cancelled']);
    expect(status()).toEqual({ degree_status: 0, degree_certificate_id: null });
    expect(await list()).toMatchObject([{ withdrawn: true, revoked: true }]);
    expect(events()).toEqual([135, 150]);
    // The answer got lost: asking again has no second effect.
    expect((await undo(token)).results).toEqual({ certificate_id: 1 });
    expect(events()).toEqual([135, 150]);
  });

  it('is told of, with the seconds left, for as long as it can be taken back', async () => {
    const undoable = async () =>
      (await delivery.backend.call(listUndoableRequests, {})).results.map(
        ({ token, seconds_left }) => [token, seconds_left],
      );
    await request({ undo_seconds: 0 });
    expect(await undoable()).toEqual([]);
    const first = await request();
    await delivery.advance(4_000);
    const second = await request({ sms_to_candidate: 1 });
    const { results } = await delivery.backend.call(listUndoableRequests, {});
    expect(results[1]).toMatchObject({ token: second, kind: 'degree', resume_name: '宋海洋' });
    const [[, held] = []] = await undoable();
    expect(await undoable()).toEqual([
      [first, held],
      [second, Number(held) + 4],
    ]);
    await undo(second);
    expect(await undoable()).toEqual([[first, held]]);
    delivery.backend.candidateView.noteOpened(first);
    expect(await undoable()).toEqual([]);
  });

  it('gives the status back to the request before it', async () => {
    await request();
    await delivery.advance(20_000);
    const second = await request();
    expect(status()).toMatchObject({ degree_certificate_id: 2 });
    await undo(second);
    expect(status()).toEqual({ degree_status: 1, degree_certificate_id: 1 });
  });

  it('cannot be taken back once a message has left; nothing is changed then', async () => {
    const token = await request();
    await delivery.advance(20_000);
    expect(await undo(token)).toMatchObject({ err_no: 3040, results: null });
    expect(await list()).toMatchObject([{ withdrawn: false, revoked: false }]);
    expect(await undo('nobody')).toMatchObject({ err_no: 3001 });
  });

  it('cannot be taken back where it was not held', async () => {
    const token = await request({ undo_seconds: 0 });
    expect((await undo(token)).err_no).toBe(3040);
  });
});

describe('expiry', () => {
  it.each([
    [{}, '2026-04-01 09:00:00'],
    [{ expires_days: 3 }, '2026-03-05 09:00:00'],
    [{ expires_on: '2026-03-10' }, '2026-03-10 23:59:59'],
    [{ expires_on: '2026-03-02' }, '2026-03-02 23:59:59'],
  ])('%j ends at %s', async (fields, expected) => {
    await request(fields);
    expect(await list()).toMatchObject([{ expires_at: expected }]);
  });

  it.each([
    { expires_on: '2026-03-01' },
    { expires_on: '2027-03-10' },
    { expires_on: '2026-02-30' },
    { expires_days: 0 },
    { expires_days: 366 },
  ])('refuses %j, and nothing is written', async (fields) => {
    const answer = await delivery.backend.call(degreeCertificate.saveCertificate, {
      ...saveRequest,
      ...fields,
    });
    expect(answer).toMatchObject({ err_no: 1100, results: null });
    expect(await list()).toEqual([]);
  });
});

it('shows when the link was opened: the first time, and by which messages', async () => {
  const token = await request({ undo_seconds: 0 });
  await delivery.settle();
  await delivery.advance(60_000);
  delivery.backend.candidateView.noteOpened(token);
  await delivery.advance(60_000);
  delivery.backend.candidateView.noteOpened(token);
  expect(await list()).toMatchObject([{ opened_at: '2026-03-02 09:01:00' }]);
  expect(await messages()).toMatchObject([
    { state: 'accepted', stage: 'opened', opened_at: '2026-03-02 09:01:00' },
  ]);
  expect(events()).toEqual([135, 151]);
  const { results } = await delivery.backend.call(listMessages, {
    stage: 'opened',
    page: 1,
    size: 20,
  });
  expect(results.pagination.total).toBe(1);
});
