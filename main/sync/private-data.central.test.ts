import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  changeView,
  createView,
  listViews,
  saveViewOverlay,
  viewState,
} from '../../shared/api/views.ts';
import type { TestBackend } from '../backend/test-backend.ts';
import { expectSettled, meet, TestCompany } from './testing/test-company.ts';

let company: TestCompany;

beforeAll(async () => {
  company = await TestCompany.start();
});
beforeEach(() => company.renew());
afterEach(() => company.close());
afterAll(() => company.dispose());

const stage = { stage_type_id: 3, process_id: 0 };
const create = async (backend: TestBackend, name: string, kind: 'private' | 'shared') => {
  const answer = await backend.call(createView, { ...stage, name, kind, state: {} });
  expect(answer.err_no, answer.err_msg).toBe(0);
  return answer.results.view_id;
};
const names = async (backend: TestBackend) =>
  (await backend.call(listViews, stage)).results.data.map(({ name, kind }) => `${name} ${kind}`);

/** Everything that a workstation's database holds of views and settings, as text. */
const stored = ({ database }: TestBackend) =>
  ['saved_views', 'view_overlays', 'settings', 'mail_template_defaults']
    .map((table) => JSON.stringify(database.prepare(`SELECT * FROM ${table}`).all()))
    .join();

it('takes what is a user’s own to that user’s devices alone, written before joining or after', async () => {
  const first = await company.joined('周敏', async (backend) => {
    await create(backend, '只有我的旧视图', 'private');
  });
  const other = await company.joined('陈立');
  const mine = company.open();
  await company.joinAs(mine, first, '周敏的笔记本');

  const privateId = await create(first, '只有我的新视图', 'private');
  const sharedId = await create(first, '大家的视图', 'shared');
  const overlay = {
    view_id: sharedId,
    base_revision: 1,
    state: viewState.parse({ keyword: '我在找的人' }),
  };
  await first.call(saveViewOverlay, overlay);
  const set = first.database.prepare(
    `INSERT INTO settings(uid, key, value, updated_at) VALUES (?, 'grid.layout', '"我的布局"', 1)`,
  );
  set.run(first.workspace.user.uid);
  await meet(first, other, mine);
  expectSettled(first, other, mine);

  expect(stored(other)).toContain('大家的视图');
  for (const secret of ['只有我的旧视图', '只有我的新视图', '我在找的人', '我的布局']) {
    expect(stored(other)).not.toContain(secret);
    expect(stored(mine)).toContain(secret);
  }
  const ops = await company.centre.database<{ line: string }[]>`
    SELECT line FROM op JOIN stream s USING (stream_id) WHERE s.uid IS NULL`;
  expect(ops.map(({ line }) => line).join()).not.toContain('只有我的');

  // Shared from another of the user's devices, and taken back: others see it while it is shared.
  const shared = await mine.call(changeView, {
    view_id: privateId,
    kind: 'shared',
    name: '分享了',
  });
  expect(shared.err_no, shared.err_msg).toBe(0);
  await meet(mine, other, first);
  expect((await names(other)).sort()).toEqual(['分享了 shared', '大家的视图 shared']);
  expect(await names(first)).toEqual(expect.arrayContaining(['分享了 shared']));
  const again = { view_id: shared.results.view_id, kind: 'private' as const, name: '又是我的' };
  await mine.call(changeView, again);
  await meet(mine, other, first);
  expectSettled(first, other, mine);
  expect(await names(other)).toEqual(['大家的视图 shared']);
  expect(stored(other)).not.toContain('又是我的');
  expect(await names(first)).toEqual(expect.arrayContaining(['又是我的 private']));
});
