import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { degreeCertificate } from '../../shared/api/certificates.ts';
import { candidateTokenHeader } from '../../shared/candidate-page-names.ts';
import { errors } from '../../shared/errors.ts';
import { jpegFile } from '../backend/attachments/test-files.ts';
import {
  asAttachments,
  requestCertificate,
  type UploadResults,
  uploadForm,
} from '../backend/certificates/test-certificates.ts';
import { startTestLan, type TestLan } from './test-lan.ts';

const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const unknown = 'x'.repeat(22);

let lan: TestLan;
let token: string;
beforeEach(async () => {
  lan = await startTestLan();
  ({ token } = await requestCertificate(lan.backend));
});
afterEach(() => lan.dispose());

async function upload(withToken = token, content = jpegFile()): Promise<UploadResults> {
  const response = await lan.fetch('/atsng/atsMain/uploadWithToken', {
    method: 'POST',
    body: uploadForm(withToken, content, '毕业证.jpg'),
  });
  return ((await response.json()) as { results: UploadResults }).results;
}

describe('the page', () => {
  it('carries the request in its data block, and headers that keep the link to itself', async () => {
    const response = await lan.fetch(`/c/${token}`, { headers: browser });
    expect(response.status).toBe(200);
    const html = await response.text();
    const data = JSON.parse(html.slice(html.indexOf('{'), html.lastIndexOf('}') + 1));
    expect(data.request).toMatchObject({
      kind: 'degree',
      candidate_name: '宋海洋',
      position_name: '保安队长sy',
      status: 1,
      open: true,
      files: [],
    });
    const headers = Object.fromEntries(response.headers);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
    expect(headers['content-security-policy']).toContain("script-src 'self';");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
  });

  it('cannot be broken out of by a name', async () => {
    lan.backend.database
      .prepare('UPDATE certificates SET resume_name = ? WHERE token = ?')
      .run('</script><script>alert(1)</script>', token);
    const html = await (await lan.fetch(`/c/${token}`, { headers: browser })).text();
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html.match(/<\/script>/g)).toHaveLength(1);
  });

  it('is the object alone for JSON', async () => {
    const response = await lan.fetch(`/c/${token}`, { headers: { accept: 'application/json' } });
    expect(response.headers.get('content-type')).toContain('application/json');
    expect(await response.json()).toMatchObject({ kind: 'degree', status: 1 });
  });

  it('answers unknown, expired, revoked and malformed tokens alike', async () => {
    const expired = token;
    lan.backend.clock.now += 31 * 24 * 3_600_000;
    const { token: revoked, certificateId } = await requestCertificate(lan.backend);
    await lan.backend.call(degreeCertificate.revokeToken, { certificate_id: certificateId });
    const answers = new Set<string>();
    for (const bad of [unknown, expired, revoked, '%00', "'--", 'a'.repeat(500)]) {
      const page = await lan.fetch(`/c/${bad}`, { headers: browser });
      const json = await lan.fetch(`/c/${bad}`);
      answers.add(`${page.status} ${await page.text()} ${json.status} ${await json.text()}`);
    }
    expect(answers.size).toBe(1);
    expect([...answers][0]).toMatch(/^404 .*"err_no":3002.* 200 .*"err_no":3002/s);
  });

  it('says nothing about the workspace at its root, and nothing is behind other addresses', async () => {
    const root = await lan.fetch('/', { headers: browser });
    expect(root.status).toBe(200);
    expect(await root.text()).toContain('{"notice":"home"}');
    const page = await lan.fetch('/admin', { headers: browser });
    expect(page.status).toBe(404);
    expect(await page.text()).toContain('{"notice":"notFound"}');
    const answer = await lan.fetch('/admin');
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ err_no: 1003, results: null });
    expect((await lan.fetch('/favicon.ico')).status).toBe(204);
  });

  it('serves its own files for good, compressed, and no other file', async () => {
    const script = await lan.fetch('/assets/index-1a2b.js');
    expect(await script.text()).toBe('document.title = "credo";');
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(script.headers.get('content-encoding')).toBeTruthy();
    for (const path of [
      '/index.html',
      '/assets/',
      '/assets/../index.html',
      '/assets/%2e%2e/index.html',
      '/assets/..%2findex.html',
      '/assets//index-1a2b.js',
      '/package.json',
    ]) {
      expect((await lan.fetch(path)).status, path).toBe(404);
    }
  });
});

describe('the API', () => {
  it('has the candidate’s endpoints and nothing else of the recruiter’s', async () => {
    for (const path of [
      '/atsng/v2/process/list',
      '/atsng/v2/workspace/get',
      '/atsng/v2/events',
      '/atsng/atsDegreeCertificate/saveCertificate',
      '/atsng/atsDegreeCertificate/getCertificateById',
      '/atsng/atsDegreeCertificate/updateReviewStatus',
      '/atsng/atsDegreeCertificate/revokeToken',
      '/atsng/mailTpl/listTpl',
      '/webank/downloadAll',
    ]) {
      for (const method of ['GET', 'POST']) {
        const response = await lan.fetch(path, { method });
        expect(response.status, path).toBe(404);
        expect(await response.json()).toMatchObject({ err_no: 1003, results: null });
      }
    }
  });

  it('takes a candidate from the link to the receipt', async () => {
    const file = await upload();
    expect(file).toMatchObject({ name: '毕业证.jpg', ext: 'jpg' });
    const extra = await upload(token, jpegFile(9));
    const removed = await lan.fetch(
      `/c/${token}/files?dfs_file_name=${encodeURIComponent(extra.dfs_file_name)}`,
      { method: 'DELETE' },
    );
    expect(await removed.json()).toEqual({ err_msg: '', err_no: 0, results: null });

    const query = new URLSearchParams({
      dfs_group_name: file.dfs_group_name,
      dfs_file_name: file.dfs_file_name,
      name: file.name,
      token,
      inline: '1',
    });
    const download = await lan.fetch(`/webank/download?${query}`);
    expect(download.headers.get('content-type')).toBe('image/jpeg');
    expect(new Uint8Array(await download.arrayBuffer())).toEqual(jpegFile());

    const submitted = await lan.fetch(degreeCertificate.submitResult.path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token, attachments: asAttachments([file]) }),
    });
    expect(await submitted.json()).toEqual({ err_msg: '', err_no: 0, results: null });
    expect(await (await lan.fetch(`/c/${token}`)).json()).toMatchObject({
      status: 2,
      open: true,
      submitted_at: '2026-03-02 09:00:00',
      files: [{ name: '毕业证.jpg', submitted: true }],
    });
  });

  it('gives a file to its own token alone', async () => {
    const file = await upload();
    const { token: other } = await requestCertificate(lan.backend);
    for (const wrong of [other, unknown, '']) {
      const query = new URLSearchParams({ dfs_file_name: file.dfs_file_name, token: wrong });
      const answer = await lan.fetch(`/webank/download?${query}`);
      expect(await answer.json()).toMatchObject({ results: null });
    }
    const removal = await lan.fetch(
      `/c/${other}/files?dfs_file_name=${encodeURIComponent(file.dfs_file_name)}`,
      { method: 'DELETE' },
    );
    expect(await removal.json()).toMatchObject({ err_no: errors.attachmentNotFound.number });
  });

  it('refuses methods that a path does not have', async () => {
    for (const [method, path] of [
      ['PUT', '/'],
      ['PUT', `/c/${token}`],
      ['POST', `/c/${token}/files`],
      ['GET', '/atsng/atsMain/uploadWithToken'],
      ['POST', '/webank/download'],
      ['OPTIONS', `/c/${token}`],
    ] as const) {
      expect((await lan.fetch(path, { method })).status, `${method} ${path}`).toBe(405);
    }
  });

  it('refuses an upload that says it is too large before reading it', async () => {
    const socket = await lan.socket();
    socket.write(
      `POST /atsng/atsMain/uploadWithToken HTTP/1.1\r\nHost: credo\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: ${21 * 1024 * 1024}\r\n\r\n`,
    );
    const answer = await new Promise<string>((resolve) =>
      socket.once('data', (chunk) => resolve(String(chunk))),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain(`"err_no":${errors.attachmentTooLarge.number}`);
    socket.destroy();
  });

  it('takes the page’s token header for no proof', async () => {
    await lan.fetch(`/c/${token}`);
    const response = await lan.fetch('/atsng/atsDegreeCertificate/getStatusByToken', {
      method: 'POST',
      headers: { 'content-type': 'application/json', [candidateTokenHeader]: token },
      body: JSON.stringify({ token: unknown }),
    });
    expect(await response.json()).toMatchObject({ err_no: errors.tokenInvalid.number });
  });
});
