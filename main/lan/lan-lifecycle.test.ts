import { tmpdir } from 'node:os';
import { Writable } from 'node:stream';
import pino from 'pino';
import { afterEach, expect, it } from 'vitest';
import { jpegFile } from '../backend/attachments/test-files.ts';
import { requestCertificate, uploadForm } from '../backend/certificates/test-certificates.ts';
import { silentLogger } from '../logger.ts';
import { createLanServer } from './lan-server.ts';
import { readAll, startTestLan, type TestLan } from './test-lan.ts';

let lan: TestLan;
afterEach(() => lan.dispose());

/** The head of an upload over a raw connection, and the rest of its body. */
async function uploadInParts(token: string): Promise<[head: string, rest: Uint8Array]> {
  const request = new Request(lan.origin, { method: 'POST', body: uploadForm(token) });
  const body = new Uint8Array(await request.arrayBuffer());
  const head =
    'POST /atsng/atsMain/uploadWithToken HTTP/1.1\r\nHost: credo\r\n' +
    `Content-Type: ${request.headers.get('content-type')}\r\nContent-Length: ${body.length}\r\n\r\n`;
  return [head, body];
}

it('knows its addresses while it listens, as the adapters are now', async () => {
  const adapters = {
    eth0: [{ address: '192.168.1.20', family: 'IPv4', internal: false, mac: '' }],
  };
  let interfaces: object = adapters;
  lan = await startTestLan({
    host: '0.0.0.0',
    interfaces: () => interfaces as ReturnType<typeof import('node:os').networkInterfaces>,
  });
  expect(lan.server.urls()).toEqual([`http://192.168.1.20:${lan.port}`]);
  interfaces = {};
  expect(lan.server.urls()).toEqual([`http://127.0.0.1:${lan.port}`]);
  await lan.server.stop();
  expect(lan.server.urls()).toEqual([]);
});

it('finishes an upload in flight before it stops', async () => {
  lan = await startTestLan();
  const { token } = await requestCertificate(lan.backend);
  const [head, body] = await uploadInParts(token);
  const socket = await lan.socket();
  const answer = readAll(socket);
  socket.write(head);
  socket.write(body.slice(0, 100));
  // The server has begun with the request once it answers another of later.
  await lan.fetch(`/c/${token}`);
  const stopped = lan.server.stop();
  await expect(lan.fetch('/')).rejects.toThrow();
  socket.write(body.slice(100));
  expect(await answer).toContain('"err_no":0');
  await stopped;
  expect(lan.backend.candidateView.candidateRequest(token).files).toHaveLength(1);
});

it('cuts what does not finish in time when it stops', async () => {
  lan = await startTestLan({ timeouts: { stop: 50 } });
  const { token } = await requestCertificate(lan.backend);
  const [head, body] = await uploadInParts(token);
  const socket = await lan.socket();
  const closed = readAll(socket);
  socket.write(head);
  socket.write(body.slice(0, 100));
  await lan.fetch(`/c/${token}`);
  await lan.server.stop();
  await closed;
  expect(lan.backend.candidateView.candidateRequest(token).files).toEqual([]);
});

it('can be stopped twice, and frees its port', async () => {
  lan = await startTestLan();
  await lan.server.stop();
  await lan.server.stop();
  const again = await startTestLan({ port: lan.port });
  expect(again.port).toBe(lan.port);
  await again.dispose();
});

it('says why it cannot start', async () => {
  lan = await startTestLan();
  await expect(startTestLan({ port: lan.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  const unbuilt = createLanServer({
    backend: lan.backend,
    host: '127.0.0.1',
    port: 0,
    pageFolder: tmpdir(),
    logger: silentLogger,
  });
  await expect(unbuilt.start()).rejects.toThrow('not built');
});

it('logs neither tokens nor names', async () => {
  let log = '';
  const logger = pino(
    { level: 'trace' },
    new Writable({
      write(chunk, _encoding, done) {
        log += chunk;
        done();
      },
    }),
  );
  lan = await startTestLan({ logger });
  const { token } = await requestCertificate(lan.backend);
  await lan.fetch(`/c/${token}`);
  await lan.fetch(`/c/${token}/nothing`, { headers: { accept: 'text/html' } });
  await lan.fetch('/atsng/atsMain/uploadWithToken', {
    method: 'POST',
    body: uploadForm(token, jpegFile(), '宋海洋毕业证.jpg'),
  });
  await lan.fetch(`/webank/download?token=${token}&dfs_file_name=${token}`);
  expect(log).toContain('candidate request');
  expect(log).not.toContain(token);
  expect(log).not.toContain('宋海洋');
});
