import type { Page } from '@playwright/test';
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

test('the import dialog', async ({ recruiter: page }) => {
  await onlySong(page);
  await command(page, '导入候选人');
  await judgeDialog(page, /^导入$/);
});
