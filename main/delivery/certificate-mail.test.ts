import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { degreeCertificate, incomeCertificate } from '../../shared/api/certificates.ts';
import { getTpl, previewTpl } from '../../shared/api/mail-templates.ts';
import { listMessages } from '../../shared/api/outbox.ts';
import { listApplications } from '../../shared/api/process.ts';
import { saveWorkspace } from '../../shared/api/workspace.ts';
import { errors } from '../../shared/errors.ts';
import { ApplicationStore } from '../backend/applications/application-store.ts';
import { createTestDelivery, type TestDelivery } from './test-delivery.ts';
import { startTestSmtpServer, type TestSmtpServer } from './test-smtp-server.ts';

let server: TestSmtpServer;
let delivery: TestDelivery;
const application = { tob_resume_id: '1511732484135936027', tob_position_id: 3285 };
beforeEach(async () => {
  server = await startTestSmtpServer();
  delivery = createTestDelivery({ smtpUrl: server.url });
  const { backend } = delivery;
  await backend.call(saveWorkspace, { company_name: '上海逸橙信息科技有限公司' });
  const store = new ApplicationStore(backend.database, backend.platform);
  store.createPosition({ tob_position_id: 3285, name: '保安队长sy' });
  store.createApplication({
    tob_resume_id: store.createCandidate({
      name: '宋海洋',
      tob_resume_id: application.tob_resume_id,
    }),
    tob_position_id: 3285,
    stage_id: 8,
  });
});
afterEach(async () => {
  await delivery.dispose();
  await server.close();
});

async function request(content: {
  email_subject: string;
  email_content: string;
  sms_content?: string;
}) {
  const answer = await delivery.backend.call(degreeCertificate.saveCertificate, {
    ...application,
    email_subject: content.email_subject,
    email_content: content.email_content,
    resume_email: 'song@example.com',
    resume_phone: 18799990000,
    select_template: '学历证明-系统模板',
    sms_to_candidate: content.sms_content ? 1 : 0,
    sms_to_candidate_content: content.sms_content ?? '',
  });
  await delivery.settle();
  return answer;
}

describe('a certificate request', () => {
  it('reaches the candidate as the template says, with the link of its token', async () => {
    const { results: template } = await delivery.backend.call(getTpl, { mail_tpl_id: 59 });
    const { results: token } = await request(template);
    const link = `http://192.168.1.20:7421/c/${token}`;
    const [mail] = server.accepted;
    expect(mail?.subject).toBe('学历证明-上海逸橙信息科技有限公司-保安队长sy');
    expect(mail?.to).toMatchObject({ text: 'song@example.com' });
    expect(mail?.html).toContain(`<a href="${link}"`);
    expect(mail?.text).toContain(link);
    for (const body of [mail?.html as string, mail?.text]) {
      expect(body).toContain('宋海洋，您好');
      expect(body).toContain('2026-04-01 09:00:00');
      expect(body).not.toContain('{{');
    }
    const { results } = await delivery.backend.call(listMessages, {});
    expect(results.dataList.map(({ kind, state }) => [kind, state])).toEqual([
      ['sms', 'queued'],
      ['mail', 'accepted'],
    ]);
  });

  it('made from a preview carries the real link, not the sample', async () => {
    const { results: preview } = await delivery.backend.call(previewTpl, {
      mail_tpl_id: 59,
      ...application,
    });
    const { results: token } = await request(preview);
    const [mail] = server.accepted;
    const links = [...String(mail?.html).matchAll(/http:\/\/[^"<\s]+/g)].map(([link]) => link);
    expect(new Set(links)).toEqual(new Set([`http://192.168.1.20:7421/c/${token}`]));
  });

  it('with an unknown variable is refused, named, and nothing is queued', async () => {
    const answer = await request({ email_subject: 's', email_content: '<p>{{salary}}</p>' });
    expect(answer.err_no).toBe(errors.variablesUnresolved.number);
    expect(answer.err_msg).toContain('salary');
    const { results } = await delivery.backend.call(listMessages, {});
    expect(results.pagination.total).toBe(0);
    expect(server.accepted).toEqual([]);
  });
});

it('is cancelled with its link while it waits', async () => {
  await server.close();
  const { results: token } = await request({ email_subject: 's', email_content: '<p>请上传</p>' });
  const { certificate_id } = delivery.backend.database
    .prepare<[string], { certificate_id: number }>(
      'SELECT certificate_id FROM certificates WHERE token = ?',
    )
    .get(token) as { certificate_id: number };
  await delivery.backend.call(incomeCertificate.revokeToken, { certificate_id });
  const { results } = await delivery.backend.call(listMessages, { certificate_id });
  expect(results.dataList.map(({ state }) => state)).toEqual(['cancelled']);
  server = await startTestSmtpServer({}, server.port);
  delivery.backend.delivery.wake();
  await delivery.settle();
  expect(server.accepted).toEqual([]);
});

it('shows in the pipeline’s mail trace why it waits, in the language asked for', async () => {
  await server.close();
  await request({ email_subject: '学历证明', email_content: '<p>请上传</p>' });
  const trace = async (language: string) => {
    const { results } = await delivery.backend.call(
      listApplications,
      { stage_type_id: 3 },
      { 'accept-language': language },
    );
    return results.dataList[0]?.mailTrace;
  };
  expect(await trace('zh')).toMatchObject({ kind: 'mail', state: 'queued', subject: '学历证明' });
  expect((await trace('zh'))?.last_error).toMatch(/^无法连接邮件服务器.*ECONNREFUSED/);
  expect((await trace('en'))?.last_error).toMatch(/^The server cannot be reached.*ECONNREFUSED/);
  server = await startTestSmtpServer({}, server.port);
  delivery.backend.delivery.wake();
  await delivery.settle();
  expect(await trace('zh')).toMatchObject({ state: 'accepted', last_error: null });
});
