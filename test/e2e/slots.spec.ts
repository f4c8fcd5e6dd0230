import type { Page } from '@playwright/test';
import { jpegFile, pdfFile } from '../../main/backend/attachments/test-files.ts';
import { degreeCertificate } from '../../shared/api/certificates.ts';
import { listVerifications } from '../../shared/api/verifications.ts';
import { expectAccessible } from './accessibility.ts';
import { requestCertificate, songHaiyang } from './candidates.ts';
import { expect, test } from './fixtures.ts';

const file = (name: string, shade: number) =>
  name.endsWith('.pdf')
    ? { name, mimeType: 'application/pdf', buffer: Buffer.from(pdfFile(String(shade))) }
    : { name, mimeType: 'image/jpeg', buffer: Buffer.from(jpegFile(shade)) };

async function submit(phone: Page, count: number): Promise<void> {
  await phone.getByRole('button', { name: `提交 ${count} 个文件` }).tap();
  await phone.getByRole('button', { name: '确认提交' }).tap();
  await expect(phone.getByRole('heading', { name: '提交成功' })).toBeVisible();
}

test('named documents: sent one by one, one returned with its reason, answered, passed and verified', async ({
  recruiter: page,
  workstation,
  phone,
  mail,
}) => {
  test.slow();
  const row = await songHaiyang(workstation);
  const token = await requestCertificate(workstation, row);
  const link = `${workstation.candidatesUrl}/c/${token}`;

  await test.step('the candidate answers one document after the other', async () => {
    await phone.goto(link);
    await expect(phone.getByRole('img', { name: '毕业证书样例' })).toBeVisible();
    await expect(phone.getByText('还缺：毕业证书')).toBeVisible();
    await phone.getByTestId('photos').setInputFiles([file('毕业证.jpg', 1)]);
    await expect(phone.getByText('已上传 ·')).toHaveCount(1);
    await phone.getByRole('button', { name: '下一项：学位证书' }).tap();
    await phone.getByRole('button', { name: '下一项：学信网备案表' }).tap();
    await phone.getByTestId('files').setInputFiles([file('备案表.pdf', 1)]);
    await expect(phone.getByText('已上传 ·')).toHaveCount(1);
    await expectAccessible('documents one by one', phone.locator('body'));
    await phone.reload();
    await expect(phone.getByRole('button', { name: /毕业证书 1 个文件/ })).toBeVisible();
    await expect(phone.getByRole('button', { name: /学信网备案表 1 个文件/ })).toBeVisible();
    await submit(phone, 2);
    await expect(phone.getByText(/^毕业证书 · /)).toBeVisible();
    await expectAccessible('receipt', phone.locator('body'));
  });

  await page.getByPlaceholder(/姓名/).fill('18799990000');
  const cell = page.getByRole('row').filter({ hasText: '宋海洋' });
  await cell.getByText('已反馈', { exact: true }).click();
  const drawer = page.getByRole('dialog', { name: /宋海洋 的学历证明/ });

  await test.step('the recruiter fails one document by key, and asks for it again', async () => {
    await expect(drawer.getByRole('heading', { name: '学位证书' })).toBeVisible();
    await expect(drawer.getByText('未提交')).toBeVisible();
    await expect(page.getByRole('img', { name: '毕业证.jpg' })).toBeVisible();
    await page.keyboard.press('e');
    await expect(page.getByRole('group', { name: '为什么不通过' })).toBeVisible();
    await page.keyboard.press('1');
    await page.keyboard.press('Escape');
    await expect(drawer.getByText('毕业证书 · 模糊')).toBeVisible();
    await page.keyboard.press('3');
    await expect(drawer.getByText(/评为「不通过」/).first()).toBeVisible();
    await page.keyboard.press('a');
    const dialog = page.getByRole('dialog', { name: '要求 宋海洋 重交学历证明' });
    await expect(dialog.getByLabel('毕业证书', { exact: true })).toBeChecked();
    await dialog.getByPlaceholder('说明（选填）').fill('编号看不清');
    await expect(
      dialog
        .frameLocator('iframe')
        .getByText('毕业证书：照片模糊，文字看不清，请在光线充足处重拍。编号看不清'),
    ).toBeVisible();
    await expectAccessible('asking again', dialog);
    await dialog.getByRole('button', { name: '发送' }).click();
    await expect(drawer.getByText('等待重新上传')).toBeVisible();
    await expect
      .poll(() => mail.accepted.map(({ subject }) => subject ?? '').join())
      .toContain('请补充学历证明材料');
  });

  await test.step('the candidate finds that one open, with the reason, and answers', async () => {
    await phone.reload();
    await expect(phone.getByText('需要重交：毕业证书。其他材料不用再传。')).toBeVisible();
    await expect(phone.getByText('编号看不清')).toBeVisible();
    await expect(phone.getByText('还缺：毕业证书')).toBeVisible();
    await expectAccessible('a document asked for again', phone.locator('body'));
    await phone.getByRole('button', { name: /学信网备案表 1 个文件 已通过/ }).tap();
    await expect(phone.getByText('这一项已通过，不用再传。')).toBeVisible();
    await expect(phone.getByRole('button', { name: '移除 备案表.pdf' })).toHaveCount(0);
    await phone.getByRole('button', { name: /^毕业证书/ }).tap();
    await phone.getByTestId('photos').setInputFiles([file('毕业证新.jpg', 90)]);
    await expect(phone.getByText('已上传 ·')).toHaveCount(1);
    await submit(phone, 2);
  });

  await test.step('the recruiter compares both, passes, and notes the verification', async () => {
    await expect(page.getByRole('img', { name: '毕业证新.jpg' })).toBeVisible();
    await expect(drawer.getByRole('button', { name: '备案表.pdf' }).first()).toBeVisible();
    await drawer.getByRole('button', { name: '对比', exact: true }).click();
    const compared = page.getByRole('region', { name: '对比提交' });
    await expect(compared.getByRole('img', { name: '毕业证.jpg' })).toBeVisible();
    await expect(compared.getByRole('img', { name: '毕业证新.jpg' })).toBeVisible();
    await expectAccessible('two submissions compared', compared);
    await compared.getByRole('button', { name: '结束对比' }).click();
    await page.keyboard.press('1');
    await expect(drawer.getByText(/评为「通过」/).first()).toBeVisible();

    await drawer.getByRole('button', { name: '登记核验' }).click();
    const form = drawer.getByRole('form', { name: '登记核验' });
    await form.getByLabel('证书编号').fill('105911202305000001');
    await form.locator('input[type=file]').setInputFiles([file('学信网.pdf', 7)]);
    await expect(form.getByText('学信网.pdf')).toBeVisible();
    await expectAccessible('a verification', form);
    await form.getByRole('button', { name: '保存核验' }).click();
    await expect(drawer.getByText('证书编号 105911202305000001')).toBeVisible();
    await expect(drawer.getByRole('link', { name: '学信网.pdf' })).toBeVisible();
  });

  const { results: certificates } = await workstation.call(degreeCertificate.listCertificates, {
    application_id: row.application_id,
  });
  const certificate_id = certificates[0]?.certificate_id ?? 0;
  const detail = await workstation.call(degreeCertificate.getCertificateById, { certificate_id });
  expect(detail.results.review_status).toBe(1);
  expect(detail.results.attachments.map(({ name }) => name)).toEqual([
    '备案表.pdf',
    '毕业证新.jpg',
  ]);
  const checks = await workstation.call(listVerifications, { certificate_id });
  expect(checks.results).toMatchObject([{ result: 1, source: 'chsi', evidence: [{ ext: 'pdf' }] }]);
});
