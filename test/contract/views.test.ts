import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTestBackend, type TestBackend } from '../../main/backend/test-backend.ts';
import type { RequestOf } from '../../shared/api/endpoint.ts';
import {
  changeView,
  createView,
  deleteView,
  dropViewOverlay,
  getView,
  listViews,
  orderViews,
  restoreView,
  saveViewOverlay,
  updateView,
} from '../../shared/api/views.ts';
import { errors } from '../../shared/errors.ts';

let backend: TestBackend;
beforeEach(() => {
  backend = createTestBackend();
});
afterEach(() => backend.dispose());

const waiting = { search_params: { degreeStatus: 2 }, keyword: ' 宋 ' };
const create = async (request: Partial<RequestOf<typeof createView>> = {}) => {
  const answer = await backend.call(createView, {
    ...{ stage_type_id: 3, name: '待审学历', state: waiting },
    ...request,
  });
  expect(answer.err_no).toBe(0);
  return createView.results.parse(answer.results);
};
const list = async () =>
  listViews.results.parse((await backend.call(listViews, { stage_type_id: 3 })).results);
const names = async () => (await list()).data.map(({ name }) => name);
const refused = (name: keyof typeof errors) => ({ err_no: errors[name].number, results: null });
/** Makes every view somebody else's, and the caller a user of this role. */
const actAs = (role: string) =>
  backend.database.exec(`
    INSERT OR IGNORE INTO users(uid, top_id, parent_id, name, role, created_at)
      VALUES (2, 1, 1, '李招聘', 'recruiter', 0);
    UPDATE saved_views SET owner_uid = 2;
    UPDATE users SET role = '${role}' WHERE uid = 1;`);

const emptyState = {
  search_params: {},
  position_id: 0,
  keyword: '',
  list_type: 1,
  filter: null,
  sort: 0,
  order: [],
  layout: null,
};

it('creates a view and answers with the whole of it', async () => {
  const answer = await backend.call(createView, {
    stage_type_id: '3',
    name: ' 待审学历 ',
    state: waiting,
  });
  expect(answer).toEqual({
    err_msg: '',
    err_no: 0,
    results: {
      view_id: 1,
      name: '待审学历',
      kind: 'private',
      stage_type_id: 3,
      process_id: 0,
      owner_uid: 1,
      owner_name: '招聘专员',
      revision: 1,
      position: 0,
      state: { ...emptyState, search_params: { degreeStatus: 2 }, keyword: '宋' },
      updated_at: '2026-03-02 09:00:00',
      updated_name: '招聘专员',
      can_update: true,
      can_manage: true,
      availability: 'here',
      overlay: null,
    },
  });
  const one = await backend.call(getView, { view_id: 1 });
  expect(one.results).toEqual(answer.results);
  expect(await list()).toEqual({
    data: [answer.results],
    allowed_kinds: ['default', 'shared', 'locked', 'private'],
  });
  expect((await backend.call(listViews, { stage_type_id: 2 })).results.data).toEqual([]);
});

it('saves a state into a view, once a revision', async () => {
  const { view_id } = await create();
  const request = { view_id, revision: 1, state: { list_type: 3 } };
  const saved = await backend.call(updateView, request);
  expect(saved.results).toMatchObject({ revision: 2, state: { ...emptyState, list_type: 3 } });
  expect(await backend.call(updateView, request)).toMatchObject({
    ...refused('viewChanged'),
    err_msg: '视图“待审学历”已被 招聘专员 修改，请先查看新版本',
  });
});

it('renames, shares and locks', async () => {
  const { view_id } = await create();
  const changed = await backend.call(changeView, { view_id, name: '组内', kind: 'locked' });
  expect(changed.results).toMatchObject({ name: '组内', kind: 'locked', revision: 1 });
});

it('deletes, and brings back as it was', async () => {
  const before = await create({ kind: 'shared' });
  const { view_id } = before;
  expect((await backend.call(deleteView, { view_id })).results).toBe(true);
  expect(await names()).toEqual([]);
  expect(await backend.call(deleteView, { view_id })).toMatchObject(refused('viewNotFound'));
  expect((await backend.call(restoreView, { view_id })).results).toEqual(before);
  expect(await backend.call(restoreView, { view_id })).toMatchObject(refused('viewNotFound'));
});

it('orders views', async () => {
  const ids: number[] = [];
  for (const name of ['一', '二', '三']) ids.push((await create({ name })).view_id);
  expect((await backend.call(orderViews, { view_ids: [...ids].reverse() })).results).toBe(true);
  expect(await names()).toEqual(['三', '二', '一']);
});

it('keeps the caller’s changes beside the view, and drops them', async () => {
  const { view_id } = await create({ kind: 'shared' });
  const state = { ...waiting, list_type: 3 };
  const kept = await backend.call(saveViewOverlay, { view_id, base_revision: 1, state });
  expect(kept.results).toMatchObject({
    state: { list_type: 1 },
    overlay: { base_revision: 1, updated_at: '2026-03-02 09:00:00', state: { list_type: 3 } },
  });
  expect((await backend.call(dropViewOverlay, { view_id })).results).toBe(true);
  expect((await list()).data[0]?.overlay).toBeNull();
});

it('keeps them over a restart, and over the view’s end', async () => {
  const { view_id } = await create({ kind: 'shared' });
  await backend.call(saveViewOverlay, { view_id, base_revision: 1, state: { list_type: 3 } });
  backend.close();
  backend = createTestBackend({ dataFolder: backend.dataFolder });
  await backend.call(deleteView, { view_id });
  expect((await list()).data).toMatchObject([
    { availability: 'deleted', overlay: { state: { list_type: 3 } } },
  ]);
});

it.each([
  ['recruiter', 'default', 'viewNotEditable', 'viewNotEditable'],
  ['recruiter', 'locked', 'viewNotEditable', 'viewNotEditable'],
  ['recruiter', 'shared', undefined, 'viewNotEditable'],
  ['reviewer', 'shared', 'viewNotEditable', 'viewNotEditable'],
  ['administrator', 'locked', undefined, undefined],
  ['administrator', 'private', 'viewNotFound', 'viewNotFound'],
] as const)(
  'to a %s, another’s %s view answers as it should',
  async (role, kind, update, manage) => {
    const { view_id } = await create({ kind });
    actAs(role);
    const answers = (name: keyof typeof errors | undefined) =>
      name ? refused(name) : { err_no: 0 };
    const saved = await backend.call(updateView, { view_id, revision: 1, state: {} });
    expect(saved).toMatchObject(answers(update));
    expect(await backend.call(orderViews, { view_ids: [view_id] })).toMatchObject(answers(manage));
    expect(await backend.call(changeView, { view_id, name: '新' })).toMatchObject(answers(manage));
    expect(await backend.call(deleteView, { view_id })).toMatchObject(answers(manage));
    if (manage) {
      backend.database.exec('UPDATE saved_views SET deleted_at = 1');
      expect(await backend.call(restoreView, { view_id })).toMatchObject(answers(manage));
    }
  },
);

it('refuses kinds that a role has not', async () => {
  actAs('reviewer');
  const request = { stage_type_id: 3, name: '共享', kind: 'shared' as const, state: {} };
  expect(await backend.call(createView, request)).toMatchObject(refused('viewKindNotAllowed'));
  expect((await list()).allowed_kinds).toEqual(['private']);
});

it.each([
  [createView, { stage_type_id: 9, name: '一', state: {} }, 'stageTypeNotFound'],
  [createView, { stage_type_id: 3, name: ' ', state: {} }, 'invalidParameter'],
  [createView, { stage_type_id: 3, name: '长'.repeat(61), state: {} }, 'invalidParameter'],
  [
    createView,
    { stage_type_id: 3, name: '一', state: { search_params: { unheard: 1 } } },
    'invalidParameter',
  ],
  [
    createView,
    {
      ...{ stage_type_id: 3, name: '一' },
      state: { filter: { op: 'and', items: [{ column: 'unheard', operator: 'is', value: 1 }] } },
    },
    'invalidParameter',
  ],
  [
    createView,
    { stage_type_id: 3, name: '一', state: { order: [{ key: 'unheard' }] } },
    'invalidParameter',
  ],
  [createView, { stage_type_id: 3, name: '一', state: { position_id: 7 } }, 'positionNotFound'],
  [createView, { stage_type_id: 3, name: '一', kind: 'ours', state: {} }, 'invalidParameter'],
  [listViews, { stage_type_id: 9 }, 'stageTypeNotFound'],
  [getView, { view_id: 9 }, 'viewNotFound'],
  [updateView, { view_id: 9, revision: 1, state: {} }, 'viewNotFound'],
  [changeView, { view_id: 9, name: '一' }, 'viewNotFound'],
  [saveViewOverlay, { view_id: 9, base_revision: 1, state: {} }, 'viewNotFound'],
] as const)('refuses what makes no sense (%#)', async (endpoint, request, name) => {
  expect(await backend.call(endpoint, request as never)).toMatchObject(refused(name));
  expect(await names()).toEqual([]);
});
