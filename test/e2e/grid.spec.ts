import type { Page } from '@playwright/test';
import { saveGridLayout } from '../../shared/api/grid-layout.ts';
import { seriousViolations } from './accessibility.ts';
import { expect, test } from './pipeline-fixtures.ts';

const rows = (page: Page) => page.locator('tr[data-application]');
const row = (page: Page, index: number) => page.locator(`tr[data-index="${index}"]`);
const head = (page: Page, name: string) => page.getByRole('columnheader', { name, exact: true });
const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    const cell = at?.closest('th, td')?.getAttribute('data-key');
    return [at?.closest('tr')?.getAttribute('data-index') ?? 'head', cell ?? 'row'].join(' ');
  });
const selectedCount = (page: Page, count: number) =>
  page.getByText(`已选 ${count} 位`, { exact: true });
const keys = (page: Page) =>
  page
    .locator('thead th')
    .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-key')));

// One after the other on one workstation.
test.describe.configure({ mode: 'default', timeout: 120_000 });

test('the keyboard goes through rows, cells and heads, and selects', async ({ recruiter }) => {
  const { keyboard } = recruiter;
  await recruiter.locator('body').press('j');
  expect(await focused(recruiter)).toBe('0 row');
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowRight');
  await keyboard.press('ArrowRight');
  expect(await focused(recruiter)).toBe('1 candidate');
  await keyboard.press('End');
  expect(await focused(recruiter)).toBe('1 actions');
  await keyboard.press('Home');
  await keyboard.press('ArrowLeft');
  expect(await focused(recruiter)).toBe('1 row');
  await keyboard.press('End');
  await expect.poll(() => focused(recruiter)).toBe('136 row');
  await keyboard.press('PageUp');
  await expect.poll(() => focused(recruiter)).not.toBe('136 row');
  await keyboard.press('Home');
  await expect.poll(() => focused(recruiter)).toBe('0 row');
  await keyboard.press('ArrowUp');
  await keyboard.press('ArrowRight');
  await keyboard.press('ArrowRight');
  expect(await focused(recruiter)).toBe('head position');
  await keyboard.press('ArrowDown');

  await keyboard.press('Space');
  await expect(row(recruiter, 0)).toHaveAttribute('aria-selected', 'true');
  await keyboard.press('PageDown');
  await keyboard.press('Shift+Space');
  const place = Number((await focused(recruiter)).split(' ')[0]);
  await expect(selectedCount(recruiter, place + 1)).toBeVisible();
  await keyboard.press('Control+a');
  await expect(selectedCount(recruiter, 137)).toBeVisible();
  await keyboard.press('Space');
  await expect(selectedCount(recruiter, 136)).toBeVisible();
  await keyboard.press('Escape');
  await expect(recruiter.getByText('共 137 位', { exact: true })).toBeVisible();
});

test('rows stay selected across the whole list', async ({ recruiter }) => {
  await row(recruiter, 1).getByRole('checkbox').click();
  await recruiter.keyboard.press('Control+End');
  await expect(row(recruiter, 136)).toBeVisible();
  // A range from one end to the other, most of it never on screen.
  await row(recruiter, 135)
    .locator('th')
    .click({ modifiers: ['Shift'] });
  await expect(selectedCount(recruiter, 135)).toBeVisible();
  await recruiter.getByRole('button', { name: '选择全部 137 位' }).click();
  await row(recruiter, 134).getByRole('checkbox').click();
  await expect(selectedCount(recruiter, 136)).toBeVisible();
  await recruiter.getByRole('searchbox').fill('18799990000');
  await expect(rows(recruiter)).toHaveCount(1);
  await expect(recruiter.getByText('共 1 位', { exact: true })).toBeVisible();
});

test('columns are sized, pinned, moved and hidden, and stay so', async ({
  recruiter,
  workstation,
}) => {
  await workstation.call(saveGridLayout, { stage_type_id: 3, layout: null });
  await recruiter.reload();
  await expect(rows(recruiter).first()).toBeVisible();
  const width = async (name: string) => (await head(recruiter, name).boundingBox())?.width ?? 0;

  const handle = recruiter.getByRole('separator', { name: '调整 应聘职位 的列宽' });
  const box = await handle.boundingBox();
  const before = await width('应聘职位');
  if (!box) throw new Error('no handle on screen');
  await recruiter.mouse.move(box.x + box.width / 2, box.y + 10);
  await recruiter.mouse.down();
  await recruiter.mouse.move(box.x + box.width / 2 + 60, box.y + 10, { steps: 5 });
  await recruiter.mouse.up();
  await expect.poll(() => width('应聘职位')).toBe(before + 60);
  await handle.focus();
  await recruiter.keyboard.press('ArrowRight');
  await recruiter.keyboard.press('Shift+ArrowLeft');
  await expect.poll(() => width('应聘职位')).toBe(before + 60 + 8 - 40);

  const menu = async (name: string, item: string) => {
    await head(recruiter, name).getByRole('button').first().focus();
    await recruiter.keyboard.press('Tab');
    await recruiter.keyboard.press('Enter');
    await recruiter.getByRole('menuitem', { name: item, exact: true }).click();
    await expect(recruiter.getByRole('menu')).toBeHidden();
  };
  await menu('薪酬证明', '左移');
  await menu('当前步骤', '固定在左侧');
  await menu('薪资证明进度', '隐藏此列');
  const order = [
    ...['select', 'candidate', 'step', 'position', 'incomeCertificate', 'offerStatus'],
    ...['degreeCertificate', 'degreeProgress', 'updatedAt', 'actions'],
  ];
  await expect.poll(() => keys(recruiter)).toEqual(order);
  await recruiter.getByTitle('紧凑').click();
  await expect.poll(async () => (await row(recruiter, 0).boundingBox())?.height).toBe(30);

  const dragged = await head(recruiter, 'offer状态').boundingBox();
  const target = await head(recruiter, '薪酬证明').boundingBox();
  if (!dragged || !target) throw new Error('no heads on screen');
  await recruiter.mouse.move(dragged.x + 20, dragged.y + 12);
  await recruiter.mouse.down();
  await recruiter.mouse.move(dragged.x, dragged.y + 12, { steps: 4 });
  await recruiter.mouse.move(target.x + 20, target.y + 12, { steps: 6 });
  await recruiter.mouse.up();
  const [first, second] = ['offerStatus', 'incomeCertificate'];
  const after = order.map((key) => (key === first ? second : key === second ? first : key));
  await expect.poll(() => keys(recruiter)).toEqual(after);

  await recruiter.reload();
  await expect.poll(() => keys(recruiter)).toEqual(after);
  await expect.poll(() => width('应聘职位')).toBe(before + 28);
  expect((await row(recruiter, 0).boundingBox())?.height).toBe(30);
  await workstation.call(saveGridLayout, { stage_type_id: 3, layout: null });
});

test('several columns sort, and a reload restores everything', async ({ recruiter }) => {
  await head(recruiter, 'offer状态').getByRole('button').first().click();
  await expect(head(recruiter, 'offer状态')).toHaveAttribute('aria-sort', 'ascending');
  await head(recruiter, '应聘职位')
    .getByRole('button')
    .first()
    .click({ modifiers: ['Shift'] });
  await head(recruiter, '应聘职位')
    .getByRole('button')
    .first()
    .click({ modifiers: ['Shift'] });
  await expect(recruiter).toHaveURL(/order=offerStatus.asc%2Cposition_name.desc/);
  await expect(recruiter.locator('[aria-busy="true"]')).toHaveCount(0);
  await recruiter.getByRole('tabpanel').evaluate((list) => list.scrollTo({ top: 1_200 }));
  await expect(recruiter).toHaveURL(/row=31/);
  await row(recruiter, 33).locator('th').click();
  const panel = recruiter.getByRole('complementary', { name: '候选人详情' });
  const name = (await panel.getByRole('heading', { level: 2 }).textContent()) ?? '';

  await recruiter.reload();
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText(name);
  await expect(row(recruiter, 33)).toHaveAttribute('aria-current', 'true');
  await expect(head(recruiter, 'offer状态')).toHaveAttribute('aria-sort', 'ascending');
  await recruiter.goto(new URL('/', recruiter.url()).href);
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText(name);
});

test('the panel goes from record to record past every border', async ({ recruiter }) => {
  const panel = recruiter.getByRole('complementary', { name: '候选人详情' });
  const title = panel.getByRole('heading', { level: 2 });
  const nameOf = (index: number) => row(recruiter, index).locator('th span').first().textContent();
  await recruiter.getByRole('tabpanel').evaluate((list) => list.scrollTo({ top: 97 * 40 }));
  await row(recruiter, 98).locator('th').click();
  await expect(title).toHaveText((await nameOf(98)) ?? '');
  // Rows come by the hundred: the next one but one is of another block.
  for (const index of [99, 100, 101]) {
    await recruiter.keyboard.press('j');
    await expect(row(recruiter, index)).toHaveAttribute('aria-current', 'true');
    await expect(title).toHaveText((await nameOf(index)) ?? '');
  }
  await recruiter.keyboard.press('k');
  await expect(row(recruiter, 100)).toHaveAttribute('aria-current', 'true');
  await panel.getByRole('button', { name: '上一位候选人（K）' }).click();
  await expect(title).toHaveText((await nameOf(99)) ?? '');
  await expect(panel.getByText('历史记录')).toBeVisible();
  await recruiter.keyboard.press('Escape');
  await expect(panel).toBeHidden();

  await row(recruiter, 99).getByRole('checkbox').click();
  await expect(selectedCount(recruiter, 1)).toBeVisible();
  expect(await seriousViolations(recruiter, { part: 'main' })).toEqual([]);
});
