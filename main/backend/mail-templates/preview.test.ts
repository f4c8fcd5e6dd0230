import { afterEach, beforeEach, expect, it } from 'vitest';
import { previewTpl } from '../../../shared/api/mail-templates.ts';
import { saveWorkspace } from '../../../shared/api/workspace.ts';
import { errors } from '../../../shared/errors.ts';
import { ApplicationStore } from '../applications/application-store.ts';
import { createTestBackend, type TestBackend } from '../test-backend.ts';

let backend: TestBackend;
let urls: string[];
const application = { tob_resume_id: '1511732484135936027', tob_position_id: 3285 };
beforeEach(async () => {
  urls = ['http://192.168.1.20:7421', 'http://10.0.0.2:7421'];
  backend = createTestBackend({ candidateUrls: () => urls });
  await backend.call(saveWorkspace, { company_name: '上海逸橙信息科技有限公司' });
  const store = new ApplicationStore(backend.database, backend.platform);
  store.createPosition({ tob_position_id: application.tob_position_id, name: '保安队长sy' });
  store.createApplication({
    ...application,
    tob_resume_id: store.createCandidate({
      name: '宋海洋',
      tob_resume_id: application.tob_resume_id,
    }),
    stage_id: 8,
  });
});
afterEach(() => backend.dispose());

it('shows a template as the candidate would read it, with a sample link and the date it would expire', async () => {
  const { results } = await backend.call(previewTpl, { mail_tpl_id: 59, ...application });
  expect(results.email_subject).toBe('学历证明-上海逸橙信息科技有限公司-保安队长sy');
  expect(results.email_content).toContain('宋海洋，您好');
  expect(results.email_content).toMatch(
    /<a href="http:\/\/192\.168\.1\.20:7421\/c\/[0-9A-Za-z]{22}"/,
  );
  expect(results.email_content).toContain('2026-04-01 09:00:00');
  expect(results.sms_content).toContain('打开 http://192.168.1.20:7421/ 输入验证码 XXXXXX');
  expect(results.unresolved).toEqual([]);
  expect(backend.database.prepare('SELECT COUNT(*) AS n FROM certificates').get()).toEqual({
    n: 0,
  });
});

it('shows an edit, sanitised, and names what cannot be resolved', async () => {
  const { results } = await backend.call(previewTpl, {
    mail_tpl_id: 59,
    ...application,
    email_subject: '{{candidate_name}} {{nobody}}',
    email_content: '<p onclick="x()">{{upload_link}}</p><script>1</script>',
    sms_content: '',
  });
  expect(results.email_subject).toBe('宋海洋 {{nobody}}');
  expect(results.email_content).toMatch(
    /^<p><a href="http:\/\/192[^"]+">http:\/\/192[^<]+<\/a><\/p>$/,
  );
  expect(results.sms_content).toBe('');
  expect(results.unresolved).toEqual(['nobody']);
});

it('names the link while no candidate could open one', async () => {
  urls = [];
  const { results } = await backend.call(previewTpl, { mail_tpl_id: 59, ...application });
  expect(results.unresolved).toEqual(['upload_link', 'upload_address', 'upload_code']);
});

it('offers no link in a group that asks for nothing', async () => {
  const { results } = await backend.call(previewTpl, {
    mail_tpl_id: 52,
    ...application,
    email_content: '<p>{{upload_link}}</p>',
  });
  expect(results.unresolved).toEqual(['upload_link']);
});

it('refuses an unknown template or application', async () => {
  const template = await backend.call(previewTpl, { ...application, mail_tpl_id: 12345 });
  expect(template.err_no).toBe(errors.templateNotFound.number);
  const nobody = await backend.call(previewTpl, {
    mail_tpl_id: 59,
    ...application,
    tob_resume_id: '9007199254740993',
  });
  expect(nobody.err_no).toBe(errors.applicationNotFound.number);
});
