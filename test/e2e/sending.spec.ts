import type { Page } from '@playwright/test';
import { listMessages } from '../../shared/api/outbox.ts';
import { expectAccessible } from './accessibility.ts';
import { songHaiyang } from './candidates.ts';
import { expect, test } from './fixtures.ts';

async function openDialog(page: Page): Promise<void> {
  await page.getByPlaceholder(/姓名/).fill('18799990000');
  await page.getByRole('button', { name: '向 宋海洋 发起学历证明' }).click();
  await expect(page.getByRole('dialog', { name: /发起学历证明：宋海洋/ })).toBeVisible();
}

test('a request is sent with an expiry, its QR code shown, taken back with a key, and sent again', async ({
  recruiter: page,
  workstation,
}) => {
  await openDialog(page);
  const preview = page.frameLocator('iframe[title="邮件正文预览"]');
  await expect(preview.getByText('宋海洋，您好')).toBeVisible();
  await page.getByRole('switch', { name: '同时发送短信' }).check();
  await expect(page.getByText(/按 \d 条计费/)).toBeVisible();
  await expectAccessible('the request', page.getByRole('dialog'));
  await page.emulateMedia({ colorScheme: 'light' });

  await page.getByRole('combobox', { name: '链接有效期' }).click();
  await page.getByRole('option', { name: '到某一天为止' }).click();
  await page.getByLabel('最后一天').fill('2020-01-01');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('请选择今天或之后的日期')).toBeVisible();
  const day = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('最后一天').fill(day);
  await expect(preview.getByText(`${day} 23:59:59`)).toBeVisible();
  await page.keyboard.press('Control+Enter');

  const notice = page.getByRole('region', { name: '刚刚发起的请求' });
  await expect(notice.getByText('已发起，宋海洋 将收到上传链接')).toBeVisible();
  await notice.getByRole('button', { name: '二维码' }).click();
  await expect(page.getByRole('img', { name: '宋海洋 的上传链接二维码' })).toBeVisible();
  await expectAccessible('link and QR code', page.getByRole('dialog'));
  await page.keyboard.press('Escape');
  await expect(page.getByRole('img', { name: '宋海洋 的上传链接二维码' })).toBeHidden();
  await page.keyboard.press('z');
  await expect(page.getByText(/已撤回，没有发出任何消息/)).toBeVisible();
  // What was written comes back with the dialog.
  await expect(page.getByLabel('最后一天')).toHaveValue(day);
  const { application_id } = await songHaiyang(workstation);
  const messages = async () =>
    (await workstation.call(listMessages, { application_id, page: 1, size: 20 })).results.dataList;
  expect((await messages()).map(({ stage }) => stage)).toEqual(['cancelled', 'cancelled']);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('row').filter({ hasText: '宋海洋' })).toContainText('待反馈');
  expect(await messages()).toHaveLength(4);
});
