import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listApplications } from '../../../../shared/api/process.ts';
import { ApplicationStore } from '../../applications/application-store.ts';
import { createTestBackend, type TestBackend } from '../../test-backend.ts';

let backend: TestBackend;
let store: ApplicationStore;
beforeAll(() => {
  backend = createTestBackend();
  store = new ApplicationStore(backend.database, backend.platform);
  const accountant = store.createPosition({ name: '会计主管' });
  const guard = store.createPosition({ name: '保安队长sy' });
  const apply = (name: string, phone: string, email: string, tob_position_id: number, status = 0) =>
    store.createApplication({
      tob_resume_id: store.createCandidate({ name, phone, email }),
      tob_position_id,
      stage_id: 8,
      values: { offer_status: status },
    });
  apply('宋海洋', '18799990000', 'zhengkai.chen@example.com', guard, 2);
  apply('单田芳', '+86 138-0013-8000', 'shan@example.com', accountant);
  apply('宋江', '13912345678', 'song_jiang@example.com', accountant);
  apply('Tom 张', '', 'tom+hr@example.com', guard);
});
afterAll(() => backend.dispose());

async function find(keyword: string, request: object = {}): Promise<string[]> {
  const { results, err_no } = await backend.call(listApplications, {
    stage_type_id: 3,
    sort: 1,
    keyword,
    ...request,
  });
  expect(err_no).toBe(0);
  expect(results.pagination.total).toBe(results.dataList.length);
  return results.dataList.map(({ resume_name }) => resume_name).reverse();
}

describe('a keyword', () => {
  it.each([
    ['海', ['宋海洋']],
    ['海洋', ['宋海洋']],
    ['洋海', []],
    ['宋', ['宋海洋', '宋江']],
    ['宋海洋', ['宋海洋']],
    ['song', ['宋海洋', '宋江']],
    ['SongHai', ['宋海洋']],
    ['song hai yang', ['宋海洋']],
    ['songhaixx', []],
    ['shy', ['宋海洋']],
    ['s', ['宋海洋', '单田芳', '宋江', 'Tom 张']],
    ['shan', ['单田芳']],
    ['dan', []],
    ['tom', ['Tom 张']],
    ['Tom 张', ['Tom 张']],
    ['187', ['宋海洋']],
    ['18799990000', ['宋海洋']],
    ['0000', ['宋海洋']],
    ['99990000', ['宋海洋']],
    ['45678', ['宋江']],
    ['9999', []],
    ['8613800138000', ['单田芳']],
    ['13800138000', ['单田芳']],
    ['zhengkai.chen@example.com', ['宋海洋']],
    ['song_j', ['宋江']],
    ['tom+hr@', ['Tom 张']],
    ['会计', ['单田芳', '宋江']],
    ['队长SY', ['宋海洋', 'Tom 张']],
    ['保安 宋', ['宋海洋']],
    ['宋 会计', ['宋江']],
    ['song 保安', ['宋海洋']],
    ['宋　海洋', ['宋海洋']],
  ])('%s finds %j', async (keyword, names) => {
    expect(await find(keyword)).toEqual(names);
  });

  it.each([
    '"',
    '*',
    'NEAR(',
    'AND',
    'OR',
    'name:海',
    '海*',
    '(',
    '^宋',
    '海 OR 江',
    "'",
    '-',
    '{a b}:c',
    '%',
    '_',
  ])('with operators is just text: %s', async (keyword) => {
    expect(await find(keyword)).toEqual([]);
  });

  it('holds together with every other filter', async () => {
    expect(await find('宋', { offerStatus: 2 })).toEqual(['宋海洋']);
    expect(await find('会计', { offerStatus: 2 })).toEqual([]);
    expect(await find('宋', { position_id: 1 })).toEqual(['宋江']);
    expect(await find('会计', { position_id: 2 })).toEqual([]);
    expect(await find('宋', { list_type: 2 })).toEqual([]);
    expect(await find('宋', { stage_type_id: 1 })).toEqual([]);
  });

  it('never fails, whatever is typed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 30, unit: 'binary' }), async (keyword) => {
        const answer = await backend.call(listApplications, { stage_type_id: 3, keyword });
        expect(answer.err_no).toBe(0);
      }),
      { numRuns: 100 },
    );
  });

  it('finds a candidate by what was changed since', async () => {
    const { tob_resume_id } = (
      await backend.call(listApplications, { stage_type_id: 3, keyword: '宋江' })
    ).results.dataList[0] as { tob_resume_id: string };
    store.updateCandidate(tob_resume_id, { name: '曾国藩', phone: '13700001111' });
    expect(await find('宋江')).toEqual([]);
    expect(await find('zgf')).toEqual(['曾国藩']);
    expect(await find('1111')).toEqual(['曾国藩']);
  });
});

it('pages through many hits in the order of the list', async () => {
  backend.database.transaction(() => {
    for (let index = 0; index < 2_300; index += 1) {
      store.createApplication({
        tob_resume_id: store.createCandidate({ name: `赵${index % 7}` }),
        tob_position_id: 1,
        stage_id: 8,
        applied_at: (index * 7_919) % 100_003,
      });
    }
  })();
  for (const sort of [0, 1, 2]) {
    const orders = ['changed_sequence DESC', 'applied_at DESC', 'name_sort, applied_sequence'];
    const expected = backend.database
      .prepare(
        `SELECT application_id FROM applications WHERE name_sort LIKE 'zhao%' ORDER BY ${orders[sort]}`,
      )
      .pluck()
      .all();
    const found: number[] = [];
    for (let page = 1; page <= 12; page += 1) {
      const { results } = await backend.call(listApplications, {
        stage_type_id: 3,
        keyword: '赵',
        sort,
        size: 200,
        page,
      });
      expect(results.pagination.total).toBe(2_300);
      found.push(...results.dataList.map(({ application_id }) => application_id));
    }
    expect(found).toEqual(expected);
  }
});
