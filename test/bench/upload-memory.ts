import { fork } from 'node:child_process';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { jpegOfSize } from '../../main/backend/attachments/test-files.ts';
import {
  requestCertificate,
  seedApplication,
} from '../../main/backend/certificates/test-certificates.ts';
import { createTestBackend } from '../../main/backend/test-backend.ts';
import { WorkspaceStore } from '../../main/backend/workspace/workspace-store.ts';

/**
 * How much memory uploads over HTTP take: `node test/bench/upload-memory.ts [uploads at once]`.
 * Sends that many files of 20 MiB at the same time to a server in a process of its own, and prints
 * how far its peak resident memory rose above what it was before.
 */

const mebibyte = 1024 * 1024;
const uploads = Number(process.argv[2] ?? 40);

interface Ready {
  port: number;
  token: string;
}

async function serveUntilTold(): Promise<void> {
  const backend = createTestBackend();
  new WorkspaceStore(backend.database, backend.platform).set(0, 'limits', {
    filesPerCertificate: 1_000,
  });
  seedApplication(backend);
  const { token } = await requestCertificate(backend);
  const server = serve(
    { fetch: backend.candidateApp.fetch, port: 0, hostname: '127.0.0.1' },
    (info) => process.send?.({ port: (info as AddressInfo).port, token } satisfies Ready),
  );
  const before = process.memoryUsage.rss();
  process.on('message', () => {
    const peak = process.resourceUsage().maxRSS * 1024;
    process.send?.({ before, peak });
    server.close();
    backend.dispose();
    process.disconnect();
  });
}

function send({ port, token }: Ready, content: Uint8Array): Promise<string> {
  const boundary = 'credo-bench-boundary';
  const part = (disposition: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n`;
  const head = `${part('name="token"')}${token}\r\n${part('name="file"; filename="a.jpg"')}`;
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        port,
        path: '/atsng/atsMain/uploadWithToken',
        method: 'POST',
        headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      },
      async (response) => {
        let text = '';
        for await (const chunk of response) text += chunk;
        resolve(text);
      },
    );
    outgoing.on('error', reject);
    Readable.from([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]).pipe(
      outgoing,
    );
  });
}

async function measure(): Promise<void> {
  const child = fork(fileURLToPath(import.meta.url), ['serve']);
  const message = <Value>() => new Promise<Value>((resolve) => child.once('message', resolve));
  const ready = await message<Ready>();
  const content = jpegOfSize(20 * mebibyte - 100_000);
  const answers = await Promise.all(Array.from({ length: uploads }, () => send(ready, content)));
  const accepted = answers.filter((answer) => JSON.parse(answer).err_no === 0).length;
  const measured = message<{ before: number; peak: number }>();
  child.send('done');
  const { before, peak } = await measured;
  const show = (bytes: number) => `${Math.round(bytes / mebibyte)} MiB`;
  console.log(
    `${accepted} of ${uploads} uploads, ${show(uploads * content.length)} in all: ` +
      `resident memory ${show(before)} before, ${show(peak)} at its peak`,
  );
}

if (process.argv[2] === 'serve') await serveUntilTold();
else await measure();
