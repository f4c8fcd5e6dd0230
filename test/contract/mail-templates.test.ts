import { afterEach, beforeEach, expect, it } from 'vitest';
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
