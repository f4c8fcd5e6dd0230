import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { requestCertificate, songHaiyang, submitFiles } from './candidates.ts';
import { expect, test } from './fixtures.ts';
import type { RunningWorkstation } from './harness/workstation.ts';
import { damagedPdf, pdf, photo, type SampleFile, scan } from './sample-files.ts';

/** A request for 宋海洋, answered with files where some are given, open in the drawer. */
async function openDrawer(
  page: Page,
  workstation: RunningWorkstation,
  files: readonly SampleFile[],
): Promise<{ token: string }> {
  const row = await songHaiyang(workstation);
  const token = await requestCertificate(workstation, row);
  if (files.length > 0) await submitFiles(workstation, token, files);
  await page.getByPlaceholder(/姓名/).fill('18799990000');
  const cell = page.getByRole('row').filter({ hasText: '宋海洋' });
  await cell.getByText(files.length > 0 ? '已反馈' : '待反馈', { exact: true }).click();
  await expect(page.getByRole('dialog', { name: /宋海洋 的学历证明/ })).toBeVisible();
  return { token };
}

const scale = (page: Page) => page.getByRole('button', { name: /当前缩放/ });

test('pictures and PDFs are zoomed, turned and paged, and downloaded as they came', async ({
  recruiter: page,
  workstation,
}) => {
  const files = [await photo(page), await pdf(page, 3), await scan(page)];
  await openDrawer(page, workstation, files);
  const image = page.getByRole('img', { name: '毕业证书.jpg' });
  await expect(image).toBeVisible();
  // Drawn and fitted: until then there is nothing to zoom.
  await expect(scale(page)).toHaveText(/^[1-9]\d*%$/);
  await expect.poll(async () => (await image.boundingBox())?.width ?? 0).toBeGreaterThan(50);
  const fitted = await image.boundingBox();

  await page.keyboard.press('+');
  await expect
    .poll(async () => (await image.boundingBox())?.width)
    .toBeGreaterThan(fitted?.width ?? 0);
  await scale(page).click();
  await expect(scale(page)).toHaveText('100%');
  expect(Math.round((await image.boundingBox())?.width ?? 0)).toBe(1600);
  await page.keyboard.press('0');
  await expect(scale(page)).not.toHaveText('100%');
  await page.keyboard.press('r');
  await expect
    .poll(async () => {
      const box = await image.boundingBox();
      return box && box.height > box.width;
    })
    .toBe(true);

  // Each file is known by its picture, a PDF by its first page.
  const pictures = page.getByRole('navigation', { name: '提交的文件' }).locator('img[data-shown]');
  await expect(pictures).toHaveCount(3);
  await page.keyboard.press(']');
  await expect(page.getByRole('img', { name: '第 1 页' }).locator('canvas')).toBeVisible();
  await page
    .getByRole('toolbar', { name: '预览工具栏' })
    .getByRole('button', { name: '下一页' })
    .click();
  await expect(page.getByLabel('页码')).toHaveValue('2');
  await expect(page.getByRole('img', { name: '第 2 页' }).locator('canvas')).toBeVisible();

  const [single] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载 毕业证书.jpg' }).click(),
  ]);
  expect(single.suggestedFilename()).toBe('毕业证书.jpg');
  expect(readFileSync(await single.path()).equals(files[0]!.bytes)).toBe(true);
  const [all] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '全部下载（ZIP）' }).click(),
  ]);
  expect(all.suggestedFilename()).toMatch(/宋海洋.*\.zip$/);
  expect(
    readFileSync(await all.path())
      .subarray(0, 4)
      .toString('latin1'),
  ).toBe('PK\u0003\u0004');
});

test('verdicts go by keys, not while a remark is typed, and can be changed', async ({
  recruiter: page,
  workstation,
}) => {
  await openDrawer(page, workstation, [await photo(page)]);
  const verdict = (name: string) =>
    page.getByRole('group', { name: '评审结论' }).getByRole('button', { name });
  const remark = page.getByLabel('备注（选填，仅内部可见）');
  await remark.fill('与学信网核对一致，编号 ');
  await remark.press('1');
  await expect(remark).toHaveValue('与学信网核对一致，编号 1');
  await expect(verdict('通过').first()).toHaveAttribute('aria-pressed', 'false');

  await remark.blur();
  await page.keyboard.press('1');
  await expect(verdict('通过').first()).toHaveAttribute('aria-pressed', 'true');
  await expect(remark).toHaveValue('');
  await expect(page.getByText('与学信网核对一致，编号 1')).toBeVisible();

  await expect(verdict('不通过')).toBeEnabled();
  await page.keyboard.press('3');
  await expect(verdict('不通过')).toHaveAttribute('aria-pressed', 'true');
  const history = page.getByRole('list').filter({ hasText: '发起了证明' });
  await expect(history.getByText(/评为「不通过」/)).toBeVisible();
  await expect(history.getByText(/评为「通过」/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('row').filter({ hasText: '宋海洋' })).toContainText('不通过');
});

test('a submission appears by itself, with a notice', async ({ recruiter: page, workstation }) => {
  const file = await photo(page);
  const { token } = await openDrawer(page, workstation, []);
  await expect(page.getByText('等待候选人提交')).toBeVisible();
  await expectAccessible('waiting for the candidate', page.getByRole('dialog'));
  await submitFiles(workstation, token, [file]);
  await expect(page.getByText('宋海洋 已提交学历证明')).toBeVisible();
  await expect(page.getByRole('img', { name: '毕业证书.jpg' })).toBeVisible();
});

test('asking again keeps the earlier submission in sight; revoking ends the link', async ({
  recruiter: page,
  workstation,
}) => {
  const [first, second] = [await photo(page, '第一次'), await photo(page, '第二次')];
  const { token } = await openDrawer(page, workstation, [first]);
  await expect(page.getByRole('img', { name: '第一次.jpg' })).toBeVisible();
  await expect(page.getByRole('button', { name: '不通过' })).toBeEnabled();
  await page.keyboard.press('3');
  await expect(page.getByText(/评为「不通过」/).first()).toBeVisible();
  await page.getByRole('button', { name: '要求重交' }).click();
  const dialog = page.getByRole('dialog', { name: '要求 宋海洋 重交学历证明' });
  await dialog.getByLabel('毕业证书', { exact: true }).check();
  await dialog.getByLabel('给候选人的总体说明（选填）').fill('照片反光');
  await dialog.getByRole('button', { name: '发送' }).click();
  await expect(page.getByText('等待重新上传')).toBeVisible();

  await submitFiles(workstation, token, [second]);
  await expect(page.getByRole('img', { name: '第二次.jpg' })).toBeVisible();
  await page.getByRole('button', { name: '查看', exact: true }).last().click();
  await expect(page.getByRole('img', { name: '第一次.jpg' })).toBeVisible();
  await page.getByRole('button', { name: '回到最新提交' }).click();
  await expect(page.getByRole('img', { name: '第二次.jpg' })).toBeVisible();

  await page.getByRole('button', { name: '撤销链接' }).click();
  await page.getByRole('button', { name: '撤销', exact: true }).click();
  await expect(page.getByText('· 已撤销')).toBeVisible();
  const gone = await fetch(`${workstation.candidatesUrl}/c/${token}`, {
    headers: { accept: 'application/json' },
  });
  expect((await gone.json()).err_no).not.toBe(0);
});

test('what cannot be shown says so in plain words and offers what can be done', async ({
  recruiter: page,
  workstation,
}) => {
  await openDrawer(page, workstation, [damagedPdf(), await pdf(page, 1)]);
  await expect(page.getByText('文件无法预览')).toBeVisible();
  await expect(page.getByRole('link', { name: '下载原文件' })).toBeVisible();
  rmSync(join(workstation.dataFolder, 'attachments'), { recursive: true, force: true });
  await page.keyboard.press(']');
  await expect(page.getByText(/找不到这个文件|文件校验失败/)).toBeVisible();
});

test('the drawer with a picture and with a PDF has no serious accessibility fault', async ({
  recruiter: page,
  workstation,
}) => {
  await openDrawer(page, workstation, [await photo(page), await pdf(page, 2)]);
  await expect(page.getByRole('img', { name: '毕业证书.jpg' })).toBeVisible();
  const drawer = page.getByRole('dialog', { name: /宋海洋 的学历证明/ });
  await expectAccessible('a picture', drawer);
  await page.keyboard.press(']');
  await expect(page.getByRole('img', { name: '第 1 页' }).locator('canvas')).toBeVisible();
  await expectAccessible('a PDF', drawer);
});
