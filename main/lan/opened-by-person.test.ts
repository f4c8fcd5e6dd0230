import { expect, it } from 'vitest';
import { requestCertificate } from '../backend/certificates/test-certificates.ts';
import { isOpenedByPerson } from './opened-by-person.ts';
import { startTestLan } from './test-lan.ts';

const safari =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1';
const chrome =
  'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36';
const request = (agent: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Request('http://192.168.1.20:7421/c/x', {
    method,
    headers: { 'user-agent': agent, ...headers },
  });

it.each([
  ['a phone', safari],
  ['an Android phone', chrome],
  ['WeChat', `${chrome} MicroMessenger/8.0.50 NetType/WIFI`],
  ['WeCom', `${safari} wxwork/4.1.22 MicroMessenger/7.0.1`],
  ['DingTalk', `${chrome} AliApp(DingTalk/7.6.0)`],
  ['QQ’s browser', `${chrome} MQQBrowser/14.6 QQ/9.0`],
  ['an old browser', 'Opera/9.80 (Android; Opera Mini/36.2) Presto/2.12 Version/12.16'],
])('takes %s for a person', (_, agent) => {
  expect(isOpenedByPerson(request(agent))).toBe(true);
});

it.each([
  ['a link preview of a chat', 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)'],
  ['WhatsApp’s preview', 'WhatsApp/2.23.20'],
  ['DingTalk’s preview', 'Mozilla/5.0 (compatible; DingTalkBot-LinkService/1.0; +https://x)'],
  ['a search engine', 'Mozilla/5.0 (compatible; Baiduspider/2.0)'],
  [
    'Outlook’s preview',
    'Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537.36 MicrosoftPreview/2',
  ],
  ['Office', 'Mozilla/4.0 (compatible; ms-office; MSOffice 16)'],
  ['a mail scanner', 'Mozilla/5.0 (Windows NT 10.0; WOW64) Barracuda Sentinel (EE)'],
  ['a headless browser', 'Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/120.0.0.0 Safari/537.36'],
  ['a program', 'curl/8.5.0'],
  ['nobody in particular', ''],
])('does not take %s for one', (_, agent) => {
  expect(isOpenedByPerson(request(agent))).toBe(false);
});

it('does not count prefetches, HEAD, and what is not a page', () => {
  expect(isOpenedByPerson(request(safari, { purpose: 'prefetch' }))).toBe(false);
  expect(isOpenedByPerson(request(safari, { 'sec-purpose': 'prefetch;prerender' }))).toBe(false);
  expect(isOpenedByPerson(request(chrome, { 'sec-fetch-dest': 'empty' }))).toBe(false);
  expect(isOpenedByPerson(request(chrome, { 'sec-fetch-dest': 'document' }))).toBe(true);
  expect(isOpenedByPerson(request(safari, {}, 'HEAD'))).toBe(false);
});

it('is recorded by the real server, once, and only for a person', async () => {
  const lan = await startTestLan();
  try {
    const { token } = await requestCertificate(lan.backend);
    const opened = () =>
      lan.backend.database.prepare('SELECT opened_at FROM certificates').pluck().get();
    const visit = (agent: string, init: RequestInit = {}) =>
      lan.fetch(`/c/${token}`, {
        ...init,
        headers: { accept: 'text/html', 'user-agent': agent },
      });
    await visit('Slackbot-LinkExpanding 1.0');
    await visit(safari, { method: 'HEAD' });
    expect(opened()).toBeNull();
    expect((await visit(safari)).status).toBe(200);
    expect(opened()).toBe(lan.backend.clock.now);
  } finally {
    await lan.dispose();
  }
});
