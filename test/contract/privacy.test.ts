import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jpegFile } from '../../main/backend/attachments/test-files.ts';
import { check, seedPeople } from '../../main/backend/bulk/test-bulk.ts';
import {
  requestCertificate,
  resumeId,
  seedApplication,
  submit,
  upload,
} from '../../main/backend/certificates/test-certificates.ts';
import { importFile } from '../../main/backend/imports/test-sheets.ts';
import { createTestBackend, type TestBackend } from '../../main/backend/test-backend.ts';
import { downloadAllPath, downloadPath } from '../../shared/api/attachments.ts';
import { exportAudit, listAudit } from '../../shared/api/audit.ts';
import { createCandidate, importCandidates } from '../../shared/api/candidates.ts';
import { degreeCertificate } from '../../shared/api/certificates.ts';
import {
  eraseCandidate,
  exportCandidate,
  getPrivacySettings,
  listReceipts,
  previewPurge,
  purgeNow,
  savePrivacySettings,
} from '../../shared/api/privacy.ts';
import { getApplication, listApplications } from '../../shared/api/process.ts';
import { errors } from '../../shared/errors.ts';

let backend: TestBackend;
let applicationId: number;
beforeEach(() => {
  backend = createTestBackend();
  applicationId = seedApplication(backend);
});
afterEach(() => backend.dispose());

const day = 24 * 60 * 60_000;
const blobFiles = () =>
  readdirSync(join(backend.dataFolder, 'attachments', 'blobs'), { recursive: true }).filter(
    (name) => /[0-9a-f]{64}$/.test(String(name)),
  );
const post = (path: string, body: unknown) =>
  backend.recruiterApp.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const download = (file: string, more = '') =>
  backend.recruiterApp.request(`${downloadPath}?dfs_file_name=${encodeURIComponent(file)}${more}`);

async function submitted(name = 'photo.jpg') {
  const { token, certificateId } = await requestCertificate(backend);
  const file = await upload(backend, token, jpegFile(), name);
  await submit(backend, token, [file]);
  return { token, certificateId, file };
}
const pass = (certificate_id: number) =>
  backend.call(degreeCertificate.updateReviewStatus, { certificate_id, review_status: 1 });

describe('consent', () => {
  const consent = { enabled: true, zh: '我们会保存您的材料', en: 'We keep your documents' };
  const page = (token: string) => backend.candidateView.candidateRequest(token).consent;
  const consentOfSubmissions = () =>
    backend.database.prepare('SELECT consent_version FROM submissions').pluck().all();

  it('has a version that a changed text raises, and records who agreed to which', async () => {
    const { token, certificateId } = await requestCertificate(backend);
    expect(page(token)).toBeNull();
    const empty = await backend.call(savePrivacySettings, { consent: { ...consent, en: '' } });
    expect(empty.err_no).toBe(errors.invalidParameter.number);
    await backend.call(savePrivacySettings, { consent });
    await backend.call(savePrivacySettings, { consent });
    expect((await backend.call(getPrivacySettings, {})).results).toEqual({
      consent: { ...consent, version: 1 },
      files_days: 0,
      audit_days: 365,
    });
    expect(page(token)).toEqual({
      version: 1,
      text: { zh: consent.zh, en: consent.en },
      agreed: false,
    });
    backend.candidateView.agree(token, 1, 'zh');
    backend.candidateView.agree(token, 1, 'zh');
    expect(page(token)?.agreed).toBe(true);
    await backend.call(savePrivacySettings, { consent: { ...consent, zh: '新的说明' } });
    expect(page(token)).toMatchObject({ version: 2, agreed: false });
    expect(() => backend.candidateView.agree(token, 1, 'zh')).toThrow();
    expect(
      backend.database.prepare('SELECT certificate_id, version, language FROM consents').all(),
    ).toEqual([{ certificate_id: certificateId, version: 1, language: 'zh' }]);
    const { getCertificateRequest } = degreeCertificate;
    const { results } = await backend.call(getCertificateRequest, {
      certificate_id: certificateId,
    });
    // As it was agreed to, not as it reads now.
    expect(getCertificateRequest.results.parse(results).consents).toEqual([
      {
        ...{ version: 1, language: 'zh', agreed_at: '2026-03-02 09:00:00' },
        text: { zh: consent.zh, en: consent.en },
      },
    ]);
  });

  it('is not asked of a client that does not know it: its submission is marked', async () => {
    await backend.call(savePrivacySettings, { consent });
    const { token, file } = await submitted();
    expect(consentOfSubmissions()).toEqual([null]);
    backend.candidateView.agree(token, 1, 'en');
    const another = await upload(backend, token, jpegFile());
    expect(await submit(backend, token, [file, another])).toBe(0);
    expect(consentOfSubmissions()).toEqual([null, 1]);
  });
});

describe('retention', () => {
  it('purges what is settled and old, says what, and keeps the certificate', async () => {
    const { certificateId, file } = await submitted();
    await pass(certificateId);
    const open = await submitted('open.jpg');
    backend.clock.now += 31 * day;
    expect((await backend.call(previewPurge, { files_days: 60 })).results.files).toBe(0);
    const preview = (await backend.call(previewPurge, { files_days: 30 })).results;
    expect(preview).toMatchObject({ certificates: 1, files: 1, runs: [] });
    await backend.call(savePrivacySettings, { files_days: 30 });
    await backend.call(purgeNow, {});
    await backend.purges.idle();
    const after = (await backend.call(previewPurge, { files_days: 30 })).results;
    expect(after).toMatchObject({ certificates: 0, files: 0 });
    expect(after.runs[0]).toMatchObject({ certificates: 1, files: 1, bytes: preview.bytes });
    expect(after.runs[0]?.ended_at).not.toBeNull();

    const refused = (await (await download(file.dfs_file_name)).json()) as { err_msg: string };
    expect(refused.err_msg).toBe('文件已于 2026-04-02 按保留期限清除');
    const detail = await backend.call(degreeCertificate.getCertificateById, {
      certificate_id: certificateId,
    });
    expect(detail.results.attachments).toHaveLength(1);
    const history = await backend.call(degreeCertificate.getCertificateHistory, {
      certificate_id: certificateId,
    });
    const shown = degreeCertificate.getCertificateHistory.results.parse(history.results);
    expect(shown.submissions[0]?.attachments[0]?.purged_on).toBe('2026-04-02');
    const zip = await backend.recruiterApp.request(
      `${downloadAllPath}?certificate_id=${certificateId}`,
    );
    expect(((await zip.json()) as { err_msg: string }).err_msg).toBe(refused.err_msg);
    // The other certificate has the same picture, and waits for its verdict.
    expect((await download(open.file.dfs_file_name)).status).toBe(200);
    await pass(open.certificateId);
    backend.clock.now += 31 * day;
    await backend.call(purgeNow, {});
    await backend.purges.idle();
    expect(blobFiles()).toEqual([]);
  });
});

describe('the audit log', () => {
  it('records views once, downloads and exports each time, and cannot be changed', async () => {
    const { certificateId, file } = await submitted();
    const view = () => backend.call(getApplication, { application_id: applicationId });
    await view();
    await view();
    await backend.call(degreeCertificate.getCertificateById, { certificate_id: certificateId });
    await backend.call(degreeCertificate.getCertificateById, { certificate_id: 99 });
    await download(file.dfs_file_name, '&inline=1');
    await download(file.dfs_file_name);
    await download(file.dfs_file_name);
    await download('M00/00/00/nothing.jpg');
    const { results } = await backend.call(listAudit, {});
    listAudit.results.parse(results);
    expect(results.dataList.map(({ action }) => action)).toEqual([
      'downloadFile',
      'downloadFile',
      'viewFile',
      'viewCertificate',
      'viewCandidate',
    ]);
    expect(results.dataList[0]).toMatchObject({
      tob_resume_id: resumeId,
      resume_name: '宋海洋',
      certificate_id: certificateId,
      created_at: '2026-03-02 09:00:00',
    });
    const filtered = await backend.call(listAudit, { action: 'viewFile', from: '2026-03-02' });
    expect(filtered.results.pagination.total).toBe(1);
    expect((await backend.call(listAudit, { to: '2026-03-01' })).results.dataList).toEqual([]);
    const answer = await post(exportAudit.path, { action: 'viewFile' });
    const csv = Buffer.from(await answer.arrayBuffer()).toString('utf8');
    expect(csv).toBe(
      '\ufeff时间,操作人,操作,候选人,候选人编号,职位,证明编号,数量\r\n' +
        `2026-03-02 09:00:00,招聘专员,查看文件,宋海洋,'${resumeId},保安队长sy,${certificateId},1\r\n`,
    );
    expect(() => backend.database.exec('DELETE FROM audit_log')).toThrow('append-only');
  });
});

describe('one candidate', () => {
  it('is exported with everything but secrets', async () => {
    const { token } = await submitted('毕业证.jpg');
    const answer = await post(exportCandidate.path, { tob_resume_id: resumeId });
    expect(answer.headers.get('content-type')).toBe('application/zip');
    const zip = Buffer.from(await answer.arrayBuffer());
    expect(zip.includes('files/1_毕业证.jpg')).toBe(true);
    expect(zip.includes('"song.haiyang@example.com"')).toBe(true);
    expect(zip.includes(`"tob_resume_id": "${resumeId}"`)).toBe(true);
    expect(zip.includes(`"token"`)).toBe(false);
    const [application] = (await backend.call(listApplications, { stage_type_id: 3 })).results
      .dataList;
    expect(application?.resume_name).toBe('宋海洋');
    expect(token).toHaveLength(22);
    const unknown = await post(exportCandidate.path, { tob_resume_id: '7' });
    expect(((await unknown.json()) as { err_no: number }).err_no).toBe(
      errors.candidateNotFound.number,
    );
  });

  it('is erased everywhere, with a receipt that names nobody', async () => {
    await submitted('宋海洋的毕业证.jpg');
    await backend.call(getApplication, { application_id: applicationId });
    await importFile(backend, importCandidates, 'name,phone\n别人,18799990000');
    await backend.call(createCandidate, { resume_name: '李四', resume_phone: '13800000001' });
    writeFileSync(join(backend.dataFolder, 'credo.db.before-190'), '宋海洋');
    // What was typed for many, and for this one alone.
    const others = seedPeople(backend, [{ name: '别的人', application: { stage_id: 6 } }]);
    const ids = [applicationId, ...others];
    await check(backend, { action: 'eliminate', remark: '宋海洋等人' }, { application_ids: ids });
    await check(
      backend,
      { action: 'eliminate', remark: '健康原因' },
      { application_ids: [applicationId] },
    );
    const exported = await post(exportCandidate.path, { tob_resume_id: resumeId });
    expect(Buffer.from(await exported.arrayBuffer()).includes('健康原因')).toBe(true);
    const wrong = await backend.call(eraseCandidate, {
      tob_resume_id: resumeId,
      confirm_name: '李四',
    });
    expect(wrong.err_no).toBe(errors.erasureNotConfirmed.number);
    const { results, err_msg } = await backend.call(eraseCandidate, {
      tob_resume_id: resumeId,
      confirm_name: '宋海洋',
    });
    expect(err_msg).toBe('');
    expect(eraseCandidate.results.parse(results)).toMatchObject({
      erased_by: '招聘专员',
      files: 1,
      import_errors: 1,
      bulk_texts: 2,
      database_copies: 1,
      log_emptied: true,
      rows: { candidates: 1, applications: 1, certificates: 1, attachments: 1, outbox: 1 },
    });
    expect((await backend.call(listReceipts, {})).results.dataList).toEqual([results]);
    expect(JSON.stringify(results)).not.toContain('宋海洋');
    const typed = backend.database.prepare('SELECT change FROM bulk_jobs ORDER BY job_id').pluck();
    expect(typed.all()).toEqual([
      '{"action":"eliminate","remark":"—等人"}',
      '{"action":"eliminate","remark":"—"}',
    ]);

    expect(blobFiles()).toEqual([]);
    for (const name of readdirSync(backend.dataFolder)) {
      const path = join(backend.dataFolder, name);
      if (!name.startsWith('credo.db') || !existsSync(path)) continue;
      const bytes = readFileSync(path);
      for (const trace of ['宋海洋', '18799990000', 'song.haiyang', 'songhaiyang']) {
        expect(bytes.includes(trace), `${trace} in ${name}`).toBe(false);
      }
    }
    const audit = (await backend.call(listAudit, {})).results.dataList;
    expect(audit[0]).toMatchObject({ action: 'eraseCandidate', resume_name: '' });
    expect((await backend.call(listApplications, { stage_type_id: 3 })).results.dataList).toEqual(
      [],
    );
    const again = await backend.call(eraseCandidate, {
      tob_resume_id: resumeId,
      confirm_name: '宋海洋',
    });
    expect(again.err_no).toBe(errors.candidateNotFound.number);
  });
});
