import { afterEach, beforeEach, expect, it } from 'vitest';
import { pdfFile } from '../../main/backend/attachments/test-files.ts';
import {
  requestCertificate,
  seedApplication,
  submit,
  upload,
} from '../../main/backend/certificates/test-certificates.ts';
import { createTestBackend, type TestBackend } from '../../main/backend/test-backend.ts';
import { downloadPath } from '../../shared/api/attachments.ts';
import { degreeCertificate } from '../../shared/api/certificates.ts';
import { listApplications } from '../../shared/api/process.ts';
import {
  listVerifications,
  saveVerification,
  uploadEvidence,
  withdrawVerification,
} from '../../shared/api/verifications.ts';
import { errors } from '../../shared/errors.ts';

let backend: TestBackend;
let token: string;
let certificateId: number;
beforeEach(async () => {
  backend = createTestBackend();
  seedApplication(backend);
  ({ token, certificateId } = await requestCertificate(backend));
});
afterEach(() => backend.dispose());

async function evidence(id = certificateId) {
  const form = new FormData();
  form.append('certificate_id', String(id));
  form.append('file', new Blob([pdfFile()]), '学信网验证.pdf');
  const response = await backend.recruiterApp.request(uploadEvidence.path, {
    method: 'POST',
    body: form,
  });
  return (await response.json()) as { err_no: number; results: { dfs_file_name: string } };
}

const fields = () => ({
  certificate_id: certificateId,
  result: 1,
  source: 'chsi' as const,
  certificate_number: '105911202305000001',
  checked_on: '2026-03-02',
  remark: '姓名、专业一致',
});

it('notes who checked where and when, with evidence, and changes no verdict', async () => {
  await submit(backend, token, [await upload(backend, token)]);
  const { results: file } = await evidence();
  const saved = await backend.call(saveVerification, {
    ...fields(),
    evidence: [file.dfs_file_name],
  });
  expect(saved.results).toEqual({
    verification_id: 1,
    certificate_id: certificateId,
    result: 1,
    source: 'chsi',
    source_text: '',
    certificate_number: '105911202305000001',
    checked_on: '2026-03-02',
    remark: '姓名、专业一致',
    evidence: [file],
    uid: 1,
    uname: '招聘专员',
    created_at: '2026-03-02 09:00:00',
    withdrawn_at: null,
    withdrawn_uname: '',
    withdrawn_remark: '',
  });
  const detail = await backend.call(degreeCertificate.getCertificateById, {
    certificate_id: certificateId,
  });
  expect(detail.results.review_status).toBe(0);
  expect(detail.results.attachments).toHaveLength(1);
  const number = backend.database.prepare('SELECT certificate_number FROM certificates').pluck();
  expect(number.get()).toBe('105911202305000001');

  const query = new URLSearchParams(file);
  const asRecruiter = await backend.recruiterApp.request(`${downloadPath}?${query}`);
  expect(new Uint8Array(await asRecruiter.arrayBuffer())).toEqual(pdfFile());
  query.set('token', token);
  const asCandidate = await backend.candidateApp.request(`${downloadPath}?${query}`);
  expect(await asCandidate.json()).toMatchObject({ err_no: errors.attachmentNotFound.number });
  expect(backend.candidateView.candidateRequest(token).files).toHaveLength(1);
});

it('withdraws a mistake, which stays to be seen', async () => {
  await backend.call(saveVerification, fields());
  const withdrawn = await backend.call(withdrawVerification, {
    verification_id: 1,
    remark: '查错了人',
  });
  expect(withdrawn.results).toMatchObject({
    withdrawn_at: '2026-03-02 09:00:00',
    withdrawn_uname: '招聘专员',
    withdrawn_remark: '查错了人',
  });
  const again = await backend.call(withdrawVerification, { verification_id: 1 });
  expect(again.err_no).toBe(errors.verificationWithdrawn.number);
  const list = await backend.call(listVerifications, { certificate_id: certificateId });
  expect(list.results).toEqual([withdrawn.results]);
});

it('shows in the list who checked, where and when, and filters by it: the newest not withdrawn', async () => {
  const row = async (result?: number) => {
    const filter = {
      op: 'and' as const,
      items: [{ column: 'degreeVerification', operator: 'is', value: result ?? 0 }],
    };
    const { results } = await backend.call(listApplications, {
      stage_type_id: 3,
      ...(result !== undefined && { filter }),
    } as never);
    return results.dataList[0];
  };
  expect((await row())?.certificateVerification).toEqual({ degree: null, income: null });
  expect(await row(0)).toBeDefined();
  await backend.call(saveVerification, fields());
  backend.clock.now += 1_000;
  await backend.call(saveVerification, {
    ...fields(),
    result: 2,
    source: 'school',
    source_text: '同济大学',
  });
  // A joined device's rows have ids of another space: the later one counts, whatever its id.
  backend.database.exec(
    'UPDATE certificate_verifications SET verification_id = 900 WHERE verification_id = 1',
  );
  const degree = {
    result: 2,
    source: 'school',
    source_text: '同济大学',
    checked_on: '2026-03-02',
    uname: '招聘专员',
  };
  expect((await row(2))?.certificateVerification).toEqual({ degree, income: null });
  const { results } = await backend.call(listVerifications, { certificate_id: certificateId });
  expect(results.map(({ result }) => result)).toEqual([2, 1]);
  expect(await row(1)).toBeUndefined();
  await backend.call(withdrawVerification, { verification_id: 2 });
  expect((await row(1))?.certificateVerification.degree?.source).toBe('chsi');
  expect(await row(0)).toBeUndefined();
});

it('refuses what is no verification', async () => {
  const refusal = async (change: object) =>
    (await backend.call(saveVerification, { ...fields(), ...change })).err_no;
  expect(await refusal({ source: 'school' })).toBe(errors.verificationSourceMissing.number);
  expect(await refusal({ checked_on: '2026-03-03' })).toBe(errors.verificationInFuture.number);
  expect(await refusal({ checked_on: '2026-02-30' })).toBe(errors.invalidParameter.number);
  expect(await refusal({ result: 4 })).toBe(errors.invalidParameter.number);
  expect(await refusal({ certificate_id: 99 })).toBe(errors.certificateNotFound.number);
  const candidates = await upload(backend, token);
  expect(await refusal({ evidence: [candidates.dfs_file_name] })).toBe(
    errors.attachmentNotFound.number,
  );
  expect((await evidence(99)).err_no).toBe(errors.certificateNotFound.number);
  const { results } = await backend.call(listVerifications, { certificate_id: certificateId });
  expect(results).toEqual([]);
});
