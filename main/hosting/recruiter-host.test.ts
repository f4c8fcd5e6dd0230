import { describe, expect, it } from 'vitest';
import { accessKey } from './access-key.ts';
import { createRecruiterHost } from './recruiter-host.ts';

const key = accessKey('0123456789abcdefghijkl');
const origin = 'http://127.0.0.1:7420';
const host = createRecruiterHost({
  port: () => 7420,
  key,
  app: () => new Response('api'),
  files: async (request) =>
    new URL(request.url).pathname === '/'
      ? new Response('<p>app</p>', { headers: { 'content-type': 'text/html; charset=utf-8' } })
      : new Response('code', { headers: { 'content-type': 'text/javascript' } }),
});

async function ask(path: string, headers: Record<string, string> = {}, init: RequestInit = {}) {
  return host(
    new Request(`${origin}${path}`, { ...init, headers: { host: '127.0.0.1:7420', ...headers } }),
  );
}

async function signIn(): Promise<string> {
  const response = await ask(`/sign-in?key=${key.value}`);
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

const api = '/atsng/v2/process/list';

describe('signing in', () => {
  it('turns the key of the address into a cookie that only this site’s requests carry', async () => {
    const response = await ask(`/sign-in?key=${key.value}`);
    expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toContain('; HttpOnly; SameSite=Strict');
    expect(cookie).not.toContain(key.value);
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(await (await ask(api, { cookie: await signIn() })).text()).toBe('api');
  });

  it('asks for the key where it is wrong or missing', async () => {
    for (const path of ['/sign-in?key=wrong', '/sign-in', '/']) {
      const response = await ask(path);
      expect([response.status, response.headers.has('set-cookie')], path).toEqual([401, false]);
    }
    expect((await ask('/', { cookie: await signIn() })).status).toBe(200);
  });

  it('takes the key as a bearer token too', async () => {
    expect((await ask(api, { authorization: `Bearer ${key.value}` })).status).toBe(200);
    expect((await ask(api, { authorization: 'Bearer wrong' })).status).toBe(401);
    expect((await ask(api)).status).toBe(401);
  });
});

describe('who is refused even with the key', () => {
  it.each(['evil.example:7420', '127.0.0.1:7421', '127.0.0.1', '[::1]:7420', ''])(
    'a request for the host “%s”',
    async (name) => {
      const headers = { authorization: `Bearer ${key.value}`, host: name };
      expect((await ask(api, headers)).status).toBe(401);
      expect((await ask('/', { ...headers, cookie: await signIn() })).status).toBe(401);
    },
  );

  it.each<Record<string, string>>([
    { origin: 'http://evil.example' },
    { origin: 'http://127.0.0.1:3000' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('a request that a page of elsewhere makes: %o', async (headers) => {
    expect((await ask(api, { cookie: await signIn(), ...headers })).status).toBe(401);
  });

  it('not the app itself', async () => {
    const headers = { cookie: await signIn(), origin, 'sec-fetch-site': 'same-origin' };
    expect((await ask(api, headers, { method: 'POST', body: '{}' })).status).toBe(200);
  });
});
