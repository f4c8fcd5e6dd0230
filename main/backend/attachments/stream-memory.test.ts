import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  requestCertificate,
  seedApplication,
  send,
  type UploadResults,
} from '../certificates/test-certificates.ts';
import { createTestBackend, type TestBackend } from '../test-backend.ts';
import { jpegOfSize } from './test-files.ts';

let backend: TestBackend;
let token: string;
beforeEach(async () => {
  backend = createTestBackend();
  seedApplication(backend);
  ({ token } = await requestCertificate(backend));
});
afterEach(() => backend.dispose());

const mebibyte = 1024 * 1024;
const chunkBytes = 64 * 1024;
const boundary = 'credo-test-boundary';
const uploads = 6;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes in buffers that somebody still holds. */
function heldBytes(): number {
  collectGarbage();
  return process.memoryUsage().arrayBuffers;
}

/** Bytes of this upload's temporary files that have reached the disk. */
function writtenBytes(): number {
  const incoming = join(backend.dataFolder, 'attachments', 'incoming');
  return readdirSync(incoming).reduce((sum, name) => {
    const stats = statSync(join(incoming, name), { throwIfNoEntry: false });
    return sum + (stats?.size ?? 0);
  }, 0);
}

it('never holds an upload: what is taken off the wire is on disk before more is taken', async () => {
  const content = jpegOfSize(20 * mebibyte - 1000);
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="token"\r\n\r\n${token}\r\n--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n`;
  const whole = Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  const before = heldBytes();
  let taken = 0;
  let pulls = 0;
  let most = 0;
  let mostHeld = 0;
  const body = () => {
    let position = 0;
    return new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          // Only while every upload is running do the temporary files tell.
          if (taken < uploads * content.length * 0.5) most = Math.max(most, taken - writtenBytes());
          if (++pulls % 300 === 0) mostHeld = Math.max(mostHeld, heldBytes() - before);
          const chunk = whole.subarray(position, position + chunkBytes);
          position += chunk.length;
          taken += chunk.length;
          if (chunk.length > 0) controller.enqueue(new Uint8Array(chunk));
          else controller.close();
        },
      },
      { highWaterMark: 0 },
    );
  };
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
  const answers = await Promise.all(
    Array.from({ length: uploads }, () => send(backend.candidateApp, body(), headers)),
  );
  expect(answers.map(({ results }) => results?.size)).toEqual(
    Array.from({ length: uploads }, () => content.length),
  );
  expect(taken).toBe(uploads * whole.length);
  // A few chunks each, wherever they are: far from the 20 MiB of the file.
  expect(mostHeld).toBeGreaterThan(0);
  // A third of it leaves room for chunks that the collector has not come to yet.
  expect(mostHeld).toBeLessThan((uploads * content.length) / 3);
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThan(uploads * 8 * chunkBytes);

  const results = answers[0]?.results as UploadResults;
  const query = new URLSearchParams({ dfs_file_name: results.dfs_file_name });
  const response = await backend.recruiterApp.request(`/webank/download?${query}`);
  let received = 0;
  for await (const chunk of response.body as ReadableStream<Uint8Array>) {
    expect(chunk.length).toBeLessThanOrEqual(chunkBytes);
    received += chunk.length;
  }
  expect(received).toBe(content.length);
});
