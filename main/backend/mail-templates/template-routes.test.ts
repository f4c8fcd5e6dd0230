import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { getTpl, listMailTplGroups, listTpl } from '../../../shared/api/mail-templates.ts';
import { mailTemplateGroups } from '../../../shared/catalogue/mail-templates.ts';
import { systemMailTemplates } from '../../../shared/catalogue/system-mail-templates.ts';
import { errors } from '../../../shared/errors.ts';
import { findVariables } from '../../../shared/templates/variables.ts';
import { createTestBackend, type TestBackend } from '../test-backend.ts';

let backend: TestBackend;
beforeEach(() => {
  backend = createTestBackend();
});
afterEach(() => backend.dispose());

describe('the system templates', () => {
  it('are one a group, with ids below 1000', () => {
    const groups = systemMailTemplates.map(({ group }) => group);
    expect(new Set(groups)).toEqual(new Set(mailTemplateGroups.map(({ key }) => key)));
    expect(groups).toHaveLength(mailTemplateGroups.length);
    for (const { mailTplId } of systemMailTemplates) expect(mailTplId).toBeLessThan(1000);
  });

  it.each(['degree_cert', 'incoming_cert'])('%s use every variable a request needs', (group) => {
    const entry = systemMailTemplates.find((template) => template.group === group);
    expect(new Set(findVariables(entry?.content ?? ''))).toEqual(
      new Set(['candidate_name', 'company_name', 'position_name', 'upload_link', 'expires_at']),
    );
    expect(findVariables(entry?.sms ?? '')).toEqual(
      expect.arrayContaining(['upload_address', 'upload_code']),
    );
    expect(entry?.sms).not.toContain('upload_link');
  });
});

it('lists the groups in the order of the catalogue', async () => {
  const { results } = await backend.call(listMailTplGroups, {});
  const ofReference = mailTemplateGroups.filter(({ own }) => !own);
  expect(results).toEqual(ofReference.map(({ label, key }) => ({ key, label })));
});

it.each(mailTemplateGroups.map(({ key }) => key))('lists the template of %s', async (key) => {
  const { results } = await backend.call(listTpl, { tpl_group: key });
  expect(results.pagination).toEqual({ page: '1', size: 20, total: 1 });
  expect(results.data.map(({ tpl_group }) => tpl_group)).toEqual([key]);
  expect(results.titles).toEqual({ [key]: results.data.map(({ title }) => title) });
});

it('answers an empty page after the last, its number as a string', async () => {
  const { results } = await backend.call(listTpl, { tpl_group: 'review', page: 7, size: 5 });
  expect(results.pagination).toEqual({ page: '7', size: 5, total: 1 });
  expect(results.data).toEqual([]);
});

it('refuses an unknown group', async () => {
  const { err_no, results } = await backend.call(listTpl, { tpl_group: 'nothing' });
  expect(err_no).toBe(errors.templateGroupNotFound.number);
  expect(results).toBeNull();
});

it('answers a template with its texts, and refuses an unknown one', async () => {
  const { results } = await backend.call(getTpl, { mail_tpl_id: 59 });
  expect(results.email_subject).toBe('学历证明-{{company_name}}-{{position_name}}');
  expect(results.email_content).toContain('{{upload_link}}');
  const unknown = await backend.call(getTpl, { mail_tpl_id: 12345 });
  expect(unknown.err_no).toBe(errors.templateNotFound.number);
});

describe('resolve', () => {
  it('finds by title, and by id where both are given', () => {
    const { templates } = backend;
    expect(templates.resolve({ select_template: '学历证明-系统模板' })).toEqual({
      mail_tpl_id: 59,
      created_uid: 0,
      tpl_group: 'degree_cert',
    });
    expect(templates.resolve({ select_template: '学历证明-系统模板', mail_tpl_id: 58 })).toEqual({
      mail_tpl_id: 58,
      created_uid: 0,
      tpl_group: 'incoming_cert',
    });
    expect(() => templates.resolve({ select_template: '没有' })).toThrow(
      expect.objectContaining({ code: 'templateNotFound' }),
    );
  });

  it('takes the preferred group where titles repeat, otherwise the newest', () => {
    backend.database.exec(
      `INSERT INTO mail_templates(created_uid, title, description, tpl_group, subject, content,
         created_at, updated_at)
       VALUES (1, '同名', '', 'incoming_cert', 's', 'c', 0, 0),
              (1, '同名', '', 'degree_cert', 's', 'c', 0, 0)`,
    );
    const { templates } = backend;
    expect(templates.resolve({ select_template: '同名' }).tpl_group).toBe('degree_cert');
    expect(
      templates.resolve({ select_template: '同名', preferred_group: 'incoming_cert' }).tpl_group,
    ).toBe('incoming_cert');
  });
});

it('keeps a template of the workspace and its ids above 1000 when the catalogue is written again', () => {
  const { lastInsertRowid } = backend.database
    .prepare(
      `INSERT INTO mail_templates(created_uid, title, description, tpl_group, subject, content,
         created_at, updated_at) VALUES (1, '自有', '', 'review', 's', 'c', 0, 0)`,
    )
    .run();
  expect(Number(lastInsertRowid)).toBeGreaterThan(1000);
});
