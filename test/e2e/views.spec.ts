import type { Page } from '@playwright/test';
import { listApplications } from '../../shared/api/process.ts';
import {
  createView,
  deleteView,
  listViews,
  type SavedView,
  updateView,
} from '../../shared/api/views.ts';
import { seriousViolations } from './accessibility.ts';
import type { RunningWorkstation } from './harness/workstation.ts';
import { expect, test } from './pipeline-fixtures.ts';

test.describe.configure({ mode: 'default' });

const offer = { stage_type_id: 3 };
const views = async (workstation: RunningWorkstation) =>
  (await workstation.call(listViews, offer)).results.data;
const total = async (workstation: RunningWorkstation, request: object) =>
  (await workstation.call(listApplications, { ...offer, size: 1, ...request })).results.pagination
    .total;
/** Judges one part of the page: the whole grid has its own spec. */
const axe = async (page: Page, part: string) =>
  expect(await seriousViolations(page, { part })).toEqual([]);
const picker = (page: Page) => page.getByRole('button', { name: /^视图:/ });
const option = (page: Page, name: string | RegExp) => page.getByRole('option', { name });
/** Types into a searchable select until it offers the option first, and takes it. */
const choose = async (page: Page, name: string) => {
  await page.keyboard.type(name);
  await expect(page.getByRole('option', { name, exact: true })).toHaveAttribute(
    'data-combobox-selected',
  );
  await page.keyboard.press('Enter');
};
const save = async (page: Page, name: string, kind: string) => {
  const dialog = page.getByRole('dialog', { name: '存为视图' });
  await dialog.getByRole('textbox', { name: '名称' }).fill(name);
  await dialog.getByRole('radio', { name: kind, exact: true }).check();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
};

test.afterEach(async ({ workstation }) => {
  for (const { view_id, availability } of await views(workstation)) {
    if (availability === 'here') await workstation.call(deleteView, { view_id });
  }
});

test('builds conditions in groups by keyboard, and takes them off one by one', async ({
  recruiter,
  workstation,
}) => {
  await recruiter.keyboard.press('f');
  const dialog = recruiter.getByRole('dialog', { name: '筛选器' });
  await expect(dialog.getByRole('combobox', { name: '第 1 个条件：列' })).toBeFocused();
  await choose(recruiter, '学历证明');
  const value = dialog.getByRole('combobox', { name: '第 1 个条件：值' });
  await expect(value).toBeVisible();

  // Incomplete: it stays open and says why.
  await recruiter.keyboard.press('Control+Enter');
  await expect(dialog.getByText('请选择至少一个选项')).toBeVisible();
  await expect(dialog.getByRole('status')).toHaveText('补全标红的条件后才能应用');
  await value.focus();
  await recruiter.keyboard.press('ArrowDown');
  await expect(option(recruiter, '待反馈')).toHaveAttribute('data-combobox-selected');
  await recruiter.keyboard.press('Enter');
  await recruiter.keyboard.press('Escape');
  await expect(dialog.getByText('待反馈')).toBeVisible();
  await expect(dialog).toBeVisible();

  await dialog.getByRole('button', { name: '添加条件组' }).press('Enter');
  await expect(dialog.getByRole('combobox', { name: '第 2 个条件：列' })).toBeFocused();
  await choose(recruiter, '应聘时间');
  const day = dialog.getByRole('textbox', { name: '第 2 个条件：值' });
  await day.fill('2099/1/2');
  await recruiter.keyboard.press('Tab');
  await expect(day).toHaveValue('2099-01-02');
  await axe(recruiter, '[role="dialog"]');
  const waiting = await total(workstation, { degreeStatus: 1 });
  await expect(dialog.getByRole('status')).toHaveText('0 位候选人符合');
  await dialog.getByRole('combobox', { name: '第 2 个条件：比较方式' }).click();
  await option(recruiter, '早于').click();
  await expect(dialog.getByRole('status')).toHaveText(`${waiting} 位候选人符合`);
  await dialog.getByRole('combobox', { name: '第 2 个条件：值，日期方式' }).click();
  await option(recruiter, '几天后').click();
  await dialog.getByRole('textbox', { name: '第 2 个条件：值' }).fill('14');
  await expect(dialog.getByRole('status')).toHaveText(`${waiting} 位候选人符合`);
  await recruiter.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();

  const chips = recruiter.getByRole('group', { name: '筛选条件' });
  await expect(chips).toContainText('学历证明 属于 待反馈');
  await expect(chips).toContainText('应聘时间 早于 14 天后');
  await expect(recruiter.getByText(`共 ${waiting} 位`, { exact: true })).toBeVisible();
  await recruiter.reload();
  await chips.getByRole('button', { name: '移除条件：学历证明 属于 待反馈' }).click();
  await expect(recruiter.getByText('共 137 位', { exact: true })).toBeVisible();
  await expect(recruiter.getByRole('button', { name: '筛选器' })).toBeFocused();
  await chips.getByRole('button', { name: /^移除条件/ }).click();
  await expect(chips).toBeHidden();
});

test('a view is saved, changed for oneself over a reload, reset and updated', async ({
  recruiter,
  workstation,
}) => {
  await recruiter.getByRole('button', { name: 'offer状态: 全部' }).click();
  await option(recruiter, '已接受').click();
  await recruiter.keyboard.press('v');
  await option(recruiter, '将当前筛选存为视图…').click();
  await save(recruiter, '已接受', '共享');
  await expect(picker(recruiter)).toHaveText(/已接受/);

  const unsaved = recruiter.getByRole('status').filter({ hasText: '有未保存的更改' });
  await expect(unsaved).toBeHidden();
  await recruiter.getByRole('searchbox').fill('宋');
  await expect(unsaved).toBeVisible();
  const mine = async () => (await views(workstation))[0]?.overlay?.state.keyword;
  await expect.poll(mine).toBe('宋');
  expect((await views(workstation))[0]?.state).toMatchObject({
    search_params: { offerStatus: 3 },
    keyword: '',
  });

  // Another window, another day: only the view is named.
  await recruiter.goto(`${workstation.origin}/?saved=${(await views(workstation))[0]?.view_id}`);
  await expect(unsaved).toBeVisible();
  await expect(recruiter.getByRole('searchbox')).toHaveValue('宋');
  await axe(recruiter, 'search');
  await unsaved.getByRole('button', { name: '重置' }).click();
  await expect(unsaved).toBeHidden();
  await expect(recruiter.getByRole('searchbox')).toHaveValue('');
  await expect.poll(mine).toBeUndefined();

  await recruiter.getByRole('radiogroup', { name: '范围' }).getByText('全部').click();
  await unsaved.getByRole('button', { name: '更新视图' }).click();
  await expect(unsaved).toBeHidden();
  expect((await views(workstation))[0]).toMatchObject({ revision: 2, state: { list_type: 3 } });

  await recruiter.keyboard.press('v');
  await expect(recruiter.getByLabel('搜索视图')).toBeFocused();
  await recruiter.keyboard.type('全部');
  await recruiter.keyboard.press('ArrowDown');
  await recruiter.keyboard.press('Enter');
  await expect(recruiter.getByText('共 137 位', { exact: true })).toBeVisible();
  await expect(picker(recruiter)).toHaveText(/全部候选人/);
});

test('what somebody else does to a view changes nothing until its user says so', async ({
  recruiter,
  workstation,
}) => {
  const create = async (name: string) =>
    (
      await workstation.call(createView, {
        ...{ ...offer, name, kind: 'shared' },
        state: { search_params: { offerStatus: 3 } },
      })
    ).results;
  const change = ({ view_id, revision }: SavedView, value: number) =>
    workstation.call(updateView, {
      ...{ view_id, revision },
      state: { search_params: { offerStatus: value } },
    });
  const view = await create('组内');
  const pill = (value: string) => recruiter.getByRole('button', { name: `offer状态: ${value}` });
  const strip = recruiter.getByRole('status').filter({ hasText: '视图“组内”' });

  await recruiter.keyboard.press('v');
  await option(recruiter, /^组内/).click();
  await expect(pill('已接受')).toBeVisible();
  await change(view, 2);
  await expect(strip).toContainText('修改，您看到的仍是原来的筛选');
  await expect(pill('已接受')).toBeVisible();
  await strip.getByRole('button', { name: '查看新版本' }).click();
  await expect(pill('已发送')).toBeVisible();
  await expect(strip).toBeHidden();

  await change({ ...view, revision: 2 }, 4);
  await strip.getByRole('button', { name: '保留我的' }).click();
  const unsaved = recruiter.getByRole('status').filter({ hasText: '有未保存的更改' });
  await expect(unsaved.getByRole('button', { name: '更新视图' })).toBeVisible();
  await expect(pill('已发送')).toBeVisible();

  await workstation.call(deleteView, { view_id: view.view_id });
  await expect(strip).toContainText('删除，您的更改还在');
  await strip.getByRole('button', { name: '另存为…' }).click();
  await save(recruiter, '我的', '仅自己');
  await expect(picker(recruiter)).toHaveText(/我的/);
  await expect(pill('已发送')).toBeVisible();
  expect((await views(workstation)).map(({ name }) => name)).toEqual(['我的']);
});

test('views are renamed, locked, ordered, made the default and deleted', async ({
  recruiter,
  workstation,
}) => {
  for (const name of ['一', '二']) {
    const state = { search_params: { offerStatus: name === '一' ? 2 : 3 } };
    await workstation.call(createView, { ...offer, name, kind: 'shared', state });
  }
  await recruiter.keyboard.press('v');
  await option(recruiter, '管理视图…').click();
  const dialog = recruiter.getByRole('dialog', { name: '管理视图：offer' });
  const names = async () => (await views(workstation)).map(({ name, kind }) => `${name} ${kind}`);
  const field = dialog.getByRole('textbox', { name: '视图“一”的名称' });
  await field.fill('二');
  await recruiter.keyboard.press('Enter');
  await expect(dialog.getByText('已有名为“二”的视图')).toBeVisible();
  await field.fill('三');
  await recruiter.keyboard.press('Enter');
  await expect(dialog.getByRole('textbox', { name: '视图“三”的名称' })).toBeVisible();
  await dialog.getByRole('button', { name: '上移“二”' }).click();
  await expect.poll(names).toEqual(['二 shared', '三 shared']);
  await axe(recruiter, '[role="dialog"]');
  await dialog.getByRole('combobox', { name: '谁能使用“三”' }).click();
  await option(recruiter, '默认视图').click();
  await expect.poll(names).toEqual(['三 default', '二 shared']);
  await dialog.getByRole('button', { name: '删除“二”' }).click();
  await expect.poll(names).toEqual(['三 default']);
  await recruiter.getByRole('button', { name: '撤销' }).click();
  await expect.poll(names).toEqual(['三 default', '二 shared']);
  await recruiter.keyboard.press('Escape');

  // Where one is already, nothing changes; who comes to the stage starts with it.
  await expect(picker(recruiter)).toHaveText(/全部候选人/);
  await recruiter.getByRole('tab', { name: /^面试/ }).click();
  await recruiter.getByRole('tab', { name: /^offer/ }).click();
  await expect(picker(recruiter)).toHaveText(/三/);
  await expect(recruiter.getByRole('button', { name: 'offer状态: 已发送' })).toBeVisible();
});

test.describe('in English', () => {
  test('every filter is called what it shows', async ({ recruiter }) => {
    await recruiter.evaluate(() => localStorage.setItem('credo.language', 'en'));
    await recruiter.reload();
    await expect(recruiter.getByRole('button', { name: 'Offer status: All' })).toBeVisible();
    await axe(recruiter, 'search');
  });
});
