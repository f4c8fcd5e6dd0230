import { afterEach, beforeEach, expect, it } from 'vitest';
import { listMessages, retryMessage } from '../../shared/api/outbox.ts';
import { type SendingRules, saveSendingRules } from '../../shared/api/sending.ts';
import { defaultSendingRules } from './sending-rules.ts';
import { createTestDelivery, type TestDelivery } from './test-delivery.ts';
import { startTestSmtpServer, type TestSmtpServer } from './test-smtp-server.ts';

const minute = 60_000;
const hour = 60 * minute;
let server: TestSmtpServer;
let delivery: TestDelivery;
beforeEach(async () => {
  server = await startTestSmtpServer();
  delivery = createTestDelivery({ smtpUrl: server.url });
});
afterEach(async () => {
  await delivery.dispose();
  await server.close();
});

const save = async (rules: Partial<SendingRules>) => {
  const { err_msg } = await delivery.backend.call(saveSendingRules, {
    ...defaultSendingRules,
    ...rules,
  });
  expect(err_msg).toBe('');
  await delivery.settle();
};
const waiting = async () => {
  const { results } = await delivery.backend.call(listMessages, {
    state: 'queued',
    page: 1,
    size: 50,
  });
  return results.dataList.map(({ waits_for, next_attempt_at }) => [waits_for, next_attempt_at]);
};

it('keeps messages of the night until the morning, and says so', async () => {
  // The test's clock starts at 09:00.
  await save({ quiet_hours: { enabled: true, from: '08:30', to: '10:00' } });
  const id = delivery.queue();
  const other = delivery.queue();
  await delivery.settle();
  expect(server.accepted).toHaveLength(0);
  expect(await waiting()).toEqual([
    ['quiet_hours', '2026-03-02 10:00:00'],
    ['quiet_hours', '2026-03-02 10:00:00'],
  ]);
  // Told to leave now, one does; the other waits on.
  await delivery.backend.call(retryMessage, { message_id: id });
  await delivery.settle();
  expect(delivery.row(id).state).toBe('accepted');
  expect(delivery.row(other).state).toBe('queued');
  await delivery.advance(hour - 1);
  expect(delivery.row(other).state).toBe('queued');
  await delivery.advance(minute);
  expect(delivery.row(other).state).toBe('accepted');
});

it('lets what waits leave at once where the quiet hours are switched off', async () => {
  await save({ quiet_hours: { enabled: true, from: '08:30', to: '10:00' } });
  const id = delivery.queue();
  await delivery.settle();
  await save({});
  expect(delivery.row(id).state).toBe('accepted');
});

it('keeps to messages a minute, an hour and a day, each span sliding', async () => {
  await save({ mail_limits: { per_minute: 2, per_hour: 3, per_day: 4 } });
  for (let count = 0; count < 6; count += 1) delivery.queue();
  await delivery.settle();
  expect(server.accepted).toHaveLength(2);
  expect((await waiting())[0]).toEqual(['limit', '2026-03-02 09:01:00']);
  await delivery.advance(minute - 1);
  expect(server.accepted).toHaveLength(2);
  await delivery.advance(1);
  expect(server.accepted).toHaveLength(3);
  expect((await waiting())[0]).toEqual(['limit', '2026-03-02 10:00:00']);
  await delivery.advance(hour);
  expect(server.accepted).toHaveLength(4);
  await delivery.advance(20 * hour);
  expect(server.accepted).toHaveLength(4);
  await delivery.advance(4 * hour);
  expect(server.accepted).toHaveLength(6);
});

it('does not count what no server has seen', async () => {
  await save({ mail_limits: { per_minute: 1, per_hour: 0, per_day: 0 } });
  const { port } = server;
  await server.close();
  const id = delivery.queue();
  await delivery.settle();
  expect(delivery.row(id)).toMatchObject({ state: 'queued', wire_at: null });
  server = await startTestSmtpServer({}, port);
  await delivery.advance(20_000);
  expect(delivery.row(id).state).toBe('accepted');
});

it('counts on after a restart, and is not fooled by a clock set back', async () => {
  await save({ mail_limits: { per_minute: 0, per_hour: 1, per_day: 0 } });
  delivery.queue();
  const second = delivery.queue();
  await delivery.settle();
  expect(server.accepted).toHaveLength(1);
  await delivery.backend.delivery.stop();
  delivery.backend.delivery.start();
  await delivery.settle();
  expect(delivery.row(second).state).toBe('queued');
  delivery.scheduler.clock.now -= 24 * hour;
  delivery.backend.delivery.wake();
  await delivery.settle();
  expect(delivery.row(second).state).toBe('queued');
  delivery.scheduler.clock.now += 26 * hour;
  delivery.backend.delivery.wake();
  await delivery.settle();
  expect(delivery.row(second).state).toBe('accepted');
});
