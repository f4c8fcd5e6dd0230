import { afterEach, beforeEach, expect, it } from 'vitest';
import { degreeCertificate, undoRequest } from '../../../shared/api/certificates.ts';
import { listReminders, setReminders } from '../../../shared/api/reminders.ts';
import { type SendingRules, saveSendingRules } from '../../../shared/api/sending.ts';
import { saveWorkspace } from '../../../shared/api/workspace.ts';
import { defaultSendingRules } from '../../delivery/sending-rules.ts';
import { createTestDelivery, type TestDelivery } from '../../delivery/test-delivery.ts';
import { startTestSmtpServer, type TestSmtpServer } from '../../delivery/test-smtp-server.ts';
import { saveRequest, seedApplication, submit, upload } from '../certificates/test-certificates.ts';

const hour = 3_600_000;
const day = 24 * hour;
let server: TestSmtpServer;
let delivery: TestDelivery;
beforeEach(async () => {
  server = await startTestSmtpServer();
  delivery = createTestDelivery({ smtpUrl: server.url });
  seedApplication(delivery.backend);
  await delivery.backend.call(saveWorkspace, { company_name: '逸橙' });
});
afterEach(async () => {
  await delivery.dispose();
  await server.close();
});

const request = async (fields = {}) => {
  const { err_msg, results } = await delivery.backend.call(degreeCertificate.saveCertificate, {
    ...saveRequest,
    ...fields,
  });
  expect(err_msg).toBe('');
  await delivery.settle();
  return results;
};
const rules = (changes: Partial<SendingRules>) =>
  delivery.backend.call(saveSendingRules, { ...defaultSendingRules, ...changes });
const reminders = async () =>
  (await delivery.backend.call(listReminders, { certificate_id: 1 })).results.reminders;
const states = async () => (await reminders()).map(({ day: on, state }) => [on, state]);
const subjects = () => server.accepted.map(({ subject }) => subject);
/** Lets time pass as it does: the timers of every minute fire. */
const pass = async (milliseconds: number) => {
  for (let left = milliseconds; left > 0; left -= 6 * hour) {
    await delivery.advance(Math.min(left, 6 * hour));
  }
  // The timer that was set at the end of the span.
  await delivery.advance(0);
};
/** The machine sleeps: no timer fires meanwhile. */
const sleep = async (milliseconds: number) => {
  delivery.scheduler.clock.now += milliseconds;
  await delivery.advance(1);
};

it('are sent after 1, 3 and 7 days, from their template, with the link', async () => {
  const token = await request();
  await pass(day - 1);
  expect(subjects()).toHaveLength(1);
  await pass(2);
  expect(subjects()[1]).toBe('提醒：请提交学历证明-逸橙-保安队长sy');
  expect(server.accepted[1]?.text).toContain(`/c/${token}`);
  await pass(2 * day);
  expect(subjects()).toHaveLength(3);
  await pass(4 * day);
  expect(subjects()).toHaveLength(4);
  await pass(10 * day);
  expect(subjects()).toHaveLength(4);
  expect(await states()).toEqual([
    [1, 'sent'],
    [3, 'sent'],
    [7, 'sent'],
  ]);
  const events = delivery.backend.database
    .prepare('SELECT COUNT(*) FROM application_events WHERE event_id = 152')
    .pluck()
    .get();
  expect(events).toBe(3);
});

it('collapse into one after a sleep, and the next comes no sooner than most of a day later', async () => {
  await request();
  await sleep(6.9 * day);
  expect(subjects()).toHaveLength(2);
  expect(await states()).toEqual([
    [1, 'collapsed'],
    [3, 'sent'],
    [7, 'collapsed'],
  ]);
  await pass(5 * day);
  expect(subjects()).toHaveLength(2);
});

it('are not sent twice by a restart, nor by a clock that jumps there and back', async () => {
  await request();
  await sleep(day + hour);
  expect(subjects()).toHaveLength(2);
  await delivery.backend.reminders.stop();
  delivery.backend.reminders.start();
  await delivery.settle();
  delivery.scheduler.clock.now -= 2 * day;
  delivery.backend.reminders.wake();
  await delivery.settle();
  delivery.scheduler.clock.now += 2 * day;
  delivery.backend.reminders.wake();
  await delivery.settle();
  expect(subjects()).toHaveLength(2);
});

it.each([
  ['an upload', 'uploaded', (token: string) => upload(delivery.backend, token)],
  [
    'a submission',
    'uploaded',
    async (token: string) =>
      submit(delivery.backend, token, [await upload(delivery.backend, token)]),
  ],
  [
    'a revoked link',
    'revoked',
    () => delivery.backend.call(degreeCertificate.revokeToken, { certificate_id: 1 }),
  ],
  [
    'the recruiter',
    'off',
    () => delivery.backend.call(setReminders, { certificate_id: 1, enabled: 0 }),
  ],
])('are stopped by %s', async (_, reason, stop) => {
  const token = await request();
  await pass(hour);
  await stop(token);
  await pass(8 * day);
  expect(subjects()).toHaveLength(1);
  expect(await reminders()).toMatchObject([
    { state: 'stopped', reason },
    { state: 'stopped', reason },
    { state: 'stopped', reason },
  ]);
});

it('are stopped by an undo, and by the end of the link', async () => {
  const token = await request({ undo_seconds: 10 });
  await delivery.backend.call(undoRequest, { token });
  expect((await reminders())[0]).toMatchObject({ state: 'stopped', reason: 'revoked' });
  await request({ expires_days: 2 });
  const second = await delivery.backend.call(listReminders, { certificate_id: 2 });
  // Only those that fall before its end exist.
  expect(second.results.reminders.map(({ day: on }) => on)).toEqual([1]);
});

it('wait for the morning, and a candidate who answers at night gets none', async () => {
  await rules({ quiet_hours: { enabled: true, from: '08:30', to: '10:00' } });
  const token = await request();
  await pass(hour);
  expect(subjects()).toHaveLength(1);
  // The request was taken at 10:00; a day later would be 10:00 as well: make that night.
  await rules({ quiet_hours: { enabled: true, from: '09:30', to: '12:00' } });
  await pass(day + hour);
  expect(subjects()).toHaveLength(1);
  expect((await reminders())[0]).toMatchObject({ state: 'waiting', due_at: '2026-03-03 12:00:00' });
  await upload(delivery.backend, token);
  await pass(day);
  expect(subjects()).toHaveLength(1);
});

it('count from when the request left, however long that took', async () => {
  const { port } = server;
  await server.close();
  await request();
  await pass(2 * day);
  server = await startTestSmtpServer({}, port);
  await pass(hour);
  expect(subjects()).toHaveLength(1);
  await pass(20 * hour);
  expect(subjects()).toHaveLength(1);
  await pass(5 * hour);
  expect(subjects()).toHaveLength(2);
});

it('can be left out of a request, switched on again, and follow the settings', async () => {
  await request({ reminders: 0 });
  expect(await reminders()).toEqual([]);
  const on = await delivery.backend.call(setReminders, { certificate_id: 1, enabled: 1 });
  expect(on.results).toMatchObject({ enabled: true });
  await rules({ reminders: { enabled: false, days: [2], sms: false } });
  await request();
  const second = await delivery.backend.call(listReminders, { certificate_id: 2 });
  expect(second.results).toEqual({ enabled: false, reminders: [] });
});
