import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './pipeline-fixtures.ts';

test.describe.configure({ mode: 'default' });

test('the palette goes anywhere and finds candidates, by keyboard alone', async ({ recruiter }) => {
  await recruiter.keyboard.press('Control+k');
  const field = recruiter.getByRole('textbox', { name: '命令面板' });
  await expect(field).toBeFocused();
  const axe = await new AxeBuilder({ page: recruiter }).include('[role="dialog"]').analyze();
  expect(
    axe.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical'),
  ).toEqual([]);

  await recruiter.keyboard.type('18799990000');
  const dialog = recruiter.getByRole('dialog', { name: '命令面板' });
  await expect(dialog.getByRole('button', { name: /宋海洋/ })).toHaveAttribute(
    'data-selected',
    'true',
  );
  await expect(dialog.locator('mark').first()).toHaveText('18799990000');
  await recruiter.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  const panel = recruiter.getByRole('complementary', { name: '候选人详情' });
  await expect(panel.getByRole('heading', { name: '宋海洋' })).toBeVisible();
  await recruiter.keyboard.press('Escape');
  await expect(panel).toBeHidden();

  // Who types on before the palette stands loses nothing.
  await recruiter.keyboard.press('Control+k');
  await recruiter.keyboard.type('interview');
  await expect(dialog.getByRole('button', { name: /面试/ }).first()).toBeVisible();
  await recruiter.keyboard.press('Enter');
  await expect(recruiter.getByRole('tab', { name: /^面试/ })).toHaveAttribute(
    'aria-selected',
    'true',
  );

  await recruiter.keyboard.press('Control+k');
  await expect(field).toBeFocused();
  await recruiter.keyboard.type('没有这个人');
  await expect(dialog.getByText('没有找到“没有这个人”')).toBeVisible();
  await recruiter.keyboard.press('Control+k');
  await expect(dialog).toBeHidden();
});

test('the sheet of keys lists the screen below it', async ({ recruiter }) => {
  await recruiter.keyboard.press('?');
  const sheet = recruiter.getByRole('dialog', { name: '快捷键' });
  for (const text of ['搜索候选人', '下一位候选人', '打开命令面板', '查看快捷键']) {
    await expect(sheet.getByText(text, { exact: true })).toBeVisible();
  }
  await expect(sheet.getByText('顺时针旋转 90°')).toBeHidden();
  await recruiter.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
});

test('exports what the list shows', async ({ recruiter }) => {
  const heads = await recruiter.getByRole('columnheader').allInnerTexts();
  await recruiter.getByRole('button', { name: '导出', exact: true }).click();
  const downloading = recruiter.waitForEvent('download');
  await recruiter.getByRole('menuitem', { name: '导出 CSV' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^候选人_offer_\d{4}-\d\d-\d\d\.csv$/);
  const lines = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\r\n');
  expect(lines).toHaveLength(138);
  expect(lines[0]).toMatch(/^姓名,手机号/);
  // The columns on screen in their order, some with more than one fact.
  const columns = lines[0]?.split(',') ?? [];
  const shown = heads.map((head) => head.trim()).filter((head) => columns.includes(head));
  expect(shown.length).toBeGreaterThan(6);
  expect(columns.filter((column) => shown.includes(column))).toEqual(shown);
  await expect(recruiter.getByText(/^已导出：候选人_offer/)).toBeVisible();
});
