import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cancelMessage, listMessages, retryMessage } from '../../shared/api/outbox.ts';
import { saveWorkspace } from '../../shared/api/workspace.ts';
import { errors } from '../../shared/errors.ts';
import { createTestDelivery, type TestDelivery } from './test-delivery.ts';
import { startTestSmtpServer, type TestSmtpServer } from './test-smtp-server.ts';

let server: TestSmtpServer;
let delivery: TestDelivery;
beforeEach(async () => {
  server = await startTestSmtpServer();
  delivery = createTestDelivery();
});
afterEach(async () => {
  await delivery.dispose();
  await server.close();
});

const mail = (port: number) => ({
  host: '127.0.0.1',
  port,
  secure: false,
  user: '',
  from: 'hr@example.com',
});

it('lists messages newest first, by certificate, application and state, a page at a time', async () => {
  const ids = [1, 2, 3].map((number) => delivery.queue({ subject: String(number) }));
  await delivery.settle();
  await delivery.backend.call(cancelMessage, { message_id: ids[0] as number });
  const list = async (request: object) =>
    (await delivery.backend.call(listMessages, request)).results;
  const first = await list({ size: 2 });
  expect(first.pagination).toEqual({ page: 1, size: 2, total: 3 });
  expect(first.dataList.map(({ subject }) => subject)).toEqual(['3', '2']);
  expect((await list({ page: 2, size: 2 })).dataList.map(({ subject }) => subject)).toEqual(['1']);
  expect((await list({ state: 'cancelled' })).dataList.map(({ message_id }) => message_id)).toEqual(
    [ids[0]],
  );
  expect((await list({ certificate_id: 9 })).pagination.total).toBe(0);
  expect((await list({ application_id: 9 })).pagination.total).toBe(0);
  expect(first.dataList[0]).toEqual({
    message_id: ids[2],
    kind: 'mail',
    certificate_id: null,
    application_id: null,
    recipient: 'candidate@example.com',
    subject: '3',
    state: 'queued',
    attempts: 0,
    last_error: '尚未设置发件邮箱，设置后自动发送',
    next_attempt_at: null,
    created_at: '2026-03-02 09:00:00',
    updated_at: '2026-03-02 09:00:00',
    stage: 'queued',
    accepted_at: null,
    bounced_at: null,
    bounce_kind: null,
    opened_at: null,
    submitted_at: null,
    reminder: false,
    waits_for: null,
    files: [],
  });
});

describe('a message without an account', () => {
  it('waits, says so in the language asked for, and goes out by itself once there is one', async () => {
    const id = delivery.queue();
    await delivery.settle();
    const { results } = await delivery.backend.call(listMessages, {}, { 'accept-language': 'en' });
    expect(results.dataList[0]?.last_error).toMatch(/^No mail account is configured/);
    await delivery.backend.call(saveWorkspace, { mail: mail(server.port) });
    await delivery.settle();
    expect(delivery.row(id)).toMatchObject({ state: 'accepted', attempts: 1, last_error: null });
    expect(server.accepted).toHaveLength(1);
  });

  it('as an SMS waits for a gateway', async () => {
    const id = delivery.queue({ kind: 'sms', recipient: '18799990000', subject: '' });
    await delivery.backend.call(saveWorkspace, { mail: mail(server.port) });
    await delivery.settle();
    expect(delivery.row(id)).toMatchObject({ state: 'queued', attempts: 0 });
    const { results } = await delivery.backend.call(listMessages, {}, { 'accept-language': 'en' });
    expect(results.dataList[0]?.last_error).toBe('SMS gateway not configured');
  });
});

describe('retry', () => {
  it('sends a failed message again, under its Message-ID', async () => {
    server.answers.push({ code: 550, text: 'no' });
    await delivery.backend.call(saveWorkspace, { mail: mail(server.port) });
    const message_id = delivery.queue();
    await delivery.settle();
    expect(delivery.row(message_id).state).toBe('failed');
    const { results } = await delivery.backend.call(retryMessage, { message_id });
    expect(results.state).toBe('queued');
    await delivery.settle();
    expect(delivery.row(message_id).state).toBe('accepted');
    expect(server.accepted[0]?.messageId).toBe(delivery.row(message_id).message_id_header);
  });

  it('does not wait for a backoff, nor for a pause', async () => {
    await delivery.backend.call(saveWorkspace, { mail: mail(server.port) });
    server.answers.push({ code: 451, text: 'later' });
    const message_id = delivery.queue();
    await delivery.settle();
    expect(delivery.row(message_id).state).toBe('queued');
    await delivery.backend.call(retryMessage, { message_id });
    await delivery.settle();
    expect(delivery.row(message_id).state).toBe('accepted');
  });

  it('is refused for what has gone out, and for what does not exist', async () => {
    await delivery.backend.call(saveWorkspace, { mail: mail(server.port) });
    const message_id = delivery.queue();
    await delivery.settle();
    for (const endpoint of [retryMessage, cancelMessage]) {
      const accepted = await delivery.backend.call(endpoint, { message_id });
      expect(accepted.err_no).toBe(errors.messageNotRetryable.number);
      const unknown = await delivery.backend.call(endpoint, { message_id: 999 });
      expect(unknown.err_no).toBe(errors.messageNotFound.number);
    }
    expect(server.accepted).toHaveLength(1);
  });
});

describe('cancel', () => {
  it('keeps a waiting message from being sent, until it is retried', async () => {
    const message_id = delivery.queue();
    await delivery.settle();
    const { results } = await delivery.backend.call(cancelMessage, { message_id });
    expect(results.state).toBe('cancelled');
    await delivery.backend.call(saveWorkspace, { mail: mail(server.port) });
    await delivery.settle();
    expect(server.accepted).toEqual([]);
    await delivery.backend.call(retryMessage, { message_id });
    await delivery.settle();
    expect(server.accepted).toHaveLength(1);
  });
});
