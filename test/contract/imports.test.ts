import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { importFile, upload } from '../../main/backend/imports/test-sheets.ts';
import { createTestBackend, type TestBackend } from '../../main/backend/test-backend.ts';
import {
  createCandidate,
  createPosition,
  importCandidates,
  importPositions,
  importStatus,
  importStatusResults,
  listPositions,
} from '../../shared/api/candidates.ts';
import type { Endpoint } from '../../shared/api/endpoint.ts';
import { importUndoReport, listImports, undoImport } from '../../shared/api/import-history.ts';

let backend: TestBackend;
beforeEach(() => {
  backend = createTestBackend();
});
afterEach(() => backend.dispose());

const endpoints: [string, Endpoint][] = [
  ['importCandidates', importCandidates],
  ['importPositions', importPositions],
];

async function post(
  endpoint: Endpoint,
  body: string | FormData | null,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string }> {
  const response = await backend.recruiterApp.request(endpoint.path, {
    method: 'POST',
    headers,
    body,
  });
  return { status: response.status, text: await response.text() };
}

it('writes the envelope with its keys in order', async () => {
  const created = await post(createPosition, '{"position_name":"保安队长sy"}', {
    'content-type': 'application/json',
  });
  expect(created.text).toBe('{"err_msg":"","err_no":0,"results":{"tob_position_id":1}}');
  const listed = await post(listPositions, '{}', { 'content-type': 'application/json' });
  expect(listed.text).toBe(
    '{"err_msg":"","err_no":0,"results":{"pagination":{"page":1,"size":20,"total":1},' +
      '"dataList":[{"tob_position_id":1,"position_name":"保安队长sy","department":"",' +
      '"application_count":0,"created_at":"2026-03-02 09:00:00"}]}}',
  );
});

it('takes a phone as a number or a text, and answers with the id as a text', async () => {
  const first = await backend.call(createCandidate, {
    resume_name: '宋海洋',
    resume_phone: 18799990000,
  });
  expect(first.results.tob_resume_id).toMatch(/^\d+$/);
  const second = await backend.call(createCandidate, {
    resume_name: '宋海洋',
    resume_phone: '18799990000',
  });
  expect(second).toEqual({ err_msg: '该手机号已属于候选人 宋海洋', err_no: 6104, results: null });
});

it.each(endpoints)(
  '%s answers with an id whose status has the fields of the schema',
  async (_name, endpoint) => {
    const answer = await upload(backend, endpoint, '职位,姓名,手机\n会计,张三,18799990000');
    expect(answer).toEqual({ status: 200, err_msg: '', err_no: 0, results: { import_id: 1 } });
    await backend.imports.idle();
    const { results } = await backend.call(importStatus, { import_id: 1 });
    expect(importStatusResults.strict().parse(results)).toEqual(results);
    expect(results.created).toBe(1);
  },
);

it.each(endpoints)(
  '%s refuses bodies that are no upload, in the envelope',
  async (_name, endpoint) => {
    const json = await post(endpoint, '{}', { 'content-type': 'application/json' });
    expect([json.status, JSON.parse(json.text).err_no]).toEqual([415, 1006]);
    const noBoundary = await post(endpoint, 'x', { 'content-type': 'multipart/form-data' });
    expect([noBoundary.status, JSON.parse(noBoundary.text).results]).toEqual([415, null]);
    const cutOff = await post(
      endpoint,
      '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\nname',
      {
        'content-type': 'multipart/form-data; boundary=x',
      },
    );
    expect([cutOff.status, JSON.parse(cutOff.text).err_no]).toEqual([400, 1001]);
    const noFile = await post(endpoint, new FormData());
    expect(JSON.parse(noFile.text).results).toBeNull();
    expect(JSON.parse(noFile.text).err_no).not.toBe(0);
    expect(readdirSync(join(backend.dataFolder, 'imports'))).toEqual([]);
    const get = await backend.recruiterApp.request(endpoint.path);
    expect(get.status).toBe(405);
  },
);

it('refuses options that make no sense, with nothing started', async () => {
  const csv = 'name,phone\n张三,18799990000';
  const refusals: [Record<string, string>, number][] = [
    [{ mapping: '{' }, 1100],
    [{ mapping: '{"name":"salary"}' }, 1100],
    [{ dry_run: '2' }, 1100],
    [{ tob_position_id: '99' }, 2004],
  ];
  for (const [fields, err_no] of refusals) {
    const answer = await upload(backend, importCandidates, csv, fields);
    expect([answer.status, answer.err_no, answer.results]).toEqual([200, err_no, null]);
  }
  expect(await importFile(backend, importCandidates, csv)).toMatchObject({
    import_id: 1,
    created: 1,
  });
  const unknown = await backend.call(importStatus, { import_id: 7 });
  expect(unknown).toEqual({ err_msg: '导入任务不存在', err_no: 6002, results: null });
});

it('refuses a file above the limit with 413 and leaves nothing of it', async () => {
  const answer = await upload(backend, importCandidates, Buffer.alloc(50 * 1024 * 1024 + 1, 'a'));
  expect([answer.status, answer.err_no, answer.results]).toEqual([413, 1005, null]);
  expect(readdirSync(join(backend.dataFolder, 'imports'))).toEqual([]);
});

it('lists past imports and undoes one, under the envelope', async () => {
  const status = await importFile(backend, importCandidates, 'name,phone\n张三,18799990001');
  const listed = await post(listImports, '{}', { 'content-type': 'application/json' });
  expect(listed.text).toMatch(/^\{"err_msg":"","err_no":0,"results":\{"pagination":/);
  const body = JSON.stringify({ import_id: status.import_id });
  const undone = await post(undoImport, body, { 'content-type': 'application/json' });
  undoImport.results.parse(JSON.parse(undone.text).results);
  await backend.importUndo.idle();
  const { results } = await backend.call(importUndoReport, { import_id: status.import_id });
  expect(importUndoReport.results.parse(results)).toMatchObject({
    undoable: false,
    undo: { state: 'finished', undone: 1, kept: 0 },
  });
  const nothing = await post(undoImport, body, { 'content-type': 'application/json' });
  expect(nothing.text).toBe(
    '{"err_msg":"这次导入没有可以撤销的内容","err_no":6016,"results":null}',
  );
  const unknown = await post(undoImport, '{"import_id":99}', {
    'content-type': 'application/json',
  });
  expect(JSON.parse(unknown.text).err_no).toBe(6002);
});
