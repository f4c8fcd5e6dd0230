import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jpegFile, pdfFile } from '../../main/backend/attachments/test-files.ts';
import {
  asAttachments,
  candidatePost,
  requestCertificate,
  saveRequest,
  seedApplication,
  send,
  submit,
  type UploadResults,
  uploadForm,
} from '../../main/backend/certificates/test-certificates.ts';
import {
  createTestBackend,
  type TestBackend,
  testPlatform,
  testStart,
} from '../../main/backend/test-backend.ts';
import { askAgain, previewAskAgain } from '../../shared/api/certificate-slots.ts';
import { degreeCertificate } from '../../shared/api/certificates.ts';
import {
  copyTpl,
  createTpl,
  getTpl,
  listMailTplGroups,
  saveTpl,
} from '../../shared/api/mail-templates.ts';
import { saveWorkspace } from '../../shared/api/workspace.ts';
import { errors } from '../../shared/errors.ts';

let backend: TestBackend;
let token: string;
let certificateId: number;
beforeEach(async () => {
  // Time goes on with every look at it, as a real clock's does.
  const clock = { now: testStart };
  const platform = testPlatform(clock);
  backend = createTestBackend({ platform: { ...platform, now: () => clock.now++ } });
  seedApplication(backend);
  await backend.call(saveWorkspace, { company_name: '上海逸橙信息科技有限公司' });
  ({ token, certificateId } = await requestCertificate(backend));
});
afterEach(() => backend.dispose());

const view = () => backend.candidateView.candidateRequest(token);
const openSlots = () => view().slots.flatMap(({ slot_key, open }) => (open ? [slot_key] : []));

/** Uploads a file into a slot. */
async function uploadTo(slot: string, content = jpegFile(), name = 'photo.jpg') {
  const form = new FormData();
  form.append('name', name);
  form.append('token', token);
  form.append('slot', slot);
  form.append('file', new Blob([content]), name);
  return send(backend.candidateApp, form);
}

async function uploaded(slot: string, content = jpegFile(), name = 'photo.jpg') {
  const { results, err_msg } = await uploadTo(slot, content, name);
  if (!results) throw new Error(err_msg);
  return results;
}

const currentFiles = async () => {
  const { results } = await backend.call(degreeCertificate.getCertificateHistory, {
    certificate_id: certificateId,
  });
  return results.submissions[0]?.attachments.map(({ name, slot }) => `${slot} ${name}`);
};

describe('slots of a request', () => {
  it('are the template’s, copied when it is sent, and shown to candidate and recruiter', async () => {
    expect(view().slots.map(({ slot_key, required }) => [slot_key, required])).toEqual([
      ['diploma', true],
      ['degree_certificate', false],
      ['chsi_report', false],
    ]);
    expect(view().slots[0]).toMatchObject({
      label: { zh: '毕业证书', en: 'Graduation certificate' },
      accepts: ['image', 'pdf'],
      sample: 'diploma',
      open: true,
      returned: null,
    });
    const { results } = await backend.call(degreeCertificate.getCertificateRequest, {
      certificate_id: certificateId,
    });
    expect(results.slots).toEqual(view().slots);
  });

  it('are those a request names, in its order, and none where it names none', async () => {
    const ask = async (slots: string[]) => {
      const answer = await backend.call(degreeCertificate.saveCertificate, {
        ...saveRequest,
        slots,
      });
      return backend.candidateView.candidateRequest(answer.results).slots;
    };
    const named = (await ask(['transcript', 'diploma'])).map(({ slot_key }) => slot_key);
    expect(named).toEqual(['transcript', 'diploma']);
    expect(await ask([])).toEqual([]);
    const { err_no } = await backend.call(degreeCertificate.saveCertificate, {
      ...saveRequest,
      slots: ['payslip'],
    });
    expect(err_no).toBe(errors.slotNotFound.number);
  });

  it('come from a user’s template with its own words; a change reaches no request already sent', async () => {
    const slots = [
      { slot_key: 'own_1', label: '在读证明', note: '请学院盖章', required: true, max_files: 2 },
      { slot_key: 'diploma', label: '', note: '', required: false, max_files: 1 },
    ];
    const texts = { title: '自有', email_subject: '主题', email_content: '<p>正文</p>' };
    const created = await backend.call(createTpl, { tpl_group: 'degree_cert', ...texts, slots });
    const { mail_tpl_id, revision } = created.results;
    expect(created.results.slots).toEqual(slots);
    const answer = await backend.call(degreeCertificate.saveCertificate, {
      ...saveRequest,
      mail_tpl_id,
    });
    const changed = await backend.call(saveTpl, { mail_tpl_id, revision, ...texts, slots: [] });
    expect(changed.results.slots).toEqual([]);
    expect(backend.candidateView.candidateRequest(answer.results).slots[0]).toMatchObject({
      slot_key: 'own_1',
      label: { zh: '在读证明', en: '在读证明' },
      note: '请学院盖章',
      max_files: 2,
    });
    const unnamed = await backend.call(createTpl, {
      tpl_group: 'degree_cert',
      ...texts,
      title: '又一个',
      slots: [{ slot_key: 'own_1', label: '', note: '', required: true, max_files: 1 }],
    });
    expect(unnamed.err_no).toBe(errors.invalidParameter.number);
  });

  it('go along with a copy of the system’s template', async () => {
    const copy = await backend.call(copyTpl, { mail_tpl_id: 59 });
    const system = await backend.call(getTpl, { mail_tpl_id: 59 });
    expect(copy.results.slots).toEqual(system.results.slots);
    expect(copy.results.slots).toHaveLength(3);
  });
});

describe('uploadWithToken', () => {
  it('puts a file into the slot named, up to its number of files', async () => {
    for (let index = 0; index < 3; index++) await uploaded('diploma', jpegFile(index));
    expect(view().files.map(({ slot }) => slot)).toEqual(['diploma', 'diploma', 'diploma']);
    expect((await uploadTo('diploma', jpegFile(4))).err_no).toBe(errors.slotFull.number);
    expect((await uploadTo('payslip')).err_no).toBe(errors.slotNotFound.number);
    expect(view().files).toHaveLength(3);
  });

  it('serves a client of the reference, that knows no slots, as ever', async () => {
    const files: UploadResults[] = [];
    for (let index = 0; index < 5; index++) {
      const { results } = await send(
        backend.candidateApp,
        uploadForm(token, jpegFile(index), `${index}.jpg`),
      );
      if (results) files.push(results);
    }
    expect(await submit(backend, token, files)).toBe(0);
    expect(await currentFiles()).toEqual([
      'diploma 0.jpg',
      'diploma 1.jpg',
      'diploma 2.jpg',
      'degree_certificate 3.jpg',
      'degree_certificate 4.jpg',
    ]);
  });
});

describe('askAgain', () => {
  let diploma: UploadResults;
  let report: UploadResults;
  beforeEach(async () => {
    diploma = await uploaded('diploma', jpegFile(1), '毕业证.jpg');
    report = await uploaded('chsi_report', pdfFile(), '备案表.pdf');
    await submit(backend, token, [diploma, report]);
  });

  const ask = {
    slots: [
      { slot_key: 'chsi_report', reason_code: 'expired' as const, remark: '验证码 3 月 1 日到期' },
    ],
    remark: '请在本周内补齐',
  };

  it('opens the slots named alone, says why, and queues the mail with it', async () => {
    const preview = await backend.call(previewAskAgain, { certificate_id: certificateId, ...ask });
    expect(preview.results).toMatchObject({ mail_tpl_id: 62, unresolved: [] });
    expect(preview.results.email_subject).toContain('请补充学历证明材料');
    const { err_msg } = await backend.call(askAgain, {
      certificate_id: certificateId,
      ...ask,
      expires_days: 3,
      sms_to_candidate: 1,
    });
    expect(err_msg).toBe('');
    expect(openSlots()).toEqual(['chsi_report']);
    expect(view()).toMatchObject({
      open: true,
      reopened: true,
      remark: '请在本周内补齐',
      expires_at: '2026-03-05 09:00:00',
    });
    expect(view().slots[2]?.returned).toMatchObject({
      reason_code: 'expired',
      reason: { zh: '材料或验证码已过期，请提供有效期内的' },
      remark: '验证码 3 月 1 日到期',
      replaces: true,
    });
    const messages = backend.database
      .prepare<[], { kind: string; content: string }>(
        'SELECT kind, content FROM outbox ORDER BY message_id DESC LIMIT 2',
      )
      .all();
    const mail = messages.find(({ kind }) => kind === 'mail')?.content;
    expect(mail).toContain(
      '学信网备案表：材料或验证码已过期，请提供有效期内的。验证码 3 月 1 日到期<br />请在本周内补齐',
    );
    expect(mail).toContain(`/c/${token}`);
    const sms = messages.find(({ kind }) => kind === 'sms')?.content;
    expect(sms).toMatch(/学信网备案表需要重新上传.*验证码 [2-9A-Z]{6} /);
    const { results } = await backend.call(degreeCertificate.getCertificateHistory, {
      certificate_id: certificateId,
    });
    expect(results.asks).toMatchObject([{ uname: '招聘专员', slots: ask.slots }]);
  });

  it('keeps what is in the other slots, whatever the client sends, and however often', async () => {
    await backend.call(degreeCertificate.updateReviewStatus, {
      certificate_id: certificateId,
      review_status: 3,
    });
    await backend.call(askAgain, { certificate_id: certificateId, ...ask });
    expect((await uploadTo('diploma', jpegFile(7))).err_no).toBe(errors.slotClosed.number);
    const renewed = await uploaded('chsi_report', pdfFile('new'), '新备案表.pdf');
    for (let time = 0; time < 2; time++) expect(await submit(backend, token, [renewed])).toBe(0);
    expect(await currentFiles()).toEqual(['diploma 毕业证.jpg', 'chsi_report 新备案表.pdf']);
    expect(view()).toMatchObject({ reopened: false, status: 2, open: true });
    // Until the verdict, what can be replaced is what was asked for.
    expect(openSlots()).toEqual(['chsi_report']);
    const { results } = await backend.call(degreeCertificate.getCertificateHistory, {
      certificate_id: certificateId,
    });
    expect(results.submissions).toHaveLength(2);
    const body = { token, attachments: asAttachments([diploma, renewed]) };
    const again = await candidatePost(backend, degreeCertificate.submitResult.path, body);
    expect(again.err_no).toBe(0);
    expect(await currentFiles()).toHaveLength(2);
  });

  it('opens everything again where a new upload is asked for as a whole', async () => {
    await backend.call(askAgain, { certificate_id: certificateId, ...ask });
    await backend.call(degreeCertificate.requestNewUpload, {
      certificate_id: certificateId,
      remark: '全部重传',
    });
    expect(openSlots()).toEqual(['diploma', 'degree_certificate', 'chsi_report']);
    expect(view().slots.every(({ returned }) => returned === null)).toBe(true);
  });

  it('refuses what cannot be asked, and writes nothing', async () => {
    const outbox = () => backend.database.prepare('SELECT COUNT(*) FROM outbox').pluck().get();
    const before = outbox();
    const refusal = async (fields: object) =>
      (await backend.call(askAgain, { certificate_id: certificateId, ...ask, ...fields })).err_no;
    expect(await refusal({ slots: [] })).toBe(errors.slotsRequired.number);
    expect(await refusal({ slots: [{ slot_key: 'payslip', reason_code: 'blurred' }] })).toBe(
      errors.slotNotFound.number,
    );
    expect(await refusal({ slots: [ask.slots[0], ask.slots[0]] })).toBe(
      errors.invalidParameter.number,
    );
    expect(await refusal({ mail_tpl_id: 59 })).toBe(errors.templateNotFound.number);
    expect(await refusal({ email_content: '<p>{{salary}}</p>' })).toBe(
      errors.variablesUnresolved.number,
    );
    expect(await refusal({ certificate_id: 99 })).toBe(errors.certificateNotFound.number);
    expect(outbox()).toBe(before);
    expect(view().reopened).toBe(false);
  });

  it('has a template group of its own, which the reference’s list does not show', async () => {
    const keys = async (all_groups: 0 | 1) =>
      (await backend.call(listMailTplGroups, { all_groups })).results.map(({ key }) => key);
    expect(await keys(0)).not.toContain('cert_again');
    expect(await keys(1)).toContain('cert_again');
  });
});

describe('updateReviewStatus', () => {
  it('keeps coded reasons and words for the candidate; the reference’s request works as ever', async () => {
    await submit(backend, token, [await uploaded('diploma')]);
    const review = async (fields: object) =>
      backend.call(degreeCertificate.updateReviewStatus, {
        certificate_id: certificateId,
        review_status: 3,
        ...fields,
      });
    const reasons = [
      { slot_key: 'diploma', reason_code: 'blurred' as const },
      { slot_key: '', reason_code: 'incomplete' as const },
    ];
    expect(await review({})).toEqual({ err_msg: '', err_no: 0, results: true });
    await review({ reasons, candidate_remark: '请重拍' });
    await review({ reasons, candidate_remark: '请重拍' });
    const unknown = await review({ reasons: [{ slot_key: 'payslip', reason_code: 'blurred' }] });
    expect(unknown.err_no).toBe(errors.slotNotFound.number);
    const { results } = await backend.call(degreeCertificate.getCertificateHistory, {
      certificate_id: certificateId,
    });
    expect(results.reviews).toMatchObject([
      { reasons, candidate_remark: '请重拍' },
      { reasons: [], candidate_remark: '' },
    ]);
  });
});
