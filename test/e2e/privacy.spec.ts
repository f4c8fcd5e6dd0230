import AxeBuilder from '@axe-core/playwright';
import { savePrivacySettings } from '../../shared/api/privacy.ts';
import { requestCertificate, songHaiyang } from './candidates.ts';
import { expect, test } from './fixtures.ts';

// A workstation of its own: somebody is missing from it afterwards.
test('a candidate agrees first; what was looked at is logged, and all of it is erased', async ({
  recruiter: page,
  workstation,
  browser,
}) => {
  test.slow();
  await workstation.call(savePrivacySettings, {
    consent: { enabled: true, zh: '我们会保存您的材料。', en: 'We keep your documents.' },
  });
  const token = await requestCertificate(workstation, await songHaiyang(workstation));
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const phone = await context.newPage();
  await phone.goto(`${workstation.candidatesUrl}/c/${token}`);
  await expect(phone.getByText('我们会保存您的材料。')).toBeVisible();
  await expect(phone.getByRole('heading', { name: '上传材料' })).toBeHidden();
  expect((await new AxeBuilder({ page: phone }).analyze()).violations).toEqual([]);
  await phone.getByRole('button', { name: '同意并继续' }).click();
  await expect(phone.getByText('我们会保存您的材料。')).toBeHidden();
  await phone.reload();
  await expect(phone.getByText('我们会保存您的材料。')).toBeHidden();
  await context.close();

  const address = page.url().split('?')[0];
  await page.goto(`${address}?settings=privacy`);
  await page.getByRole('searchbox', { name: '姓名、手机号或邮箱' }).fill('18799990000');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: '导出全部数据' }).click();
  expect((await downloading).suggestedFilename()).toBe('宋海洋_1511732484135936027.zip');
  await page.getByRole('button', { name: '彻底删除…' }).click();
  await page.getByLabel('输入候选人姓名以确认').fill('宋海洋');
  await page.getByRole('button', { name: '彻底删除', exact: true }).click();
  await expect(page.getByText('已彻底删除，回执已生成')).toBeVisible();
  await expect(page.getByRole('button', { name: '下载回执' })).toBeVisible();
  await page.getByRole('tab', { name: '访问记录' }).click();
  const log = page.getByRole('table', { name: '访问记录' });
  await expect(log.getByText('删除候选人数据')).toBeVisible();
  await expect(log.getByText('导出候选人数据')).toBeVisible();
  await expect(log.getByRole('button', { name: '已删除的候选人' }).first()).toBeVisible();
});
