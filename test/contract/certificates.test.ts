import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ApplicationStore } from '../../main/backend/applications/application-store.ts';
import {
  asAttachments,
  candidatePost,
  requestCertificate,
  resumeId,
  saveRequest,
  seedApplication,
  submit,
  upload,
} from '../../main/backend/certificates/test-certificates.ts';
import { createTestBackend, type TestBackend } from '../../main/backend/test-backend.ts';
import { degreeCertificate, incomeCertificate } from '../../shared/api/certificates.ts';
import { certificateKinds } from '../../shared/catalogue/certificate-kinds.ts';
import { errors } from '../../shared/errors.ts';
import { answerText, canonicalJson, jsonShape, referenceText } from './reference.ts';

let backend: TestBackend;
let applicationId: number;
beforeEach(() => {
  backend = createTestBackend();
  applicationId = seedApplication(backend);
});
afterEach(() => backend.dispose());

const example = () => JSON.parse(referenceText('saveCertificate.request'));
const count = (table: string) =>
  backend.database.prepare<[], { n: number }>(`SELECT COUNT(*) AS n FROM ${table}`).get()?.n;
const application = () =>
  backend.database
    .prepare<[number], Record<string, unknown>>(
      'SELECT * FROM applications WHERE application_id = ?',
    )
    .get(applicationId);

/** The rows behind the reference's `getCertificateById` example. */
function seedExample(): void {
  const store = new ApplicationStore(backend.database, backend.platform);
  store.createCandidate({ tob_resume_id: '1225069313917132820', name: '候选人' });
  store.createPosition({ tob_position_id: 5297, name: '职位' });
  const id = store.createApplication({
    tob_resume_id: '1225069313917132820',
    tob_position_id: 5297,
  });
  const at = (time: string) => Date.parse(`2019-03-26T${time}+08:00`);
  backend.database.exec(`
    INSERT INTO users(uid, top_id, parent_id, name, created_at) VALUES (81, 81, 81, '招聘', 0);
    INSERT INTO certificates(certificate_id, kind, application_id, uid, token, expires_at,
        mail_tpl_id, resume_name, resume_email, resume_phone, position_name, email_subject,
        stage_id, step_id, status, review_status, current_submission_id, created_at, updated_at)
      VALUES (3, 'degree', ${id}, 81, 'bk258ezRGWTnf1d6sfjr6l', 9e15, 59, '候选人',
        'a@example.com', '', '职位', '学历证明', 8, 3313, 2, 1, 1, ${at('15:49:40')},
        ${at('16:15:31')});
    INSERT INTO blobs(sha256, size, created_at) VALUES ('${'a'.repeat(64)}', 40778, 0);
    INSERT INTO attachments(attachment_id, dfs_group_name, dfs_file_name, certificate_id, sha256,
        name, ext, mime, size, created_at)
      VALUES (1, 'group1', 'M00/0A/D8/CgkKAlyZvXGAKlG1AACfSsv6yPs084.jpg', 3, '${'a'.repeat(64)}',
        't01f6af2d343502f1e0.jpg', 'jpg', 'image/jpeg', 40778, 0);
    INSERT INTO submissions(submission_id, certificate_id, created_at) VALUES (1, 3, 0);
    INSERT INTO submission_attachments VALUES (1, 0, 1, 'o_1d6s8tc1p51t1uej14k61n9b1vqa8',
      't01f6af2d343502f1e0.jpg');
  `);
}

describe.each(certificateKinds)('under $controller, as the reference shows', ({ controller }) => {
  const path = (action: string) => `/atsng/${controller}/${action}`;

  it('getCertificateById', async () => {
    seedExample();
    const request = referenceText('getCertificateById.request');
    const answer = await answerText(backend.recruiterApp, path('getCertificateById'), request);
    const expected = canonicalJson(referenceText('getCertificateById.response'));
    // Credo's own fields come after the reference's, which stay to the letter.
    const added = ',"disputed":false,"decisions":[]';
    expect(answer.split(added)).toHaveLength(2);
    expect(canonicalJson(answer.replace(added, ''))).toBe(expected);
    expect(answer).toContain('"tob_resume_id":1225069313917132820,');
  });

  it('saveCertificate', async () => {
    const request = referenceText('saveCertificate.request');
    const answer = await answerText(backend.recruiterApp, path('saveCertificate'), request);
    expect(jsonShape(answer)).toBe(jsonShape(referenceText('saveCertificate.response')));
    expect(JSON.parse(answer).results).toMatch(/^[0-9A-Za-z]{22}$/);
  });

  it('submitResult, for the same submission sent again', async () => {
    seedExample();
    const request = referenceText('submitResult.request');
    for (const app of [backend.candidateApp, backend.recruiterApp]) {
      const answer = await answerText(app, path('submitResult'), request);
      expect(canonicalJson(answer)).toBe(canonicalJson(referenceText('submitResult.response')));
    }
  });

  it('getStatusByToken', async () => {
    seedExample();
    const request = referenceText('getStatusByToken.request');
    for (const app of [backend.candidateApp, backend.recruiterApp]) {
      const answer = await answerText(app, path('getStatusByToken'), request);
      expect(canonicalJson(answer)).toBe(canonicalJson(referenceText('getStatusByToken.response')));
    }
  });

  it('updateReviewStatus', async () => {
    seedExample();
    const request = referenceText('updateReviewStatus.request');
    const answer = await answerText(backend.recruiterApp, path('updateReviewStatus'), request);
    expect(canonicalJson(answer)).toBe(canonicalJson(referenceText('updateReviewStatus.response')));
  });
});

it('keeps the recruiter’s endpoints from candidates', async () => {
  for (const endpoint of Object.values(degreeCertificate)) {
    const response = await backend.candidateApp.request(endpoint.path, { method: 'POST' });
    expect(response.status, endpoint.path).toBe(endpoint.audience === 'candidate' ? 200 : 404);
  }
});

describe('saveCertificate', () => {
  const kinds = () =>
    backend.database.prepare<[], { kind: string }>('SELECT kind FROM certificates').all();

  it('takes the kind from the template’s group, whatever the path', async () => {
    await backend.call(incomeCertificate.saveCertificate, saveRequest);
    expect(kinds()).toEqual([{ kind: 'degree' }]);
    expect(application()).toMatchObject({ degree_status: 1, income_status: 0 });
  });

  it('takes the kind from the path where the template’s group is of no certificate', async () => {
    const offer = backend.database
      .prepare<[], { id: number }>(
        "SELECT mail_tpl_id AS id FROM mail_templates WHERE tpl_group = 'offer_send'",
      )
      .get();
    const request = { ...saveRequest, mail_tpl_id: offer?.id };
    await backend.call(incomeCertificate.saveCertificate, request);
    expect(kinds()).toEqual([{ kind: 'income' }]);
  });

  it('writes certificate, event and messages together', async () => {
    const { results: token } = await backend.call(degreeCertificate.saveCertificate, {
      ...saveRequest,
      email_content: '<p>{{candidate_name}}，请点 {{upload_link}}，{{expires_at}} 前有效</p>',
      sms_to_candidate: 1,
    });
    expect(application()).toMatchObject({
      degree_status: 1,
      degree_certificate_id: 1,
      revision: 2,
    });
    const messages = backend.database
      .prepare<[], { kind: string; recipient: string; content: string; subject: string }>(
        'SELECT kind, recipient, subject, content FROM outbox ORDER BY message_id',
      )
      .all();
    const link = `http://192.168.1.20:7421/c/${token}`;
    expect(messages).toMatchObject([
      { kind: 'mail', recipient: 'song.haiyang@example.com', subject: saveRequest.email_subject },
      { kind: 'sms', recipient: '+8618799990000' },
    ]);
    expect(messages[0]?.content).toContain('宋海洋，请点');
    expect(messages[0]?.content).toContain(link);
    expect(messages[0]?.content).toContain('2026-04-01 09:00:00 前有效');
    expect(messages[1]?.content).toMatch(
      /^短信内容 http:\/\/192\.168\.1\.20:7421\/ 验证码 [2-9A-HJKMNP-Z]{6}$/,
    );
    const event = backend.database.prepare('SELECT * FROM application_events').get();
    expect(event).toMatchObject({ application_id: applicationId, event_id: 135, uid: 1 });
  });

  it('adds the link to a content that has none, as a client of the reference sends it', async () => {
    const { results: token } = await backend.call(degreeCertificate.saveCertificate, example());
    const row = backend.database
      .prepare<[], { content: string }>('SELECT content FROM outbox')
      .get();
    expect(row?.content).toContain(`/c/${token}`);
  });

  it('accepts tob_resume_id as a number and as a string, digit for digit', async () => {
    const text = JSON.stringify({ ...saveRequest, tob_resume_id: 0 });
    for (const id of [resumeId, `"${resumeId}"`]) {
      const body = text.replace('"tob_resume_id":0', `"tob_resume_id":${id}`);
      const answer = await answerText(
        backend.recruiterApp,
        degreeCertificate.saveCertificate.path,
        body,
      );
      expect(JSON.parse(answer).err_no).toBe(0);
    }
  });

  it('trusts the database for names and keeps the mail as sent', async () => {
    await backend.call(degreeCertificate.saveCertificate, {
      ...saveRequest,
      resume_name: '别人',
      position_name: '总经理',
      email_content: '<p>别人，你好</p>',
    });
    const { results } = await backend.call(degreeCertificate.getCertificateById, {
      certificate_id: 1,
    });
    expect(results.resume_name).toBe('宋海洋');
    const row = backend.database
      .prepare<[], { content: string }>('SELECT content FROM outbox')
      .get();
    expect(row?.content).toContain('别人，你好');
  });

  const refused = [
    ['no application', { tob_position_id: 1 }, errors.applicationNotFound],
    ['no candidate', { tob_resume_id: '99' }, errors.applicationNotFound],
    ['no e-mail', { resume_email: '' }, errors.invalidParameter],
    ['a bad e-mail', { resume_email: 'song@' }, errors.invalidParameter],
    ['a header in the e-mail', { resume_email: 'a@b.com\nBcc: c@d.com' }, errors.invalidParameter],
    ['no subject', { email_subject: '  ' }, errors.invalidParameter],
    ['no content', { email_content: '<p>&nbsp;</p>' }, errors.invalidParameter],
    ['no template', { select_template: '没有' }, errors.templateNotFound],
    ['a template id of none', { mail_tpl_id: 424242 }, errors.templateNotFound],
    ['an unknown variable', { email_content: '{{salary}}' }, errors.variablesUnresolved],
    ['a bad phone', { sms_to_candidate: 1, resume_phone: '123' }, errors.invalidParameter],
    ['a landline', { sms_to_candidate: 1, resume_phone: '02162345678' }, errors.invalidParameter],
    [
      'an empty SMS',
      { sms_to_candidate: 1, sms_to_candidate_content: ' ' },
      errors.invalidParameter,
    ],
  ] as const;
  it.each(refused)('refuses %s and writes nothing', async (_name, change, { number }) => {
    const request = { ...saveRequest, ...change };
    const answer = await backend.call(degreeCertificate.saveCertificate, request);
    expect(answer).toMatchObject({ err_no: number, results: null });
    expect([count('certificates'), count('outbox'), count('application_events')]).toEqual([
      0, 0, 0,
    ]);
    expect(application()).toMatchObject({ degree_status: 0, revision: 1 });
  });

  it('does not look at the phone where no SMS is asked for', async () => {
    const request = { ...saveRequest, resume_phone: '—' };
    expect((await backend.call(degreeCertificate.saveCertificate, request)).err_no).toBe(0);
  });

  it('refuses clearly while the candidates’ server is off', async () => {
    const off = createTestBackend({ candidateUrls: () => [] });
    seedApplication(off);
    const answer = await off.call(degreeCertificate.saveCertificate, saveRequest);
    off.dispose();
    expect(answer.err_no).toBe(errors.candidateServerOff.number);
  });
});

describe('the lifecycle', () => {
  const review = (certificate_id: number, review_status: 1 | 2 | 3, remark = '') =>
    backend.call(degreeCertificate.updateReviewStatus, { certificate_id, review_status, remark });
  const detail = async (certificate_id: number) =>
    (await backend.call(degreeCertificate.getCertificateById, { certificate_id })).results;
  const history = async (certificate_id: number) =>
    (await backend.call(degreeCertificate.getCertificateHistory, { certificate_id })).results;

  it('goes from awaiting feedback to received to reviewed, the pipeline with it', async () => {
    const { token, certificateId } = await requestCertificate(backend);
    const status = async () =>
      (
        await candidatePost<{ status: number }>(backend, incomeCertificate.getStatusByToken.path, {
          token,
        })
      ).results.status;
    expect([await status(), application()?.degree_status]).toEqual([1, 1]);
    expect((await review(certificateId, 1)).err_no).toBe(errors.certificateNotSubmitted.number);
    await submit(backend, token, [await upload(backend, token)]);
    expect([await status(), application()?.degree_status]).toEqual([2, 2]);
    for (const [verdict, filter] of [
      [3, 5],
      [2, 4],
      [1, 3],
    ] as const) {
      expect(await review(certificateId, verdict, `评语${verdict}`)).toMatchObject({
        err_no: 0,
        results: true,
      });
      expect(await detail(certificateId)).toMatchObject({ status: 2, review_status: verdict });
      expect(application()?.degree_status).toBe(filter);
    }
    const { reviews } = await history(certificateId);
    expect(reviews).toMatchObject([
      { review_status: 1, remark: '评语1', uid: 1, created_at: '2026-03-02 09:00:00' },
      { review_status: 2, remark: '评语2' },
      { review_status: 3, remark: '评语3' },
    ]);
    expect(reviews[0]?.uname).not.toBe('');
    await review(certificateId, 1, '评语1');
    expect((await history(certificateId)).reviews).toHaveLength(3);
  });

  it('keeps the order of files and answers id and name as sent, size and type as stored', async () => {
    const { token, certificateId } = await requestCertificate(backend);
    const [first, second] = [await upload(backend, token), await upload(backend, token)];
    await candidatePost(backend, degreeCertificate.submitResult.path, {
      token,
      attachments: [
        { ...second, id: 'o_2', name: '反面.jpg', ext: 'exe', size: 1 },
        { ...first, id: 'o_1', name: '正面.jpg' },
        { ...second, id: 'again', name: 'again.jpg' },
      ],
    });
    expect((await detail(certificateId)).attachments).toEqual([
      { ...second, id: 'o_2', name: '反面.jpg' },
      { ...first, id: 'o_1', name: '正面.jpg' },
    ]);
  });

  it('replaces a submission before a verdict, the earlier one staying in the history', async () => {
    const { token, certificateId } = await requestCertificate(backend);
    const [first, second] = [await upload(backend, token), await upload(backend, token)];
    await submit(backend, token, [first]);
    await review(certificateId, 2);
    expect(await submit(backend, token, [second])).toBe(0);
    expect(await detail(certificateId)).toMatchObject({ status: 2, review_status: 0 });
    const { submissions } = await history(certificateId);
    expect(submissions.map(({ attachments }) => attachments[0]?.dfs_file_name)).toEqual([
      second.dfs_file_name,
      first.dfs_file_name,
    ]);
    expect(application()?.degree_status).toBe(2);
  });

  it('takes the same submission twice with one effect, also after a verdict', async () => {
    const { token, certificateId } = await requestCertificate(backend);
    const files = [await upload(backend, token), await upload(backend, token)];
    const events = () => count('application_events');
    expect(await submit(backend, token, files)).toBe(0);
    const before = events();
    expect(await submit(backend, token, files)).toBe(0);
    await review(certificateId, 1);
    expect(await submit(backend, token, files)).toBe(0);
    expect((await history(certificateId)).submissions).toHaveLength(1);
    expect(await detail(certificateId)).toMatchObject({ review_status: 1 });
    expect(events()).toBe((before ?? 0) + 1);
  });

  it.each([1, 3] as const)('refuses another submission after verdict %d', async (verdict) => {
    const { token, certificateId } = await requestCertificate(backend);
    const [first, second] = [await upload(backend, token), await upload(backend, token)];
    await submit(backend, token, [first]);
    await review(certificateId, verdict);
    expect(await submit(backend, token, [second])).toBe(errors.certificateAlreadyReviewed.number);
    await expect(upload(backend, token)).rejects.toThrow(
      errors.certificateAlreadyReviewed.message.zh,
    );

    const reopened = await backend.call(degreeCertificate.requestNewUpload, {
      certificate_id: certificateId,
      remark: '请重拍',
    });
    expect(reopened).toMatchObject({ err_no: 0, results: true });
    expect(backend.candidateView.candidateRequest(token)).toMatchObject({
      open: true,
      reopened: true,
      remark: '请重拍',
    });
    const third = await upload(backend, token);
    expect(await submit(backend, token, [third])).toBe(0);
    expect(await detail(certificateId)).toMatchObject({ status: 2, review_status: 0 });
    expect(backend.candidateView.candidateRequest(token)).toMatchObject({ reopened: false });
    expect((await history(certificateId)).submissions).toHaveLength(2);
  });

  it('accepts only files uploaded with the same token, at least one', async () => {
    const { token } = await requestCertificate(backend);
    const other = await requestCertificate(backend);
    const foreign = await upload(backend, other.token);
    const own = await upload(backend, token);
    const refused = errors.attachmentNotOfToken.number;
    expect(await submit(backend, token, [])).toBe(errors.attachmentsRequired.number);
    expect(await submit(backend, token, [own, foreign])).toBe(refused);
    expect(await submit(backend, token, [{ ...own, dfs_group_name: 'group2' }])).toBe(refused);
    expect(await submit(backend, token, [{ ...own, dfs_file_name: '../x' }])).toBe(refused);
    expect(count('submissions')).toBe(0);
  });

  it('shows the newest certificate of a kind', async () => {
    const first = await requestCertificate(backend);
    const second = await requestCertificate(backend);
    await submit(backend, first.token, [await upload(backend, first.token)]);
    expect(application()).toMatchObject({
      degree_status: 1,
      degree_certificate_id: second.certificateId,
    });
    const { results } = await backend.call(degreeCertificate.listCertificates, {
      application_id: applicationId,
    });
    expect(results).toMatchObject([
      {
        certificate_id: second.certificateId,
        status: 1,
        attachment_count: 0,
        tpl_group: 'degree_cert',
      },
      { certificate_id: first.certificateId, status: 2, attachment_count: 1, revoked: false },
    ]);
  });

  it('refuses what is not there', async () => {
    const missing = { certificate_id: 404 };
    for (const answer of [
      await backend.call(degreeCertificate.getCertificateById, missing),
      await backend.call(degreeCertificate.getCertificateHistory, missing),
      await backend.call(degreeCertificate.updateReviewStatus, { ...missing, review_status: 1 }),
      await backend.call(degreeCertificate.requestNewUpload, missing),
      await backend.call(degreeCertificate.revokeToken, missing),
    ]) {
      expect(answer).toMatchObject({ err_no: errors.certificateNotFound.number, results: null });
    }
    const list = await backend.call(degreeCertificate.listCertificates, { application_id: 404 });
    expect(list.err_no).toBe(errors.applicationNotFound.number);
  });
});

describe('tokens', () => {
  const status = (token: string) =>
    candidatePost(backend, degreeCertificate.getStatusByToken.path, { token });

  it('of unknown, malformed, expired and revoked links get the same answer everywhere', async () => {
    const expired = await requestCertificate(backend);
    const file = await upload(backend, expired.token);
    backend.clock.now += 30 * 86_400_000;
    const revoked = await requestCertificate(backend);
    const revocation = { certificate_id: revoked.certificateId };
    expect((await backend.call(degreeCertificate.revokeToken, revocation)).results).toBe(true);
    const answers = new Set<string>();
    for (const token of [expired.token, revoked.token, 'x'.repeat(22), "' OR 1=1 --", '']) {
      answers.add(JSON.stringify(await status(token)));
      const body = { token, attachments: asAttachments([file]) };
      const path = degreeCertificate.submitResult.path;
      answers.add(JSON.stringify(await candidatePost(backend, path, body)));
      await expect(upload(backend, token)).rejects.toThrow(errors.tokenInvalid.message.zh);
      const query = new URLSearchParams({ dfs_file_name: file.dfs_file_name, token });
      const download = await backend.candidateApp.request(`/webank/download?${query}`);
      answers.add(await download.text());
      expect(() => backend.candidateView.candidateRequest(token)).toThrow();
    }
    expect([...answers]).toEqual([
      JSON.stringify({
        err_msg: errors.tokenInvalid.message.zh,
        err_no: errors.tokenInvalid.number,
        results: null,
      }),
    ]);
  });

  it('expire when the settings say, to the millisecond', async () => {
    const { token } = await requestCertificate(backend);
    backend.clock.now += 30 * 86_400_000 - 1;
    expect((await status(token)).err_no).toBe(0);
    backend.clock.now += 1;
    expect((await status(token)).err_no).toBe(errors.tokenInvalid.number);
  });

  it('revoked for good: the messages that wait are cancelled, and no new upload can be asked for', async () => {
    const { certificateId } = await requestCertificate(backend);
    const certificate = { certificate_id: certificateId };
    await backend.call(degreeCertificate.revokeToken, certificate);
    const states = backend.database.prepare('SELECT DISTINCT state FROM outbox').all();
    expect(states).toEqual([{ state: 'cancelled' }]);
    const answer = await backend.call(degreeCertificate.requestNewUpload, certificate);
    expect(answer.err_no).toBe(errors.certificateRevoked.number);
  });

  it('start anew when a new upload is asked for after they expired', async () => {
    const { token, certificateId } = await requestCertificate(backend);
    await submit(backend, token, [await upload(backend, token)]);
    backend.clock.now += 40 * 86_400_000;
    expect((await status(token)).err_no).toBe(errors.tokenInvalid.number);
    await backend.call(degreeCertificate.requestNewUpload, { certificate_id: certificateId });
    // Feedback is awaited again.
    expect(await status(token)).toMatchObject({ err_no: 0, results: { status: 1 } });
  });
});

it('publishes each step for the recruiter’s screens, after its commit', async () => {
  const changes: string[] = [];
  backend.live.subscribe((event) => {
    if (event.type === 'certificate') changes.push(event.change);
    expect(backend.database.inTransaction).toBe(false);
  });
  const { token, certificateId } = await requestCertificate(backend);
  await submit(backend, token, [await upload(backend, token)]);
  const certificate = { certificate_id: certificateId };
  await backend.call(degreeCertificate.updateReviewStatus, { ...certificate, review_status: 3 });
  await backend.call(degreeCertificate.requestNewUpload, certificate);
  await backend.call(degreeCertificate.revokeToken, certificate);
  await new Promise((resolve) => setImmediate(resolve));
  const steps = ['requested', 'uploaded', 'submitted', 'reviewed', 'reopened', 'revoked'];
  expect(changes).toEqual(steps);
  const { results } = await backend.call(degreeCertificate.listCertificates, {
    application_id: applicationId,
  });
  expect(results[0]).toMatchObject({ revoked: true, reopened: true });
});
