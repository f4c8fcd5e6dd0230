import type { Page } from '@playwright/test';
import { reviewQueue } from '../../shared/api/review-queue.ts';
import { expectAccessible, stillPage } from './accessibility.ts';
import { expect, test } from './pipeline-fixtures.ts';

// One after the other on one workstation.
test.describe.configure({ mode: 'default', timeout: 240_000 });

test.beforeEach(({ page }) => stillPage(page));

/** Few rows: axe looks at everything under a dialog to judge what is in it. */
async function onlySong(page: Page): Promise<void> {
  await page.getByRole('searchbox').fill('18799990000');
  await expect(page.getByText('共 1 位', { exact: true })).toBeVisible();
}

/** Opens something by the command palette. */
async function command(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: '命令面板' });
  await expect(palette.getByRole('textbox')).toBeFocused();
  await page.keyboard.type(words);
  await expect(palette.locator('[data-selected="true"]')).toContainText(words);
  await page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
}

async function judgeDialog(page: Page, name: string | RegExp): Promise<void> {
  const dialog = page.getByRole('dialog', { name });
  await expectAccessible(String(name), dialog);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}

test('the pipeline and what opens above it', async ({ recruiter: page }) => {
  await onlySong(page);
  await page.getByRole('checkbox', { name: '选择 宋海洋' }).check();
  await page.locator('tr[data-application] th').click();
  await expect(page.getByText('历史记录')).toBeVisible();
  await expectAccessible('grid, panel and selection bar', page.locator('body'));
  await page.keyboard.press('Escape');

  await page.keyboard.press('v');
  await expectAccessible('views', page.getByRole('listbox').filter({ visible: true }));
  await page.keyboard.press('Escape');
  await page.keyboard.press('f');
  await judgeDialog(page, '筛选器');
  for (const [words, title] of [
    ['存为视图', '存为视图'],
    ['管理视图', /^管理视图/],
    ['设置筛选项', /筛选项/],
    ['设置列', /列/],
    ['新增候选人', '新增候选人'],
    ['新增职位', '新增职位'],
  ] as const) {
    await command(page, words);
    await judgeDialog(page, title);
  }
});

test('outbox, and a queue with nothing in it', async ({ recruiter: page }) => {
  await onlySong(page);
  await page.getByRole('button', { name: /^发件箱/ }).click();
  await expect(page.getByRole('columnheader', { name: '收件人' })).toBeVisible();
  await expectAccessible('outbox', page.locator('main'));
  await page.route(`**${reviewQueue.path}`, async (route) => {
    const answer = await (await route.fetch()).json();
    answer.results.dataList = [];
    await route.fulfill({ json: answer });
  });
  await page.getByRole('button', { name: /^评审 / }).click();
  await expect(page.getByText('都评审完了')).toBeVisible();
  await expectAccessible('nothing to review', page.locator('main'));
});

test('the import, from the file to its undo', async ({ recruiter: page }) => {
  await onlySong(page);
  await command(page, '导入候选人');
  const dialog = page.getByRole('dialog', { name: '导入' });
  await expectAccessible('import: the file', dialog);
  const lines = ['姓名,手机号,应聘职位,备注', '林一一,13900001111,保安队长sy,x', '坏人,1.39E+10,,'];
  await page.locator('input[type=file]').setInputFiles({
    ...{ name: '名单.csv', mimeType: 'text/csv' },
    buffer: Buffer.from(lines.join('\r\n')),
  });
  await dialog.getByRole('button', { name: '检查文件' }).click();
  await expect(dialog.getByText(/科学计数法/)).toBeVisible();
  await expectAccessible('import: checked, with an error', dialog);
  await dialog.getByRole('button', { name: '导入 1 行' }).click();
  await expect(dialog.getByText('导入完成')).toBeVisible();
  await expectAccessible('import: done', dialog);

  await dialog.getByRole('button', { name: '导入记录与撤销' }).click();
  const past = page.getByRole('region', { name: '名单.csv' });
  await past.getByRole('button', { name: '有 1 行未导入，查看原因' }).click();
  await expect(past.getByText(/科学计数法/)).toBeVisible();
  await past.getByRole('button', { name: '撤销这次导入' }).click();
  await expectAccessible('past imports', past);
  await past.getByRole('button', { name: '撤销导入' }).click();
  await expect(past.getByText(/^已撤销/)).toBeVisible();
});

test('every section of the settings', async ({ recruiter: page }) => {
  await onlySong(page);
  // What is looked at fills the log.
  await page.locator('tr[data-application] th').click();
  await expect(page.getByText('历史记录')).toBeVisible();
  await page.getByRole('button', { name: '工作区设置' }).click();
  const list = page.getByRole('dialog').getByRole('tablist');
  await expectAccessible('the list of sections', list);
  const sections = await list.getByRole('tab').allInnerTexts();
  expect(sections.length).toBeGreaterThan(12);
  for (const name of sections) {
    await list.getByRole('tab', { name, exact: true }).click();
    const section = page.getByRole('tabpanel', { name, exact: true });
    await expect(section.getByRole('heading', { level: 2, name })).toBeVisible();
    await expect(section.locator('[role="status"] [aria-label^="正在加载"]')).toHaveCount(0);
    await expectAccessible(name, section);
  }
});
