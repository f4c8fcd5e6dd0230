import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RequestOf } from '../../../shared/api/endpoint.ts';
import { saveSmsGateway } from '../../../shared/api/sms-gateway.ts';
import { createTestDelivery, type TestDelivery } from '../test-delivery.ts';
import { startTestSmsGateway, type TestSmsGateway } from './test-sms-gateway.ts';

let gateway: TestSmsGateway;
let delivery: TestDelivery;
beforeEach(async () => {
  gateway = await startTestSmsGateway();
  delivery = createTestDelivery();
});
afterEach(async () => {
  await delivery.dispose();
  await gateway.close();
});

const configure = async (fields: Partial<RequestOf<typeof saveSmsGateway>> = {}) => {
  const { err_msg } = await delivery.backend.call(saveSmsGateway, {
    url: gateway.url,
    method: 'POST',
    body_type: 'json',
    body: '{"to":"{{phone}}","text":"{{text}}","id":"{{message_id}}"}',
    headers: [{ name: 'Authorization', value: 'Bearer k3y', secret: true }],
    success_status: 0,
    success_path: 'code',
    success_value: '0',
    success_text: '',
    retry_text: 'LIMIT',
    timeout_seconds: 5,
    messages_per_minute: 60,
    ...fields,
  });
  expect(err_msg).toBe('');
};
const sms = (content = '您好 "甲"\n\\ & {{x}}') =>
  delivery.queue({ kind: 'sms', recipient: '+8618799990000', subject: '', content });

it('waits for a gateway, and goes out once there is one, escaped, with its key and a stable id', async () => {
  const id = sms();
  await delivery.settle();
  expect(delivery.row(id)).toMatchObject({ state: 'queued', last_error: 'credo:smsNotConfigured' });
  await configure();
  await delivery.settle();
  expect(delivery.row(id)).toMatchObject({ state: 'accepted', last_error: null });
  const [request] = gateway.requests;
  const header = delivery.row(id).message_id_header.replace(/^<|@.*$/g, '');
  expect(JSON.parse(request?.body ?? '')).toEqual({
    to: '+8618799990000',
    text: '您好 "甲"\n\\ & {{x}}',
    id: header,
  });
  expect(request?.headers).toMatchObject({
    authorization: 'Bearer k3y',
    'idempotency-key': header,
    'content-type': 'application/json; charset=utf-8',
  });
});

it('fills forms and queries', async () => {
  await configure({ body_type: 'form', body: 'm={{national_phone}}&c={{text}}&code={{code}}' });
  sms('a&b=c');
  await delivery.settle();
  expect(gateway.requests[0]?.body).toBe('m=18799990000&c=a%26b%3Dc&code=');
  await configure({ method: 'GET', url: `${gateway.url}?p={{phone}}&t={{text}}` });
  sms('甲 &');
  await delivery.advance(1_000);
  expect(gateway.requests[1]).toMatchObject({
    method: 'GET',
    url: '/send?p=%2B8618799990000&t=%E7%94%B2%20%26',
    body: '',
  });
});

it.each([
  [
    'fails for good on the gateway’s refusal',
    { status: 200, body: '{"code":7,"m":"黑名单"}' },
    'failed',
  ],
  ['fails for good on 400', { status: 400, body: '号码错误' }, 'failed'],
  [
    'tries later where the answer says so',
    { status: 200, body: '{"code":9,"m":"LIMIT"}' },
    'queued',
  ],
  ['tries later on 500', { status: 500, body: 'oops' }, 'queued'],
])('%s, in its own words', async (_, reply, state) => {
  await configure();
  gateway.replies.push(reply);
  const id = sms();
  await delivery.settle();
  expect(delivery.row(id)).toMatchObject({
    state,
    last_error: `HTTP ${reply.status}: ${reply.body}`,
  });
  if (state === 'failed') return;
  await delivery.advance(2 * 60_000);
  expect(delivery.row(id).state).toBe('accepted');
  const keys = gateway.requests.map(({ headers }) => headers['idempotency-key']);
  expect(new Set(keys).size).toBe(1);
});

it.each([
  ['a refused key', { status: 401 }, 'credo:gatewayRefused HTTP 401'],
  [
    'a redirect, which is not followed',
    { status: 302, headers: { location: 'http://127.0.0.1:1/' } },
    'credo:gatewayRefused HTTP 302',
  ],
  ['too many requests', { status: 429 }, 'credo:gatewayUnreachable HTTP 429'],
])('keeps every message for %s', async (_, reply, words) => {
  await configure();
  gateway.replies.push(reply);
  const ids = [sms('1'), sms('2')];
  await delivery.advance(3_000);
  expect(gateway.requests).toHaveLength(1);
  for (const id of ids) {
    expect(delivery.row(id)).toMatchObject({ state: 'queued', last_error: words });
  }
});

it('keeps to the messages a minute', async () => {
  await configure({ messages_per_minute: 6 });
  for (const text of ['1', '2', '3']) sms(text);
  await delivery.settle();
  expect(gateway.requests).toHaveLength(1);
  await delivery.advance(9_000);
  expect(gateway.requests).toHaveLength(1);
  await delivery.advance(1_000);
  expect(gateway.requests).toHaveLength(2);
  await delivery.advance(10_000);
  expect(gateway.requests).toHaveLength(3);
});

it('reads no more than the start of an answer', async () => {
  await configure();
  gateway.replies.push({ status: 400, body: 'x'.repeat(1_000_000) });
  const id = sms();
  await delivery.settle();
  expect(delivery.row(id).last_error?.length).toBeLessThan(600);
});
