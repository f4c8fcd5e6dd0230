import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { errors } from '../../shared/errors.ts';
import { requestCertificate, uploadForm } from '../backend/certificates/test-certificates.ts';
import { limitConnections } from './connection-limits.ts';
import type { LanServerOptions } from './lan-server.ts';
import { defaultAllowances } from './request-limits.ts';
import { readAll, startTestLan, type TestLan } from './test-lan.ts';

let lan: TestLan;
afterEach(() => lan.dispose());

async function start(options: Partial<LanServerOptions> = {}): Promise<string> {
  lan = await startTestLan(options);
  return (await requestCertificate(lan.backend)).token;
}

/** Sends bytes as they are and reads until the server ends the connection. */
async function raw(text: string): Promise<string> {
  const socket = await lan.socket();
  const answer = readAll(socket);
  socket.write(text);
  return answer;
}

describe('malformed requests', () => {
  it.each([
    ['no host', 'GET / HTTP/1.1\r\n\r\n'],
    ['a host with a space', 'GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n'],
    ['a host with a user', 'GET / HTTP/1.1\r\nHost: a@b\r\nConnection: close\r\n\r\n'],
    ['a host with a path', 'GET / HTTP/1.1\r\nHost: a/../b\r\nConnection: close\r\n\r\n'],
    ['a header without a name', 'GET / HTTP/1.1\r\nHost: a\r\n: x\r\n\r\n'],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['no HTTP at all', '\x16\x03\x01\x02\x00\x01\x00\r\n\r\n'],
    ['headers without an end', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(9000)}\r\n\r\n`],
  ])('answers 4xx to %s and goes on', async (_name, text) => {
    await start();
    expect(await raw(text)).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect((await lan.fetch('/')).status).toBe(200);
  });

  it.each([
    '/assets/../index.html',
    '/assets/..\\index.html',
    '/../../../../etc/passwd',
    '//etc/passwd',
    '/c/%0d%0aSet-Cookie:%20a=b',
    'http://other.example/assets/../index.html',
  ])('finds nothing behind %s', async (path) => {
    await start();
    const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: credo\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 (400|404|200) /);
    expect(answer).not.toMatch(/set-cookie|doctype|root:/i);
  });
});

describe('clients that never finish', () => {
  it('cuts headers that trickle', async () => {
    await start({ timeouts: { headers: 100 } });
    const socket = await lan.socket();
    const answer = readAll(socket);
    const trickle = setInterval(() => socket.write('X: y\r\n'), 20);
    socket.write('GET / HTTP/1.1\r\nHost: credo\r\n');
    expect(await answer).toMatch(/^HTTP\/1\.1 408 /);
    clearInterval(trickle);
  });

  it('cuts a body that stalls, and keeps nothing of it', async () => {
    const token = await start({ timeouts: { idle: 100 } });
    const socket = await lan.socket();
    const answer = readAll(socket);
    socket.write(
      'POST /atsng/atsMain/uploadWithToken HTTP/1.1\r\nHost: credo\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 5000\r\n\r\n' +
        `--b\r\nContent-Disposition: form-data; name="token"\r\n\r\n${token}\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\nabc`,
    );
    await answer;
    expect(await (await lan.fetch(`/c/${token}`)).json()).toMatchObject({ files: [] });
  });

  it('cuts connections above an address’s share', async () => {
    await start();
    const server = createServer((_request, response) => response.end());
    limitConnections(server, { perAddress: 2, overall: 10 });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const sockets = [1, 2, 3].map(() => connect(port, '127.0.0.1'));
    await readAll(sockets[2]!);
    expect(sockets.slice(0, 2).every(({ destroyed }) => !destroyed)).toBe(true);
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('limits', () => {
  it('answers 429 with a time to wait to an address that guesses; an opened link goes on', async () => {
    const token = await start({
      allowances: { ...defaultAllowances, unknownTokens: { points: 3, seconds: 600 } },
    });
    await lan.fetch(`/c/${token}`);
    const guess = (number: number) => lan.fetch(`/c/${'x'.repeat(20)}${number + 10}`);
    for (let number = 0; number < 3; number++) expect((await guess(number)).status).toBe(200);
    for (const blocked of [await guess(3), await guess(4)]) {
      expect(blocked.status).toBe(429);
      const seconds = Number(blocked.headers.get('retry-after'));
      expect(seconds).toBeGreaterThan(0);
      expect(await blocked.json()).toEqual({
        err_msg: `操作过于频繁，请 ${seconds} 秒后再试`,
        err_no: errors.tooManyRequests.number,
        results: null,
      });
    }
    const page = await lan.fetch(`/c/${'y'.repeat(22)}`, { headers: { accept: 'text/html' } });
    expect(page.status).toBe(429);
    expect(await page.text()).toMatch(/"retry_after_seconds":[1-9]/);
    expect((await lan.fetch('/assets/index-1a2b.js')).status).toBe(200);
    expect((await lan.fetch(`/c/${token}`)).status).toBe(200);
  });

  it('counts guesses through every endpoint', async () => {
    await start({
      allowances: { ...defaultAllowances, unknownTokens: { points: 3, seconds: 600 } },
    });
    const post = (body: string) =>
      lan.fetch('/atsng/atsDegreeCertificate/getStatusByToken', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
    expect((await post('{"token":"a"}')).status).toBe(200);
    expect((await lan.fetch('/webank/download?dfs_file_name=a&token=b')).status).toBe(200);
    const upload = await lan.fetch('/atsng/atsMain/uploadWithToken', {
      method: 'POST',
      body: uploadForm('c'),
    });
    expect(await upload.json()).toMatchObject({ err_no: errors.tokenInvalid.number });
    expect((await post('{"token":"d"}')).status).toBe(429);
  });

  it('limits uploads of a token', async () => {
    const token = await start({
      allowances: { ...defaultAllowances, uploadsByToken: { points: 1, seconds: 3600 } },
    });
    await lan.fetch(`/c/${token}`);
    const upload = () =>
      lan.fetch('/atsng/atsMain/uploadWithToken', {
        method: 'POST',
        headers: { 'x-candidate-token': token },
        body: uploadForm(token),
      });
    expect((await upload()).status).toBe(200);
    expect((await upload()).status).toBe(429);
  });
});
