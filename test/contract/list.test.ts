import { afterEach, beforeEach, expect, it } from 'vitest';
import { ApplicationStore } from '../../main/backend/applications/application-store.ts';
import { createTestBackend, type TestBackend } from '../../main/backend/test-backend.ts';
import { searchState } from '../../shared/api/process.ts';
import { columns } from '../../shared/catalogue/columns.ts';
import { searchKeys } from '../../shared/catalogue/search-keys.ts';
import { answerText, canonicalJson, jsonShape, referenceText } from './reference.ts';

let backend: TestBackend;
let store: ApplicationStore;
beforeEach(() => {
  backend = createTestBackend();
  store = new ApplicationStore(backend.database, backend.platform);
  store.createPosition({ tob_position_id: 3285, name: '保安队长sy' });
  for (let index = 0; index < 137; index += 1) {
    store.createApplication({
      tob_resume_id: store.createCandidate({
        name: `候选人${index}`,
        ...(index === 0 && { tob_resume_id: '1511732484135936027' }),
      }),
      tob_position_id: 3285,
      stage_id: 8,
      values: { degree_status: index % 6 },
    });
  }
});
afterEach(() => backend.dispose());

const list = async (body: string) =>
  answerText(backend.recruiterApp, '/atsng/v2/process/list', body);
const results = async (request: object) => JSON.parse(await list(JSON.stringify(request))).results;

it('answers the reference request with the reference example', async () => {
  const text = await list(referenceText('list.request'));
  const answer = JSON.parse(text);
  const emptied = { ...answer.results, queryLog: {}, dataList: [] };
  expect(canonicalJson(JSON.stringify({ ...answer, results: emptied }))).toBe(
    canonicalJson(referenceText('list.response')),
  );
  expect(answer.results.dataList).toHaveLength(20);
  expect(answer.results.queryLog).toEqual(
    expect.objectContaining({ total_ms: expect.any(Number) }),
  );
});

it('takes numbers as text too, and every search key as a filter', async () => {
  const { pagination } = await results({ stage_type_id: '3', size: '5', page: '2' });
  expect(pagination).toEqual({ page: 2, size: 5, total: 137 });
  expect((await results({ stage_type_id: 3, degreeStatus: 2 })).pagination.total).toBe(23);
  for (const { key } of searchKeys) {
    const all = await results({ stage_type_id: 3, [key]: 0 });
    expect(all.pagination.total).toBe(137);
    const none = await results({ stage_type_id: 3, [key]: 99 });
    expect(none.pagination.total).toBe(0);
  }
});

it('keeps a 64-bit id digit for digit and every column under its own key', async () => {
  const text = await list('{"stage_type_id":3,"page":137,"size":1}');
  expect(text).toContain('"tob_resume_id":"1511732484135936027"');
  const row = JSON.parse(text).results.dataList[0];
  const columnKeys = columns.map(({ key }): string => key);
  expect(Object.keys(row).filter((key) => columnKeys.includes(key))).toEqual(columnKeys);
  expect(row).toMatchObject({ degreeCertificate: null, incomeCertificate: null });
});

it('answers a page past the end with no rows and the total', async () => {
  const { pagination, dataList } = await results({ stage_type_id: 3, page: 1000000 });
  expect(pagination.total).toBe(137);
  expect(dataList).toEqual([]);
});

it('lists events, 135 as the reference shows it and one for each other action', async () => {
  const text = await answerText(backend.recruiterApp, '/atsng/atsConfig/eventList');
  const example = JSON.parse(referenceText('eventList.response')).results['135'];
  const events = JSON.parse(text).results;
  expect(JSON.stringify(events['135'])).toBe(JSON.stringify(example));
  for (const [id, event] of Object.entries<Record<string, unknown>>(events)) {
    expect(String(event.event_id)).toBe(id);
    expect(jsonShape(JSON.stringify(event))).toBe(jsonShape(JSON.stringify(example)));
  }
});

it('says how far searches have been prepared, and that one which was answered needs no more', async () => {
  const state = async () =>
    JSON.parse(await answerText(backend.recruiterApp, searchState.path)).results;
  expect(await state()).toEqual({ ready: false, percent: 0 });
  expect((await results({ stage_type_id: 3, keyword: '候选人136' })).pagination.total).toBe(1);
  expect(await state()).toEqual({ ready: true, percent: 100 });
});
