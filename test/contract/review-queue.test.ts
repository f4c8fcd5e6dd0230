import { afterEach, beforeEach, expect, it } from 'vitest';
import { ApplicationStore } from '../../main/backend/applications/application-store.ts';
import {
  requestCertificate,
  seedApplication,
  submit,
  upload,
} from '../../main/backend/certificates/test-certificates.ts';
import { createTestBackend, type TestBackend } from '../../main/backend/test-backend.ts';
import { degreeCertificate, incomeCertificate } from '../../shared/api/certificates.ts';
import type { RequestOf } from '../../shared/api/endpoint.ts';
import { history as applicationHistory } from '../../shared/api/process.ts';
import { reviewQueue, undoReview } from '../../shared/api/review-queue.ts';
import { errors } from '../../shared/errors.ts';

let backend: TestBackend;
let applicationId: number;
beforeEach(() => {
  backend = createTestBackend();
  applicationId = seedApplication(backend);
});
afterEach(() => backend.dispose());

/** A degree certificate that was answered. @returns its token and id */
async function submitted() {
  const certificate = await requestCertificate(backend);
  await submit(backend, certificate.token, [await upload(backend, certificate.token)]);
  return certificate;
}

async function queue(request: RequestOf<typeof reviewQueue> = {}) {
  const { err_no, results } = await backend.call(reviewQueue, request);
  expect(err_no).toBe(0);
  return reviewQueue.results.parse(results);
}

const ids = async (request: RequestOf<typeof reviewQueue> = {}) =>
  (await queue(request)).dataList.map(({ certificate_id }) => certificate_id);
const review = (certificate_id: number, review_status: number, remark = '') =>
  backend.call(degreeCertificate.updateReviewStatus, { certificate_id, review_status, remark });
const undo = (certificate_id: number, review_status: number) =>
  backend.call(undoReview, { certificate_id, review_status });
const degreeStatus = () =>
  backend.database
    .prepare<[number], number>('SELECT degree_status FROM applications WHERE application_id = ?')
    .pluck()
    .get(applicationId);
const history = async (certificate_id: number) =>
  degreeCertificate.getCertificateHistory.results.parse(
    (await backend.call(degreeCertificate.getCertificateHistory, { certificate_id })).results,
  );

it('queues what was received and not reviewed, the oldest submission first', async () => {
  const awaiting = await requestCertificate(backend);
  const first = await submitted();
  backend.clock.now += 60_000;
  await submit(backend, awaiting.token, [await upload(backend, awaiting.token)]);

  const { dataList, pagination, counts } = await queue();
  expect(pagination).toEqual({ page: 1, size: 20, total: 2 });
  expect(dataList.map(({ certificate_id }) => certificate_id)).toEqual([
    first.certificateId,
    awaiting.certificateId,
  ]);
  expect(dataList[0]).toEqual({
    certificate_id: first.certificateId,
    kind: 'degree',
    application_id: applicationId,
    tob_resume_id: '1511732484135936027',
    tob_position_id: 3285,
    resume_name: '宋海洋',
    position_name: '保安队长sy',
    status: 2,
    review_status: 0,
    reopened: false,
    disputed: false,
    attachment_count: 1,
    submitted_at: '2026-03-02 09:00:00',
  });
  expect(counts).toEqual([
    { kind: 'degree', review_status: 0, total: 2 },
    { kind: 'degree', review_status: 2, total: 0 },
    { kind: 'income', review_status: 0, total: 0 },
    { kind: 'income', review_status: 2, total: 0 },
  ]);
  expect(await ids({ page: 2, size: 1 })).toEqual([awaiting.certificateId]);
  expect(await ids({ kind: 'income' })).toEqual([]);
  expect(await ids({ kind: 'degree', review_status: '0' })).toHaveLength(2);
});

it('follows verdicts, and a new submission brings a certificate back', async () => {
  const { token, certificateId } = await submitted();
  await review(certificateId, 2);
  expect(await ids()).toEqual([]);
  expect(await ids({ review_status: 2 })).toEqual([certificateId]);
  await review(certificateId, 3);
  expect(await ids({ review_status: 2 })).toEqual([]);
  await backend.call(degreeCertificate.requestNewUpload, { certificate_id: certificateId });
  expect(await ids()).toEqual([]);
  await submit(backend, token, [await upload(backend, token)]);
  expect(await ids()).toEqual([certificateId]);
});

it.each([{ review_status: 1 }, { review_status: 4 }, { kind: 'passport' }, { page: 0 }])(
  'refuses %j',
  async (request) => {
    const answer = await backend.call(reviewQueue, request as never);
    expect(answer).toMatchObject({ err_no: errors.invalidParameter.number, results: null });
  },
);

it('takes a verdict back: certificate, application and queue are what they were', async () => {
  const { certificateId } = await submitted();
  await review(certificateId, 1, '看错了');
  expect(degreeStatus()).toBe(3);
  backend.clock.now += 5_000;

  const answer = await undo(certificateId, 1);
  expect(answer).toEqual({
    err_msg: '',
    err_no: 0,
    results: { certificate_id: certificateId, review_status: 0 },
  });
  expect(degreeStatus()).toBe(2);
  expect(await ids()).toEqual([certificateId]);
  const { reviews } = await history(certificateId);
  expect(reviews).toMatchObject([
    { review_status: 1, remark: '看错了', withdrawn_at: '2026-03-02 09:00:05' },
  ]);
  const events = await backend.call(applicationHistory, { application_id: applicationId });
  expect(events.results.dataList[0]).toMatchObject({
    event_type: 'certificate_review_undo',
    detail: { certificate_id: certificateId, review_status: 1, restored_review_status: 0 },
  });

  // The same verdict again is a new one.
  await review(certificateId, 1, '看错了');
  expect((await history(certificateId)).reviews).toHaveLength(2);
  expect(degreeStatus()).toBe(3);
});

it('goes back verdict by verdict, and to the request for a new upload that a pass ended', async () => {
  const { certificateId } = await submitted();
  await review(certificateId, 3);
  await backend.call(degreeCertificate.requestNewUpload, {
    certificate_id: certificateId,
    remark: '照片反光',
  });
  await review(certificateId, 1);
  const request = async () =>
    (
      await backend.call(incomeCertificate.getCertificateRequest, {
        certificate_id: certificateId,
      })
    ).results;
  expect(await request()).toMatchObject({ review_status: 1, reopened: false });

  expect((await undo(certificateId, 1)).results.review_status).toBe(3);
  expect(await request()).toMatchObject({
    review_status: 3,
    reopened: true,
    reopened_remark: '照片反光',
  });
  expect((await undo(certificateId, 3)).results.review_status).toBe(0);
  expect(await request()).toMatchObject({ review_status: 0, reopened: true });
});

it('refuses an undo of what does not stand, is too old, is another’s, or was answered', async () => {
  const { token, certificateId } = await submitted();
  const refused = { err_no: errors.reviewNotUndoable.number, results: null };
  expect(await undo(certificateId, 1)).toMatchObject(refused);
  await review(certificateId, 2);
  expect(await undo(certificateId, 1)).toMatchObject(refused);

  backend.clock.now += 10 * 60_000 + 1;
  expect(await undo(certificateId, 2)).toMatchObject(refused);
  backend.clock.now -= 1;
  backend.database.exec('UPDATE reviews SET uid = uid + 1');
  expect(await undo(certificateId, 2)).toMatchObject(refused);
  backend.database.exec('UPDATE reviews SET uid = uid - 1');

  await submit(backend, token, [await upload(backend, token)]);
  expect(await undo(certificateId, 2)).toMatchObject(refused);
  expect((await undo(9_999, 2)).err_no).toBe(errors.certificateNotFound.number);
  expect((await history(certificateId)).reviews).toMatchObject([{ withdrawn_at: null }]);
});

it('counts certificates of every kind, and names the candidate as they are called now', async () => {
  const { certificateId } = await submitted();
  backend.database
    .prepare("UPDATE certificates SET kind = 'income' WHERE certificate_id = ?")
    .run(certificateId);
  new ApplicationStore(backend.database, backend.platform).updateCandidate('1511732484135936027', {
    name: '宋海',
  });
  const { counts, dataList } = await queue({ kind: 'income' });
  expect(counts.find(({ kind, total }) => kind === 'income' && total === 1)).toBeDefined();
  expect(counts.find(({ kind, total }) => kind === 'degree' && total > 0)).toBeUndefined();
  expect(dataList).toMatchObject([{ kind: 'income', resume_name: '宋海' }]);
});
