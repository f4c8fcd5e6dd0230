import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { decode, encode } from 'jpeg-js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { degreeCertificate } from '../../../shared/api/certificates.ts';
import { errors } from '../../../shared/errors.ts';
import {
  candidatePost,
  requestCertificate,
  seedApplication,
  submit,
  type UploadResults,
  upload,
} from '../certificates/test-certificates.ts';
import { createTestBackend, type TestBackend } from '../test-backend.ts';
import {
  heicFile,
  jpegFile,
  jpegOfSize,
  pdfFile,
  pngFile,
  turnedJpeg,
  twoHalves,
} from './test-files.ts';

let backend: TestBackend;
let token: string;
let certificateId: number;
beforeEach(async () => {
  backend = createTestBackend();
  seedApplication(backend);
  ({ token, certificateId } = await requestCertificate(backend));
});
afterEach(() => backend.dispose());

/** Where the system shows a process its open files; elsewhere nothing can count them. */
const descriptors = '/proc/self/fd';
const canCount = existsSync(descriptors);

/** How many stored files this process has open. */
function openFiles(): number {
  return readdirSync(descriptors).filter((descriptor) => {
    try {
      return readlinkSync(join(descriptors, descriptor)).startsWith(
        join(backend.dataFolder, 'attachments'),
      );
    } catch {
      return false;
    }
  }).length;
}

function download(
  file: UploadResults,
  query: Record<string, string> = {},
  init: RequestInit = {},
  app = backend.recruiterApp,
): Promise<Response> {
  const { dfs_file_name, dfs_group_name } = file;
  const search = new URLSearchParams({ dfs_group_name, dfs_file_name, ...query });
  return Promise.resolve(app.request(`/webank/download?${search}`, init));
}
const errorNumber = async (response: Response) =>
  ((await response.json()) as { err_no: number }).err_no;
const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

describe('a download', () => {
  it('has the file’s bytes, length and type, and headers that keep it from running', async () => {
    const file = await upload(backend, token, pdfFile(), 'a.jpg');
    const response = await download(file, { name: '学历.pdf' });
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(file.size),
      'content-disposition': `attachment; filename="__.pdf"; filename*=UTF-8''%E5%AD%A6%E5%8E%86.pdf`,
      'accept-ranges': 'bytes',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'referrer-policy': 'no-referrer',
    });
    expect(await bytesOf(response)).toEqual(pdfFile());
    const shown = await download(file, { inline: '1' });
    expect(shown.headers.get('content-disposition')).toMatch(/^inline; filename="a.jpg.pdf"/);
    await shown.body?.cancel();
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['a\r\nSet-Cookie: x=1.jpg', 'aSet-Cookie_ x=1.jpg'],
    ['"; filename="evil.exe', '_; filename=_evil.exe'],
    ['x'.repeat(3_000), 'x'.repeat(255)],
  ])('cannot be made to break its header: %#', async (name, safe) => {
    const file = await upload(backend, token);
    const response = await download(file, { name });
    const header = response.headers.get('content-disposition') ?? '';
    expect(header.startsWith(`attachment; filename="${safe}"; filename*=`)).toBe(true);
    expect([...response.headers.keys()]).not.toContain('set-cookie');
  });

  it('answers ranges, conditions and HEAD', async () => {
    const content = jpegOfSize(300_000);
    const file = await upload(backend, token, content);
    const get = (headers: Record<string, string>, method = 'GET') =>
      download(file, {}, { method, headers });

    const part = await get({ range: 'bytes=100000-200000' });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 100000-200000/${content.length}`);
    expect(part.headers.get('content-length')).toBe('100001');
    expect(await bytesOf(part)).toEqual(content.slice(100_000, 200_001));
    const tail = await get({ range: 'bytes=-5' });
    expect(await bytesOf(tail)).toEqual(content.slice(-5));

    const beyond = await get({ range: `bytes=${content.length}-` });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([
      416,
      `bytes */${content.length}`,
    ]);

    const etag = part.headers.get('etag') ?? '';
    expect((await get({ 'if-none-match': etag })).status).toBe(304);
    expect((await get({ range: 'bytes=0-0', 'if-range': etag })).status).toBe(206);
    const stale = await get({ range: 'bytes=0-0', 'if-range': '"other"' });
    expect(stale.status).toBe(200);
    expect((await bytesOf(stale)).length).toBe(content.length);

    const head = await get({}, 'HEAD');
    expect([head.status, head.headers.get('content-length')]).toEqual([
      200,
      String(content.length),
    ]);
    expect((await bytesOf(head)).length).toBe(0);
    expect((await get({}, 'POST')).status).toBe(405);
  });

  it('is refused for what is not there', async () => {
    const file = await upload(backend, token);
    const missing = errors.attachmentNotFound.number;
    const wrongs = [{ dfs_file_name: '../../credo.db' }, { dfs_group_name: 'group2' }];
    for (const wrong of wrongs) {
      const response = await download({ ...file, ...wrong });
      expect(await response.json()).toMatchObject({ err_no: missing, results: null });
    }
    const response = await backend.recruiterApp.request('/webank/download');
    expect(await errorNumber(response)).toBe(errors.invalidParameter.number);
  });

  it.runIf(canCount)('closes the file at the end, on cancel, and when nobody reads', async () => {
    const file = await upload(backend, token, jpegOfSize(2_000_000));
    await bytesOf(await download(file));
    const cancelled = await download(file);
    const reader = cancelled.body?.getReader();
    await reader?.read();
    expect(openFiles()).toBe(1);
    await reader?.cancel();
    await download(file);
    await download(file, {}, { method: 'HEAD' });
    expect(openFiles()).toBe(0);
  });
});

describe('a candidate', () => {
  const asCandidate = (file: UploadResults, query: Record<string, string> = {}) =>
    download(file, query, {}, backend.candidateApp);

  it('downloads only what was uploaded with the token given', async () => {
    const file = await upload(backend, token);
    const other = await requestCertificate(backend);
    expect(await bytesOf(await asCandidate(file, { token }))).toEqual(jpegFile());
    const foreign = await asCandidate(file, { token: other.token });
    expect(await errorNumber(foreign)).toBe(errors.attachmentNotFound.number);
    expect(await errorNumber(await asCandidate(file))).toBe(errors.tokenInvalid.number);
    const all = await backend.candidateApp.request('/webank/downloadAll?certificate_id=1');
    expect(all.status).toBe(404);
  });
});

describe('a stored file that changed', () => {
  const blobPath = () => {
    const folder = join(backend.dataFolder, 'attachments', 'blobs');
    const [entry] = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) =>
      each.isFile(),
    );
    return join(entry?.parentPath ?? '', entry?.name ?? '');
  };
  const flip = () => {
    const content = readFileSync(blobPath());
    content[500] = (content[500] ?? 0) ^ 1;
    writeFileSync(blobPath(), content);
  };

  it.each([
    ['in one bit', flip],
    ['in length', () => appendFileSync(blobPath(), 'x')],
    ['into nothing', () => unlinkSync(blobPath())],
  ])(
    '%s is an error, never wrong bytes, also in a range and after it was read well',
    async (_, change) => {
      const file = await upload(backend, token);
      expect((await bytesOf(await download(file))).length).toBe(file.size);
      await submit(backend, token, [file]);
      change();
      const answers = [
        await download(file),
        await download(file, {}, { headers: { range: 'bytes=0-9' } }),
        await backend.recruiterApp.request(`/webank/downloadAll?certificate_id=${certificateId}`),
      ];
      for (const response of answers) {
        expect(response.status).toBe(500);
        expect(await errorNumber(response)).toBe(errors.attachmentCorrupt.number);
      }
      // The same file uploaded again mends what is stored.
      await upload(backend, token);
      expect(await bytesOf(await download(file))).toEqual(jpegFile());
    },
  );

  it('between the answer and its reading breaks the stream off', async () => {
    const file = await upload(backend, token);
    const response = await download(file);
    flip();
    await expect(response.arrayBuffer()).rejects.toThrow();
  });
});

describe('a HEIC', () => {
  it('has a JPEG to preview, upright, the original kept', async () => {
    const file = await upload(backend, token, heicFile, 'IMG_0001.HEIC');
    expect(file.ext).toBe('heic');
    const preview = await download(file, { rendition: 'preview', inline: '1' });
    expect(preview.headers.get('content-type')).toBe('image/jpeg');
    expect(preview.headers.get('content-disposition')).toContain('IMG_0001.HEIC.jpg');
    const { width, height, data } = decode(await bytesOf(preview));
    expect([width, height]).toEqual([48, 64]);
    const pixel = (x: number, y: number) => [
      ...data.slice((y * width + x) * 4, (y * width + x) * 4 + 3),
    ];
    const near = (actual: number[], wanted: number[]) =>
      actual.every((value, index) => Math.abs(value - (wanted[index] ?? 0)) < 24);
    expect(near(pixel(24, 4), [220, 30, 30])).toBe(true);
    expect(near(pixel(24, 60), [30, 30, 220])).toBe(true);
    const original = await download(file);
    expect(original.headers.get('content-type')).toBe('image/heic');
    expect(await bytesOf(original)).toEqual(heicFile);
  });

  it('is rendered once for the same content, and again when the rendition got lost', async () => {
    const file = await upload(backend, token, heicFile, 'a.heic');
    await (await download(file, { rendition: 'preview' })).arrayBuffer();
    const again = await upload(backend, token, heicFile, 'b.heic');
    const first = await download(again, { rendition: 'preview' });
    expect(first.headers.get('content-type')).toBe('image/jpeg');
    backend.database.exec('UPDATE attachments SET rendition_sha256 = NULL');
    expect((await download(file, { rendition: 'preview' })).status).toBe(200);
  });

  it('that cannot be decoded stays usable, without a preview', async () => {
    const broken = heicFile.slice();
    // The decoder's parameters: without them the picture's data mean nothing.
    const parameters = Buffer.from(broken).indexOf('hvcC', 0, 'latin1') + 4;
    broken.fill(0, parameters, parameters + 60);
    const file = await upload(backend, token, broken, 'a.heic');
    const preview = await download(file, { rendition: 'preview' });
    expect(await errorNumber(preview)).toBe(errors.previewUnavailable.number);
    expect(await bytesOf(await download(file))).toEqual(broken);
  });
});

describe('a thumbnail', () => {
  const small = async (file: UploadResults) => download(file, { rendition: 'thumbnail' });
  const folder = () => readdirSync(join(backend.dataFolder, 'attachments', 'thumbnails'));

  it('is small, upright, made once, and goes with its file', async () => {
    const [width, height] = [600, 400];
    const photo = encode({ data: twoHalves(width, height), width, height }, 80).data;
    const file = await upload(backend, token, turnedJpeg(photo), 'photo.jpg');
    expect(folder()).toEqual([]);
    const response = await small(file);
    expect(response.headers.get('content-type')).toBe('image/jpeg');
    const shown = decode(await bytesOf(response));
    // Turned by a quarter: what was on the left is on top.
    expect([shown.width, shown.height]).toEqual([171, 256]);
    expect(shown.data[0]).toBeGreaterThan(190);
    expect(shown.data[(171 * 250 + 80) * 4 + 2]).toBeGreaterThan(190);
    const [kept = ''] = folder();
    // A damaged one is never shown: it is made anew.
    const path = join(backend.dataFolder, 'attachments', 'thumbnails', kept);
    writeFileSync(path, readFileSync(path).fill(0, 40, 60));
    expect(decode(await bytesOf(await small(file))).width).toBe(171);
    backend.candidateView.removeUpload(token, file.dfs_file_name);
    expect(folder()).toEqual([]);
  });

  it('of a HEIC is of its JPEG; a small picture is its own; of a PDF there is none', async () => {
    const heic = await upload(backend, token, heicFile, 'a.heic');
    expect(decode(await bytesOf(await small(heic))).height).toBe(64);
    const png = await upload(backend, token, pngFile(), 'a.png');
    expect((await small(png)).headers.get('content-type')).toBe('image/png');
    const pdf = await upload(backend, token, pdfFile(), 'a.pdf');
    expect(await errorNumber(await small(pdf))).toBe(errors.previewUnavailable.number);
  });
});

describe('downloadAll', () => {
  const zip = () =>
    Promise.resolve(
      backend.recruiterApp.request(`/webank/downloadAll?certificate_id=${certificateId}`),
    );

  it('streams the current submission, every name its own, with its exact length', async () => {
    const [one, two, three] = [
      await upload(backend, token, jpegFile(1), '证书.jpg'),
      await upload(backend, token, jpegFile(99), '证书.jpg'),
      await upload(backend, token, pdfFile(), '扫描件.jpg'),
    ];
    expect(await errorNumber(await zip())).toBe(errors.certificateNotSubmitted.number);
    await candidatePost(backend, degreeCertificate.submitResult.path, {
      token,
      attachments: [one, two, { ...three, name: '../../扫描件' }],
    });
    const response = await zip();
    const name = encodeURIComponent('宋海洋_学历证明_2026-03-02.zip');
    expect(response.headers.get('content-disposition')).toContain(`filename*=UTF-8''${name}`);
    expect(response.headers.get('content-type')).toBe('application/zip');
    const content = await bytesOf(response);
    expect(String(content.length)).toBe(response.headers.get('content-length'));
    const { 'manifest.txt': manifest, ...files } = await unzip(content);
    expect(files).toEqual({
      '毕业证书.jpg': jpegFile(1),
      '毕业证书-2.jpg': jpegFile(99),
      '毕业证书.pdf': pdfFile(),
    });
    // What `sha256sum -c manifest.txt` reads.
    const sums = Object.entries(files).map(
      ([file, bytes]) => `${createHash('sha256').update(bytes).digest('hex')}  ${file}\n`,
    );
    expect(new TextDecoder().decode(manifest)).toBe(sums.join(''));
  });

  it.runIf(canCount)('closes the files when it is cancelled', async () => {
    const file = await upload(backend, token, jpegOfSize(3_000_000));
    const other = await upload(backend, token, jpegOfSize(3_000_001));
    await submit(backend, token, [file, other]);
    const reader = (await zip()).body?.getReader();
    for (let chunk = 0; chunk < 5; chunk++) await reader?.read();
    expect(openFiles()).toBe(1);
    await reader?.cancel();
    expect(openFiles()).toBe(0);
  });
});

/** The stored (uncompressed) files of a ZIP by name, read with yauzl. */
async function unzip(content: Uint8Array): Promise<Record<string, Uint8Array>> {
  const archive = await fromBufferPromise(Buffer.from(content));
  const files: Record<string, Uint8Array> = {};
  for await (const entry of archive.eachEntry()) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of await archive.openReadStreamPromise(entry)) chunks.push(chunk);
    files[entry.fileName] = new Uint8Array(Buffer.concat(chunks));
  }
  return files;
}
