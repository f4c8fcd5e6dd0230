import { afterEach, beforeEach, expect, it } from 'vitest';
import { ApplicationStore } from '../../main/backend/applications/application-store.ts';
import { createTestBackend, type TestBackend } from '../../main/backend/test-backend.ts';
import { applicationRow } from '../../shared/api/process.ts';
import { answerText } from './reference.ts';

let backend: TestBackend;
beforeEach(() => {
  backend = createTestBackend();
  const store = new ApplicationStore(backend.database, backend.platform);
  store.createPosition({ tob_position_id: 3285, name: '保安队长sy' });
  for (let index = 0; index < 60; index += 1) {
    store.createApplication({
      tob_resume_id: store.createCandidate({
        name: index % 2 ? `宋海${index}` : `候选人${index}`,
        email: `user${index}@example.com`,
      }),
      tob_position_id: 3285,
      stage_id: 8,
      values: { offer_status: index % 5, entry_date: index % 3 ? '2026-03-05' : null },
    });
  }
});
afterEach(() => backend.dispose());

const post = async (path: string, request: object) =>
  answerText(backend.recruiterApp, path, JSON.stringify(request));
const list = async (request: object) =>
  JSON.parse(await post('/atsng/v2/process/list', { stage_type_id: 3, ...request }));
const filter = {
  op: 'and',
  items: [
    { column: 'resume_name', operator: 'contains', value: '宋' },
    {
      op: 'or',
      items: [
        { column: 'entryTime', operator: 'next_days', value: 7 },
        { column: 'offerStatus', operator: 'is', value: 4 },
      ],
    },
  ],
};
const order = [{ key: 'offerStatus', direction: 'desc' }, { key: 'resume_email' }];

it('filters by a tree and orders by several columns, with exact totals and pages', async () => {
  const { results } = await list({ filter, order, size: 10, page: 3 });
  expect(results.pagination).toEqual({ page: 3, size: 10, total: 22 });
  expect(results.dataList).toHaveLength(2);
  const whole = (await list({ filter, order, size: 200 })).results.dataList;
  expect(whole.slice(20)).toEqual(results.dataList);
  expect(whole.map((row: { offerStatus: number }) => row.offerStatus)).toEqual(
    [4, 3, 2, 1, 0].flatMap((status) => Array(status === 4 ? 6 : 4).fill(status)),
  );
});

it('gives a row its progress a kind and the ranges of the keyword', async () => {
  const { results } = await list({ keyword: 'song', size: 1 });
  const row = applicationRow.parse(results.dataList[0]);
  expect(row.matches).toEqual({ resume_name: [[0, 1]] });
  expect(row.certificateProgress).toEqual({
    degree: { state: 'not_sent', waiting_since: null, waiting_days: 0, overdue: false },
    income: { state: 'not_sent', waiting_since: null, waiting_days: 0, overdue: false },
  });
  expect((await list({ size: 1 })).results.dataList[0].matches).toEqual({});
});

it('exports what the same filter, order and keyword show', async () => {
  const request = { stage_type_id: 3, filter, order, keyword: 'user1', format: 'csv', columns: [] };
  const text = await post('/atsng/v2/process/export', request);
  const shown = (await list({ filter, order, keyword: 'user1', size: 200 })).results.dataList;
  const names = text
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(',')[0]);
  expect(names).toEqual(shown.map((row: { resume_name: string }) => row.resume_name));
  expect(names.length).toBeGreaterThan(2);
});

it.each([
  [{ filter: 'x' }, 'filter'],
  [{ filter: { op: 'and', items: [{ column: 'nope' }] } }, 'filter.items.0.column'],
  [{ filter: { op: 'xor', items: [] } }, 'filter.op'],
  [{ order: [{ key: 'nope' }] }, 'order.0.key'],
  [{ order: 'resume_name' }, 'order'],
])('refuses %j, naming %s in the language of the user', async (request, field) => {
  const refused = await list(request);
  expect(refused).toMatchObject({ err_no: 1100, results: null });
  expect(refused.err_msg).toContain(`参数 ${field} 有误`);
  const answer = await backend.recruiterApp.request('/atsng/v2/process/list', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': 'en' },
    body: JSON.stringify({ stage_type_id: 3, ...request }),
  });
  expect((await answer.json()).err_msg).toContain(`Invalid parameter ${field}: `);
});
