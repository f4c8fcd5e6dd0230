import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  copyTpl,
  createTpl,
  deleteTpl,
  getTpl,
  listTpl,
  restoreTpl,
  saveTpl,
  setDefaultTpl,
  shareTpl,
} from '../../../shared/api/mail-templates.ts';
import { mailTemplateGroups } from '../../../shared/catalogue/mail-templates.ts';
import { systemMailTemplates } from '../../../shared/catalogue/system-mail-templates.ts';
import { type ErrorName, errors } from '../../../shared/errors.ts';
import { createTestBackend, type TestBackend } from '../test-backend.ts';

let backend: TestBackend;
beforeEach(() => {
  backend = createTestBackend();
});
afterEach(() => backend.dispose());

const written = {
  title: '我的学历证明',
  desc: '校招用',
  email_subject: '请上传学历证明-{{company_name}}',
  email_content: '<p>{{candidate_name}}，请打开 {{upload_link}}</p>',
  sms_content: '请打开 {{upload_link}}',
};
const create = async (changes: Partial<typeof written> & { tpl_group?: string } = {}) =>
  backend.call(createTpl, { tpl_group: 'degree_cert', ...written, ...changes });
const number = (name: ErrorName) => errors[name].number;

async function ofGroup(group = 'degree_cert') {
  const { results } = await backend.call(listTpl, { tpl_group: group });
  return results;
}

/** A template that a colleague wrote. */
function colleagueTemplate(shared: boolean): number {
  backend.database.exec(`INSERT OR IGNORE INTO users(uid, top_id, parent_id, name, created_at)
    VALUES (777, 0, 0, '李四', 0)`);
  const { lastInsertRowid } = backend.database
    .prepare(
      `INSERT INTO mail_templates(created_uid, title, description, tpl_group, subject, content,
         is_share, created_at, updated_at)
       VALUES (777, '李四的', '', 'degree_cert', 's', '<p>c</p>', ?, 0, 0)`,
    )
    .run(shared ? 1 : 0);
  return Number(lastInsertRowid);
}

describe('a template of one’s own', () => {
  it('is created, listed, and read as it was written', async () => {
    const { results } = await create();
    expect(results).toMatchObject({
      ...written,
      tpl_group: 'degree_cert',
      can_edit: 1,
      is_share: false,
      is_default: 0,
      revision: 1,
      created_at: '2026-03-02 09:00:00',
    });
    expect(results.mail_tpl_id).toBeGreaterThan(1000);
    const { data, titles } = await ofGroup();
    expect(data.map(({ mail_tpl_id }) => mail_tpl_id)).toEqual([59, results.mail_tpl_id]);
    expect(titles).toEqual({ degree_cert: ['学历证明-系统模板', written.title] });
    expect((await backend.call(getTpl, results)).results).toEqual(results);
  });

  it('is saved sanitised, its subject on one line', async () => {
    const { results } = await create();
    backend.clock.now += 60_000;
    const saved = await backend.call(saveTpl, {
      ...written,
      mail_tpl_id: results.mail_tpl_id,
      revision: 1,
      email_subject: 'a\r\nBcc: b@example.com',
      email_content: '<p onclick="x()">你好</p><script>1</script>',
    });
    expect(saved.results).toMatchObject({
      email_subject: 'a Bcc: b@example.com',
      email_content: '<p>你好</p>',
      revision: 2,
      updated_at: '2026-03-02 09:01:00',
      created_at: '2026-03-02 09:00:00',
    });
  });

  it('tells who saves over a newer revision, and keeps the first one’s', async () => {
    const { mail_tpl_id } = (await create()).results;
    const first = { ...written, mail_tpl_id, revision: 1, desc: '先' };
    expect((await backend.call(saveTpl, first)).err_no).toBe(0);
    const late = await backend.call(saveTpl, { ...first, desc: '后' });
    expect(late.err_no).toBe(number('templateChanged'));
    expect((await backend.call(getTpl, { mail_tpl_id })).results).toMatchObject({
      desc: '先',
      revision: 2,
    });
  });

  it('is deleted, and brought back as it was', async () => {
    const { mail_tpl_id } = (await create()).results;
    await backend.call(shareTpl, { mail_tpl_id, is_share: 1 });
    await backend.call(setDefaultTpl, { mail_tpl_id });
    expect((await backend.call(deleteTpl, { mail_tpl_id })).results).toBe(true);
    expect((await backend.call(getTpl, { mail_tpl_id })).err_no).toBe(number('templateNotFound'));
    expect((await backend.call(deleteTpl, { mail_tpl_id })).err_no).toBe(
      number('templateNotFound'),
    );
    expect(() =>
      backend.templates.resolve({ select_template: written.title, mail_tpl_id }),
    ).toThrow(expect.objectContaining({ code: 'templateNotFound' }));
    const { data, pagination } = await ofGroup();
    expect(pagination.total).toBe(1);
    expect(data[0]).toMatchObject({ mail_tpl_id: 59, is_default: 1 });
    const { results } = await backend.call(restoreTpl, { mail_tpl_id });
    expect(results).toMatchObject({ ...written, is_default: 1, is_share: true });
  });

  it('is not brought back beside another of its name', async () => {
    const { mail_tpl_id } = (await create()).results;
    await backend.call(deleteTpl, { mail_tpl_id });
    await create();
    const { err_no } = await backend.call(restoreTpl, { mail_tpl_id });
    expect(err_no).toBe(number('templateTitleTaken'));
  });
});

describe('what is refused', () => {
  it('an unknown group, a taken name, an empty body', async () => {
    expect((await create({ tpl_group: 'nothing' })).err_no).toBe(number('templateGroupNotFound'));
    expect((await create({ title: '学历证明-系统模板' })).err_no).toBe(
      number('templateTitleTaken'),
    );
    expect((await create({ email_content: '<p> <br></p><script>x</script>' })).err_no).toBe(
      number('templateBodyEmpty'),
    );
    expect((await create({ title: ' ' })).err_no).toBe(number('invalidParameter'));
    expect((await ofGroup()).pagination.total).toBe(1);
  });

  it('variables that nobody knows or that are mistyped, each named', async () => {
    const { err_no, err_msg } = await create({
      email_subject: '{{salary}}',
      email_content: '<p>{{nickname}} {{candidate_name}</p>',
      sms_content: '{{salary}}',
    });
    expect(err_no).toBe(number('templateVariablesUnknown'));
    expect(err_msg).toBe('模板里有不能使用的变量：salary, nickname, {{candidate_name}');
  });

  it('the link in a group that asks for no certificate', async () => {
    const { err_msg } = await create({ tpl_group: 'interview' });
    expect(err_msg).toContain('upload_link');
  });

  it.each(['save', 'delete', 'share'] as const)(
    'to %s the system’s or a colleague’s',
    async (what) => {
      for (const mail_tpl_id of [59, colleagueTemplate(true)]) {
        const calls = {
          save: () => backend.call(saveTpl, { ...written, mail_tpl_id, revision: 1 }),
          delete: () => backend.call(deleteTpl, { mail_tpl_id }),
          share: () => backend.call(shareTpl, { mail_tpl_id, is_share: 0 }),
        };
        expect((await calls[what]()).err_no).toBe(number('templateNotEditable'));
      }
      expect((await ofGroup()).pagination.total).toBe(2);
    },
  );
});

it('shows a colleague’s template while it is shared', async () => {
  const mail_tpl_id = colleagueTemplate(false);
  expect((await backend.call(getTpl, { mail_tpl_id })).err_no).toBe(number('templateNotFound'));
  expect((await backend.call(copyTpl, { mail_tpl_id })).err_no).toBe(number('templateNotFound'));
  expect((await ofGroup()).pagination.total).toBe(1);
  const shared = colleagueTemplate(true);
  const { results } = await backend.call(getTpl, { mail_tpl_id: shared });
  expect(results).toMatchObject({ can_edit: 0, is_share: true, created_uname: '李四' });
});

describe('a copy', () => {
  it.each(mailTemplateGroups.map(({ key }) => key))(
    'of the system’s in %s is one’s own',
    async (key) => {
      const source = systemMailTemplates.find(({ group }) => group === key);
      const { results } = await backend.call(copyTpl, { mail_tpl_id: source?.mailTplId ?? 0 });
      expect(results).toMatchObject({
        title: `${source?.title}-副本`,
        can_edit: 1,
        is_default: 0,
        email_content: source?.content,
      });
      const { mail_tpl_id, revision, title, desc, email_subject, email_content, sms_content } =
        results;
      const texts = { title, desc, email_subject, email_content, sms_content };
      const saved = await backend.call(saveTpl, { mail_tpl_id, revision, ...texts });
      expect(saved.results).toMatchObject(texts);
    },
  );

  it('has a name of its own, in the caller’s language, never too long', async () => {
    const copy = async (mail_tpl_id: number, language = 'zh') =>
      (await backend.call(copyTpl, { mail_tpl_id }, { 'accept-language': language })).results.title;
    expect(await copy(59)).toBe('学历证明-系统模板-副本');
    expect(await copy(59)).toBe('学历证明-系统模板-副本2');
    expect(await copy(59, 'en')).toBe('学历证明-系统模板 - copy');
    const { mail_tpl_id } = (await create({ title: '长'.repeat(100) })).results;
    expect(await copy(mail_tpl_id)).toBe(`${'长'.repeat(97)}-副本`);
  });
});

describe('the default', () => {
  const defaults = async () =>
    (await ofGroup()).data
      .filter(({ is_default }) => is_default === 1)
      .map((row) => row.mail_tpl_id);

  it('is one a group: the user’s own choice before the system’s', async () => {
    const one = (await create()).results.mail_tpl_id;
    const other = (await create({ title: '另一个' })).results.mail_tpl_id;
    for (const chosen of [one, other, 59]) {
      await backend.call(setDefaultTpl, { mail_tpl_id: chosen });
      expect(await defaults()).toEqual([chosen]);
      expect((await ofGroup()).data[0]?.mail_tpl_id).toBe(chosen);
      expect((await ofGroup('incoming_cert')).data[0]).toMatchObject({ is_default: 1 });
    }
  });

  it('is the system’s again once a colleague’s is no longer shared', async () => {
    const mail_tpl_id = colleagueTemplate(true);
    await backend.call(setDefaultTpl, { mail_tpl_id });
    expect(await defaults()).toEqual([mail_tpl_id]);
    backend.database.exec('UPDATE mail_templates SET is_share = 0 WHERE created_uid = 777');
    expect(await defaults()).toEqual([59]);
  });

  it('is each user’s own', async () => {
    const { mail_tpl_id } = (await create()).results;
    backend.database.exec(
      `INSERT INTO mail_template_defaults VALUES (777, 'degree_cert', ${mail_tpl_id})`,
    );
    expect(await defaults()).toEqual([59]);
  });
});

it('tells the screens of every change', async () => {
  const seen: number[] = [];
  backend.live.subscribe((event) => {
    if (event.type === 'template') seen.push(event.mail_tpl_id);
  });
  const { mail_tpl_id } = (await create()).results;
  await backend.call(deleteTpl, { mail_tpl_id });
  await expect.poll(() => seen).toEqual([mail_tpl_id, mail_tpl_id]);
});
