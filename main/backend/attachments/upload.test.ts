import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ErrorName, errors } from '../../../shared/errors.ts';
import {
  requestCertificate,
  seedApplication,
  send,
  submit,
  upload,
  uploadForm,
} from '../certificates/test-certificates.ts';
import { createTestBackend, type TestBackend } from '../test-backend.ts';
import { WorkspaceStore } from '../workspace/workspace-store.ts';
import { jpegFile, jpegOfSize, pdfFile } from './test-files.ts';

let backend: TestBackend;
let token: string;

beforeEach(async () => {
  backend = createTestBackend({ uploadPatience: { idleMilliseconds: 200 } });
  seedApplication(backend);
  ({ token } = await requestCertificate(backend));
});
afterEach(() => backend.dispose());

/** Every file under the attachments' folder. */
function filesOnDisk(): string[] {
  return readdirSync(join(backend.dataFolder, 'attachments'), {
    recursive: true,
    withFileTypes: true,
  })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
}
const rows = (table: string) =>
  backend.database.prepare<[], { n: number }>(`SELECT COUNT(*) AS n FROM ${table}`).get()?.n;

/** Sends a body and expects a refusal that leaves nothing, in rows and on disk. */
async function expectRefused(
  body: Parameters<typeof send>[1],
  name: ErrorName,
  headers: Record<string, string> = {},
): Promise<void> {
  const before = [filesOnDisk(), rows('attachments'), rows('blobs')];
  const answer = await send(backend.candidateApp, body, headers);
  expect(answer).toMatchObject({
    status: errors[name].status,
    err_no: errors[name].number,
    results: null,
  });
  expect(answer.err_msg).not.toBe('');
  expect([filesOnDisk(), rows('attachments'), rows('blobs')]).toEqual(before);
}

const boundary = 'credo-test-boundary';
const multipart = { 'content-type': `multipart/form-data; boundary=${boundary}` };
const part = (disposition: string, content: string | Uint8Array = '') =>
  Buffer.concat([
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n`),
    Buffer.from(content),
    Buffer.from('\r\n'),
  ]);
const end = Buffer.from(`--${boundary}--\r\n`);
const body = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat([...parts, end]));
const tokenPart = () => part('name="token"', token);
const filePart = (name: string, content: Uint8Array = jpegFile()) =>
  part(`name="file"; filename="${name}"`, content);

/** A stream of the chunks given, then of what `more` makes, for as long as it is read. */
function streamOf(first: Uint8Array, more: () => Promise<Uint8Array | undefined>) {
  let started = false;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const chunk = started ? await more() : first;
        started = true;
        if (chunk) controller.enqueue(chunk);
        else controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}

describe('takes', () => {
  it.each([
    { order: ['name', 'token', 'file'] },
    { order: ['file', 'token', 'name'] },
    { order: ['token', 'file'] },
    { order: ['file', 'token'] },
  ] as const)('parts in the order $order', async ({ order }) => {
    const form = uploadForm(token, jpegFile(), '照片.jpg', order);
    const { results } = await send(backend.candidateApp, form);
    expect(Object.entries(results ?? {})).toEqual([
      ['name', '照片.jpg'],
      ['ext', 'jpg'],
      ['dfs_file_name', expect.stringMatching(/^M00\/[0-9A-F]{2}\/[0-9A-F]{2}\/[\w-]{27}\.jpg$/)],
      ['dfs_group_name', 'group1'],
      ['size', jpegFile().length],
    ]);
    expect(filesOnDisk()).toHaveLength(1);
  });

  it('a file by its content, whatever its name says', async () => {
    const file = await upload(backend, token, pdfFile(), 'photo.jpg');
    expect(file).toMatchObject({ name: 'photo.jpg', ext: 'pdf' });
    expect(file.dfs_file_name).toMatch(/\.pdf$/);
  });

  it('the same content twice, kept once', async () => {
    const [one, other] = [await upload(backend, token), await upload(backend, token)];
    expect(one.dfs_file_name).not.toBe(other.dfs_file_name);
    expect([rows('attachments'), rows('blobs'), filesOnDisk().length]).toEqual([2, 1, 1]);
  });

  it('a file of exactly the limit', async () => {
    const content = jpegOfSize(600_000);
    setLimits({ fileBytes: content.length });
    expect((await upload(backend, token, content)).size).toBe(content.length);
    setLimits({ fileBytes: content.length - 1 });
    await expectRefused(uploadForm(token, content), 'attachmentTooLarge');
  });

  it('a name that is a path by its last component, and no name at all', async () => {
    const file = await send(
      backend.candidateApp,
      body(tokenPart(), filePart('C:\\\\a\\\\b.jpg')),
      multipart,
    );
    expect(file.results?.name).toBe('b.jpg');
    const nameless = body(tokenPart(), filePart(''));
    expect((await send(backend.candidateApp, nameless, multipart)).results?.name).toBe('file.jpg');
  });

  it('a body in chunks of one byte', async () => {
    const bytes = body(tokenPart(), filePart('a.jpg'));
    let position = 1;
    const stream = streamOf(bytes.subarray(0, 1), async () =>
      position < bytes.length ? bytes.subarray(position, ++position) : undefined,
    );
    expect((await send(backend.candidateApp, stream, multipart)).err_no).toBe(0);
  });
});

function setLimits(limits: { fileBytes?: number; filesPerCertificate?: number }): void {
  new WorkspaceStore(backend.database, backend.platform).set(0, 'limits', limits);
}

describe('refuses, with nothing left', () => {
  it.each([
    ['an empty file', new Uint8Array(), 'attachmentEmpty'],
    ['a truncated file', jpegFile().slice(0, -30), 'attachmentDamaged'],
    [
      'another type',
      new TextEncoder().encode('<script>alert(1)</script>'),
      'attachmentTypeRefused',
    ],
  ] as const)('%s', async (_name, content, error) => {
    await expectRefused(uploadForm(token, content), error);
  });

  it.each([
    ['that climbs folders', '../../evil.jpg'],
    ['that reorders its text', 'a\u202Egpj.jpg'],
    ['of ten thousand characters', `${'x'.repeat(10_000)}.jpg`],
    ['with a control character', 'a\u0001.jpg'],
  ])('a name %s', async (_kind, name) => {
    await expectRefused(body(tokenPart(), filePart(name)), 'attachmentNameRefused', multipart);
  });

  it('a token that is unknown, missing, or comes after the file', async () => {
    await expectRefused(uploadForm('x'.repeat(22)), 'tokenInvalid');
    const late = uploadForm('x'.repeat(22), jpegFile(), 'a.jpg', ['file', 'token']);
    await expectRefused(late, 'tokenInvalid');
    await expectRefused(body(filePart('a.jpg')), 'tokenInvalid', multipart);
  });

  it('no file, a file under another name, two files', async () => {
    await expectRefused(body(tokenPart()), 'attachmentMissing', multipart);
    const other = part('name="photo"; filename="a.jpg"', jpegFile());
    await expectRefused(body(tokenPart(), other), 'attachmentMissing', multipart);
    const twice = body(tokenPart(), filePart('a.jpg'), filePart('b.jpg'));
    await expectRefused(twice, 'attachmentMissing', multipart);
  });

  it('the 21st file, but not one more for a removed or replaced one', async () => {
    const files = [];
    for (let index = 0; index < 20; index++)
      files.push(await upload(backend, token, jpegFile(index)));
    await expectRefused(uploadForm(token), 'attachmentCountExceeded');
    backend.candidateView.removeUpload(token, files[0]?.dfs_file_name ?? '');
    files[0] = await upload(backend, token);
    expect(await submit(backend, token, files)).toBe(0);
    await expectRefused(uploadForm(token), 'attachmentCountExceeded');
    expect(await submit(backend, token, files.slice(1))).toBe(0);
    await upload(backend, token);
    expect(backend.candidateView.candidateRequest(token).files).toHaveLength(20);
  });

  it('a body that is not multipart, has no boundary, no parts, or breaks off', async () => {
    await expectRefused(new Uint8Array([1]), 'unsupportedMediaType');
    await expectRefused(new Uint8Array([1]), 'unsupportedMediaType', {
      'content-type': 'application/json',
    });
    const bare = { 'content-type': 'multipart/form-data; charset=utf-8' };
    await expectRefused(new Uint8Array([1]), 'malformedRequest', bare);
    const whole = body(tokenPart(), filePart('a.jpg'));
    await expectRefused(whole.slice(0, -200), 'uploadInterrupted', multipart);
    await expectRefused(whole.slice(0, 40), 'uploadInterrupted', multipart);
    await expectRefused(new Uint8Array(Buffer.alloc(10_000, 65)), 'uploadInterrupted', multipart);
  });

  it('a part that never ends', async () => {
    const start = Buffer.concat([tokenPart(), filePart('a.jpg').subarray(0, -2)]);
    const endless = streamOf(start, async () => new Uint8Array(64 * 1024));
    await expectRefused(endless, 'attachmentTooLarge', multipart);
    const field = Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="token"\r\n\r\n`,
    );
    const endlessField = streamOf(field, async () => new Uint8Array(64 * 1024));
    await expectRefused(endlessField, 'attachmentTooLarge', multipart);
  });

  it('a client that stalls, and one that goes away', async () => {
    const start = Buffer.concat([tokenPart(), filePart('a.jpg').subarray(0, -2)]);
    const stalled = streamOf(start, () => new Promise(() => {}));
    await expectRefused(stalled, 'uploadInterrupted', multipart);
    const gone = streamOf(start, () => Promise.reject(new Error('socket hang up')));
    await expectRefused(gone, 'uploadInterrupted', multipart);
  });

  it('hundreds of parts and of headers', async () => {
    const fields = Array.from({ length: 200 }, (_, index) => part(`name="f${index}"`, 'x'));
    await expectRefused(
      body(...fields, tokenPart(), filePart('a.jpg')),
      'malformedRequest',
      multipart,
    );
  });

  it('more uploads at once than it is set to take', async () => {
    const busy = createTestBackend({ uploadPatience: { concurrent: 1, idleMilliseconds: 100 } });
    seedApplication(busy);
    const { token: own } = await requestCertificate(busy);
    const waiting = send(
      busy.candidateApp,
      streamOf(end, () => new Promise(() => {})),
      multipart,
    );
    const second = await send(busy.candidateApp, uploadForm(own));
    expect(second).toMatchObject({ status: 429, err_no: errors.tooManyRequests.number });
    await waiting;
    expect((await send(busy.candidateApp, uploadForm(own))).err_no).toBe(0);
    busy.dispose();
  });
});

describe('removing', () => {
  it('takes the row and the file, and leaves a file that another row names', async () => {
    const [one, twin] = [await upload(backend, token), await upload(backend, token)];
    backend.candidateView.removeUpload(token, one.dfs_file_name);
    expect([rows('attachments'), rows('blobs'), filesOnDisk().length]).toEqual([1, 1, 1]);
    backend.candidateView.removeUpload(token, twin.dfs_file_name);
    expect([rows('attachments'), rows('blobs'), filesOnDisk().length]).toEqual([0, 0, 0]);
  });

  it('is refused for a submitted file and for another certificate’s', async () => {
    const file = await upload(backend, token);
    await submit(backend, token, [file]);
    const remove =
      (name: string, by = token) =>
      () =>
        backend.candidateView.removeUpload(by, name);
    expect(remove(file.dfs_file_name)).toThrow(errors.attachmentSubmitted.message.en);
    expect(remove('M00/00/00/nothing.jpg')).toThrow(errors.attachmentNotFound.message.en);
    const other = await requestCertificate(backend);
    expect(remove(file.dfs_file_name, other.token)).toThrow(errors.attachmentNotFound.message.en);
  });

  it('keeps for the history what a replaced submission held', async () => {
    const [one, two] = [await upload(backend, token), await upload(backend, token, jpegFile(9))];
    await submit(backend, token, [one]);
    await submit(backend, token, [two]);
    backend.candidateView.removeUpload(token, one.dfs_file_name);
    expect(filesOnDisk()).toHaveLength(2);
    const query = new URLSearchParams({ dfs_file_name: one.dfs_file_name });
    expect((await backend.recruiterApp.request(`/webank/download?${query}`)).status).toBe(200);
  });
});
