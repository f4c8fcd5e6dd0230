import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTestBackend, type TestBackend } from '../../main/backend/test-backend.ts';
import {
  startTestSmsGateway,
  type TestSmsGateway,
} from '../../main/delivery/sms/test-sms-gateway.ts';
import type { RequestOf } from '../../shared/api/endpoint.ts';
import { getSmsGateway, saveSmsGateway, sendTestSms } from '../../shared/api/sms-gateway.ts';
import { getWorkspace } from '../../shared/api/workspace.ts';
import { errors } from '../../shared/errors.ts';

type Gateway = RequestOf<typeof saveSmsGateway>;

let server: TestSmsGateway;
let backend: TestBackend;
let gateway: Gateway;
beforeEach(async () => {
  server = await startTestSmsGateway();
  backend = createTestBackend();
  gateway = {
    url: server.url,
    method: 'POST',
    body_type: 'json',
    body: '{"to":"{{phone}}","text":"{{text}}"}',
    headers: [
      { name: 'X-Key', value: 's3cret', secret: true },
      { name: 'X-App', value: 'credo', secret: false },
    ],
    success_status: 0,
    success_path: '',
    success_value: '',
    success_text: '',
    retry_text: '',
    timeout_seconds: 5,
    messages_per_minute: 60,
  };
});
afterEach(async () => {
  backend.dispose();
  await server.close();
});

const save = (fields: Partial<Gateway> = {}) =>
  backend.call(saveSmsGateway, { ...gateway, ...fields });
const configured = async () => (await backend.call(getWorkspace, {})).results.sms_configured;

it('is kept without its secrets in any answer or in the database', async () => {
  expect((await backend.call(getSmsGateway, {})).results.url).toBe('');
  expect(await configured()).toBe(false);
  const { results } = await save();
  expect(results.headers).toEqual([
    { name: 'X-Key', secret: true, value: '', value_set: true },
    { name: 'X-App', secret: false, value: 'credo', value_set: true },
  ]);
  expect((await backend.call(getSmsGateway, {})).results).toEqual(results);
  expect(await configured()).toBe(true);
  const rows = backend.database.prepare('SELECT value FROM settings').pluck().all();
  expect(JSON.stringify(rows)).not.toContain('s3cret');
  expect(readFileSync(join(backend.dataFolder, 'secrets.json'), 'utf8')).toContain('s3cret');
});

it('keeps a secret that is not given, but for no other host, and drops it with the gateway', async () => {
  await save();
  const headers = [{ name: 'x-key', secret: true }];
  expect((await save({ headers })).results.headers[0]?.value_set).toBe(true);
  const moved = await save({ headers, url: 'https://elsewhere.example.com/' });
  expect(moved.err_no).toBe(errors.invalidParameter.number);
  await save({ url: '' });
  expect(await configured()).toBe(false);
  expect(readFileSync(join(backend.dataFolder, 'secrets.json'), 'utf8')).not.toContain('s3cret');
});

it.each<[string, Partial<Gateway>]>([
  ['http to the internet', { url: 'http://sms.example.com/' }],
  ['a public address', { url: 'http://8.8.8.8/' }],
  ['a cloud’s metadata', { url: 'https://169.254.169.254/latest' }],
  ['a password in the URL', { url: 'https://a:b@sms.example.com/' }],
  ['another scheme', { url: 'file:///etc/passwd' }],
  ['a variable as host', { url: 'https://{{phone}}.example.com/' }],
  ['an unknown variable', { body: '{"to":"{{phone}}","text":"{{text}}","x":"{{y}}"}' }],
  ['no JSON', { body: '{"to":{{phone}},"text":"{{text}}"' }],
  ['no phone', { body: '{"text":"{{text}}"}' }],
  ['a header of the connection', { headers: [{ name: 'Host', value: 'x', secret: false }] }],
  ['a line break in a header', { headers: [{ name: 'X', value: 'a\r\nB: c', secret: false }] }],
])('refuses %s', async (_, fields) => {
  expect((await save(fields)).err_no).toBe(errors.invalidParameter.number);
  expect(await configured()).toBe(false);
});

it.each(['http://localhost:8080/', 'http://192.168.3.4/', 'http://10.1.1.1/', 'http://[::1]:9/'])(
  'takes %s',
  async (url) => {
    expect((await save({ url })).err_no).toBe(0);
  },
);

it('sends a test message and answers the gateway’s words', async () => {
  const none = await backend.call(sendTestSms, { recipient: '18799990000' });
  expect(none.err_no).toBe(errors.smsNotConfigured.number);
  await save();
  const { results } = await backend.call(sendTestSms, { recipient: '187 9999 0000' });
  expect(results.response).toBe('HTTP 200: {"code":0}');
  expect(JSON.parse(server.requests[0]?.body ?? '').to).toBe('+8618799990000');
  server.replies.push({ status: 403, body: '余额不足' });
  const refused = await backend.call(sendTestSms, { recipient: '18799990000' });
  expect(refused.err_no).toBe(errors.smsRefused.number);
  expect(refused.err_msg).toContain('余额不足');
  const wrong = await backend.call(sendTestSms, { recipient: '123' });
  expect(wrong.err_no).toBe(errors.invalidParameter.number);
});
