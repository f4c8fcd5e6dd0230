import type { Page } from '@playwright/test';
import { requestCertificate, songHaiyang, submitFiles } from './candidates.ts';
import { expect, test } from './fixtures.ts';
import type { RunningWorkstation } from './harness/workstation.ts';
import { photo, type SampleFile } from './sample-files.ts';

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
  await page.keyboard.press('3');
  await expect(page.getByText(/评为「不通过」/).first()).toBeVisible();
  await page.getByRole('button', { name: '要求重新上传' }).click();
  await page.getByLabel('给候选人的说明').fill('照片反光');
  await page.getByRole('button', { name: '确认' }).click();
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
