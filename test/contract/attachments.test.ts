import { afterEach, beforeEach, expect, it } from 'vitest';
import { jpegFile, jpegOfSize } from '../../main/backend/attachments/test-files.ts';
import {
  requestCertificate,
  seedApplication,
  upload,
  uploadForm,
} from '../../main/backend/certificates/test-certificates.ts';
import { createTestBackend, type TestBackend } from '../../main/backend/test-backend.ts';
import { uploadWithToken } from '../../shared/api/attachments.ts';
import { errors } from '../../shared/errors.ts';
import { canonicalJson, jsonShape, referenceText } from './reference.ts';

let backend: TestBackend;
let token: string;
beforeEach(async () => {
  backend = createTestBackend();
  seedApplication(backend);
  ({ token } = await requestCertificate(backend));
});
afterEach(() => backend.dispose());

it('uploadWithToken answers as the reference shows, for the recruiter’s host too', async () => {
  const expected = referenceText('uploadWithToken.response');
  const { size, dfs_file_name } = JSON.parse(expected).results;
  const content = jpegOfSize(size);
  for (const app of [backend.candidateApp, backend.recruiterApp]) {
    const form = uploadForm(token, content.slice(), 't01f6af2d343502f1e0.jpg');
    const response = await app.request(uploadWithToken.path, { method: 'POST', body: form });
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(jsonShape(text)).toBe(jsonShape(expected));
    const given = JSON.parse(text).results.dfs_file_name;
    expect(given).toMatch(/^M00\/[0-9A-F]{2}\/[0-9A-F]{2}\/[A-Za-z0-9_-]{27}\.jpg$/);
    const adjusted = text.replace(given, dfs_file_name);
    expect(canonicalJson(adjusted)).toBe(
      canonicalJson(expected.replace(/"size": \d+/, `"size": ${content.length}`)),
    );
  }
});

it('results.name is the file part’s own file name, not the field’s', async () => {
  const file = await upload(backend, token, jpegFile(), '学历证书.jpg');
  expect(file.name).toBe('学历证书.jpg');
});

it('takes 20 MiB and 20 files by default: more is 413, or a refusal', async () => {
  const limit = 20 * 1024 * 1024;
  const response = await backend.candidateApp.request(uploadWithToken.path, {
    method: 'POST',
    body: uploadForm(token, jpegOfSize(limit + 1000)),
  });
  expect(response.status).toBe(413);
  expect(await response.json()).toEqual({
    err_msg: errors.attachmentTooLarge.message.zh.replace('{limit}', '20 MB'),
    err_no: errors.attachmentTooLarge.number,
    results: null,
  });
  for (let index = 0; index < 20; index++) await upload(backend, token);
  await expect(upload(backend, token)).rejects.toThrow(
    errors.attachmentCountExceeded.message.zh.replace('{limit}', '20'),
  );
});

it('download streams with length, type, Range and the name given, and refuses in the envelope', async () => {
  const file = await upload(backend, token, jpegFile(), 'a.jpg');
  const query = new URLSearchParams({
    dfs_group_name: file.dfs_group_name,
    dfs_file_name: file.dfs_file_name,
    name: '../宋海洋 学历.jpg',
  });
  const path = `/webank/download?${query}`;
  const whole = await backend.recruiterApp.request(path);
  expect(whole.headers.get('content-length')).toBe(String(file.size));
  expect(whole.headers.get('content-type')).toBe('image/jpeg');
  expect(whole.headers.get('content-disposition')).toContain(
    `filename*=UTF-8''${encodeURIComponent('宋海洋 学历.jpg')}`,
  );
  expect(new Uint8Array(await whole.arrayBuffer())).toEqual(jpegFile());
  const part = await backend.recruiterApp.request(path, { headers: { range: 'bytes=0-1' } });
  expect(part.status).toBe(206);
  expect([...new Uint8Array(await part.arrayBuffer())]).toEqual([0xff, 0xd8]);
  const refused = await backend.candidateApp.request(path);
  expect([refused.status, Object.keys((await refused.json()) as object)]).toEqual([
    200,
    ['err_msg', 'err_no', 'results'],
  ]);
});
