import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RequestOf } from '../../../shared/api/endpoint.ts';
import type { LiveEvent } from '../../../shared/api/events.ts';
import { getWorkspace, saveWorkspace } from '../../../shared/api/workspace.ts';
import { errors } from '../../../shared/errors.ts';
import { createTestBackend, type TestBackend } from '../test-backend.ts';

let backend: TestBackend;
beforeEach(() => {
  backend = createTestBackend({ version: '0.1.0' });
});
afterEach(() => backend.dispose());

const get = async () => (await backend.call(getWorkspace, {})).results;
const save = (request: RequestOf<typeof saveWorkspace>) => backend.call(saveWorkspace, request);
const mail = {
  host: 'smtp.example.com',
  port: 465,
  secure: true,
  user: 'hr@example.com',
  from: 'hr@example.com',
};

it('answers the defaults of a new workspace', async () => {
  expect(await get()).toEqual({
    company_name: '',
    uid: 1,
    uname: '招聘专员',
    uemail: '',
    time_zone: 'Asia/Shanghai',
    version: '0.1.0',
    candidate_urls: ['http://192.168.1.20:7421'],
    central_candidate_url: null,
    mail_account: 'none',
    mail: { host: '', port: 465, secure: true, user: '', from: '', password_set: false },
    sms_configured: false,
    recent_request_days: 7,
    submission_notices: true,
    limits: { file_bytes: 20 * 1024 * 1024, files_per_certificate: 20, token_days: 30 },
    first_start: 'company',
    samples: false,
  });
});

it('saves what is given, leaves the rest, answers the whole and publishes it', async () => {
  const events: LiveEvent[] = [];
  backend.live.subscribe((event) => events.push(event));
  await save({ company_name: '上海逸橙信息科技有限公司', limits: { token_days: 7 } });
  const { results } = await save({ uname: '李招聘', uemail: 'li@example.com' });
  expect(results).toMatchObject({
    company_name: '上海逸橙信息科技有限公司',
    uname: '李招聘',
    uemail: 'li@example.com',
    limits: { file_bytes: 20 * 1024 * 1024, files_per_certificate: 20, token_days: 7 },
  });
  expect(await get()).toEqual(results);
  expect(events).toEqual([{ type: 'workspace' }, { type: 'workspace' }]);
});

it('writes every time in the zone that was saved', async () => {
  await save({ time_zone: 'Europe/Berlin' });
  expect(backend.workspace.formatTime(backend.clock.now)).toBe('2026-03-02 02:00:00');
});

describe('the mail account', () => {
  it('keeps its password out of answers and out of the database, in a file for the owner alone', async () => {
    const { results } = await save({ mail: { ...mail, password: 'pä55wörd' } });
    expect(results.mail_account).toBe('settings');
    expect(results.mail).toEqual({ ...mail, password_set: true });
    const file = join(backend.dataFolder, 'secrets.json');
    expect(readFileSync(file, 'utf8')).toContain('pä55wörd');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const { n } = backend.database
      .prepare<[], { n: number }>(`SELECT COUNT(*) AS n FROM settings WHERE value LIKE '%pä55%'`)
      .get() as { n: number };
    expect(n).toBe(0);
  });

  it('keeps the password where none is given, and removes it where an empty one is', async () => {
    await save({ mail: { ...mail, password: 'x' } });
    expect((await save({ mail: { ...mail, port: 587, secure: false } })).results.mail).toEqual({
      ...mail,
      port: 587,
      secure: false,
      password_set: true,
    });
    const removed = await save({ mail: { ...mail, password: '' } });
    expect(removed.results.mail.password_set).toBe(false);
  });

  it('is removed with its password by an empty host', async () => {
    await save({ mail: { ...mail, password: 'x' } });
    const { results } = await save({ mail: { ...mail, host: '', user: '', from: '' } });
    expect(results.mail_account).toBe('none');
    expect(results.mail.password_set).toBe(false);
  });
});

it.each<[string, RequestOf<typeof saveWorkspace>]>([
  ['time_zone', { time_zone: 'Mars/Olympus' }],
  ['uemail', { uemail: 'nobody' }],
  ['uemail', { uemail: 'a@example.com\r\nBcc: b@example.com' }],
  ['mail.host', { mail: { ...mail, host: 'a b' } }],
  ['mail.from', { mail: { ...mail, from: 'a@example.com, b@example.com' } }],
  ['mail.from', { mail: { ...mail, user: 'someone', from: '' } }],
  ['mail.port', { mail: { ...mail, port: 70_000 } }],
  ['limits.token_days', { limits: { token_days: 0 } }],
])('refuses a wrong %s and saves nothing', async (field, request) => {
  const before = await get();
  const { err_no, err_msg } = await save({ company_name: '新名字', ...request });
  expect(err_no).toBe(errors.invalidParameter.number);
  expect(err_msg).toContain(field);
  expect(await get()).toEqual(before);
});

describe('with CREDO_SMTP_URL', () => {
  beforeEach(() => {
    backend.dispose();
    backend = createTestBackend({
      smtpUrl: 'smtps://hr%40example.com:secret@smtp.example.com',
    });
  });

  it('shows its account without the password', async () => {
    const results = await get();
    expect(results.mail_account).toBe('environment');
    expect(results.mail).toEqual({ ...mail, password_set: true });
    expect(JSON.stringify(results)).not.toContain('secret');
  });

  it('refuses another account, and lets a form that repeats this one save the rest', async () => {
    const other = await save({
      company_name: '新名字',
      mail: { ...mail, host: 'other.example.com' },
    });
    expect(other.err_no).toBe(errors.mailAccountFixed.number);
    expect((await get()).company_name).toBe('');
    const { results } = await save({ company_name: '新名字', mail });
    expect(results.company_name).toBe('新名字');
  });
});
