import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestBackend, type TestBackend } from '../../main/backend/test-backend.ts';
import { answerText, canonicalJson, jsonShape, referenceText } from './reference.ts';

let backend: TestBackend;
beforeEach(() => {
  backend = createTestBackend();
});
afterEach(() => backend.dispose());

const groups = () => answerText(backend.recruiterApp, '/atsng/mailTpl/listMailTplGroups');
const list = (body: string) => answerText(backend.recruiterApp, '/atsng/mailTpl/listTpl', body);

it('answers listMailTplGroups with the reference example', async () => {
  expect(canonicalJson(await groups())).toBe(
    canonicalJson(referenceText('listMailTplGroups.response')),
  );
});

it('answers listTpl with the reference example, field order and types included', async () => {
  expect(canonicalJson(await list(referenceText('listTpl.request')))).toBe(
    canonicalJson(referenceText('listTpl.response')),
  );
});

it('answers every group in the shape of the example, with one system template', async () => {
  const shape = (text: string) => {
    const answer = JSON.parse(text);
    return jsonShape(JSON.stringify({ ...answer, results: { ...answer.results, titles: {} } }));
  };
  const example = shape(referenceText('listTpl.response'));
  const ids = new Set<number>();
  for (const { key, label } of JSON.parse(await groups()).results) {
    const text = await list(JSON.stringify({ tpl_group: key, page: 1 }));
    expect(shape(text)).toBe(example);
    const { pagination, data, titles } = JSON.parse(text).results;
    expect(pagination).toEqual({ page: '1', size: 20, total: 1 });
    expect(data[0]).toMatchObject({ tpl_group: key, tpl_group_name: label, created_uid: 0 });
    expect(Object.keys(titles)).toEqual([key]);
    ids.add(data[0].mail_tpl_id);
  }
  expect(ids.size).toBe(10);
});

it('writes the page as text whether it was asked for as a number or as text', async () => {
  for (const page of ['1', '"1"']) {
    const answer = JSON.parse(await list(`{"tpl_group":"degree_cert","page":${page}}`));
    expect(answer.results.pagination.page).toBe('1');
  }
});

it('refuses an unknown group with HTTP 200 and results null', async () => {
  const response = await backend.recruiterApp.request('/atsng/mailTpl/listTpl', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"tpl_group":"nothing","page":1}',
  });
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    err_msg: '邮件模板类型不存在',
    err_no: 5002,
    results: null,
  });
});

describe('template management', () => {
  const post = async (name: string, body: object) =>
    JSON.parse(
      await answerText(backend.recruiterApp, `/atsng/mailTpl/${name}`, JSON.stringify(body)),
    );
  const texts = {
    title: '自有模板',
    desc: '说明',
    email_subject: '主题 {{company_name}}',
    email_content: '<p>{{upload_link}}</p>',
    sms_content: '',
  };
  const referenceFields = Object.keys(
    JSON.parse(referenceText('listTpl.response')).results.data[0],
  );

  it('answers a template: the reference’s fields in their order, then its texts', async () => {
    const created = await post('createTpl', { tpl_group: 'degree_cert', ...texts });
    expect(Object.keys(created)).toEqual(['err_msg', 'err_no', 'results']);
    expect(created).toMatchObject({ err_msg: '', err_no: 0, results: texts });
    const { mail_tpl_id } = created.results;
    const fields = [
      ...referenceFields,
      ...['email_subject', 'email_content', 'sms_content', 'revision', 'slots'],
    ];
    const answers = [
      created,
      await post('saveTpl', { mail_tpl_id, revision: '1', ...texts }),
      await post('copyTpl', { mail_tpl_id: 59 }),
      await post('shareTpl', { mail_tpl_id, is_share: '1' }),
      await post('setDefaultTpl', { mail_tpl_id: String(mail_tpl_id) }),
      await post('getTpl', { mail_tpl_id }),
    ];
    for (const { err_no, results } of answers) {
      expect(err_no).toBe(0);
      expect(Object.keys(results)).toEqual(fields);
    }
    expect(await post('deleteTpl', { mail_tpl_id })).toEqual({
      err_msg: '',
      err_no: 0,
      results: true,
    });
    expect(Object.keys((await post('restoreTpl', { mail_tpl_id })).results)).toEqual(fields);
  });

  it('keeps listTpl in the reference’s shape, the user’s default first', async () => {
    const { mail_tpl_id } = (await post('createTpl', { tpl_group: 'degree_cert', ...texts }))
      .results;
    await post('setDefaultTpl', { mail_tpl_id });
    const { results } = JSON.parse(await list(referenceText('listTpl.request')));
    for (const row of results.data) expect(Object.keys(row)).toEqual(referenceFields);
    expect(results.data).toMatchObject([
      { mail_tpl_id, is_default: 1, can_edit: 1 },
      { mail_tpl_id: 59, is_default: 0, can_edit: 0 },
    ]);
    await post('deleteTpl', { mail_tpl_id });
    expect(canonicalJson(await list(referenceText('listTpl.request')))).toBe(
      canonicalJson(referenceText('listTpl.response')),
    );
  });

  it('refuses with HTTP 200, its number, and results null', async () => {
    const refusals = [
      [await post('saveTpl', { mail_tpl_id: 59, revision: 1, ...texts }), 5101],
      [await post('deleteTpl', { mail_tpl_id: 59 }), 5101],
      [await post('deleteTpl', { mail_tpl_id: 4711 }), 5001],
      [await post('createTpl', { tpl_group: 'nothing', ...texts }), 5002],
      [
        await post('createTpl', { tpl_group: 'review', ...texts, email_content: '{{nobody}}' }),
        5103,
      ],
    ];
    for (const [answer, number] of refusals) {
      expect(answer).toMatchObject({ err_no: number, results: null });
    }
  });
});
