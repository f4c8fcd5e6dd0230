import { expectAccessible, stillPage } from './accessibility.ts';
import { expect, test } from './fixtures.ts';

test.use({ workspace: 'fresh' });

test('a new workspace asks who works here, looks at samples and removes them again', async ({
  recruiter: page,
  phone,
  workstation,
}) => {
  test.slow();
  await stillPage(page);
  await page.reload();
  await expect(page.getByRole('heading', { name: '欢迎使用 Credo' })).toBeVisible();
  await page.getByRole('button', { name: '继续' }).click();
  await expect(page.getByText('不能为空')).toHaveCount(2);
  await expectAccessible('the company', page.locator('body'));
  await page.getByLabel('公司名称').fill('北京某某有限公司');
  await page.getByLabel('您的姓名').fill('李招聘');
  await page.getByLabel('您的邮箱（选填）').fill('not an address');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('不是有效的邮箱地址');
  await page.reload();
  await expect(page.getByLabel('公司名称')).toHaveValue('北京某某有限公司');
  await page.getByLabel('您的邮箱（选填）').fill('li@example.com');
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { name: '选择从哪里开始' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: /先看看示例/ })).toBeVisible();
  await expectAccessible('where to begin', page.locator('body'));
  await page.getByRole('button', { name: /先看看示例/ }).click();
  await expect(page.getByText('共 137 位', { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('北京某某有限公司').first()).toBeVisible();

  // The candidates' server goes off and on again while everything runs.
  await page.getByRole('button', { name: '工作区设置' }).click();
  await page.getByRole('searchbox', { name: '搜索设置' }).fill('端口');
  await page.keyboard.press('Enter');
  const server = page.getByRole('tabpanel', { name: '候选人服务器' });
  await server.getByRole('switch', { name: '接受候选人上传' }).uncheck();
  await server.getByRole('button', { name: '保存', exact: true }).click();
  await expect(server.getByText('候选人服务没有运行，候选人无法上传。')).toBeVisible();
  await expect(phone.goto(workstation.candidatesUrl)).rejects.toThrow(/REFUSED/);
  await server.getByRole('switch', { name: '接受候选人上传' }).check();
  await server.getByRole('textbox', { name: '端口' }).fill(new URL(workstation.origin).port);
  await server.getByRole('button', { name: '保存', exact: true }).click();
  await expect(server.getByText(/已被其他程序占用/)).toBeVisible();
  await server.getByRole('textbox', { name: '端口' }).fill('0');
  await server.getByRole('button', { name: '保存', exact: true }).click();
  await expect(server.getByText('链接使用的地址')).toBeVisible();
  const address = await server.getByText(/^http:\/\/127\.0\.0\.1:\d+$/).textContent();
  await phone.goto(address ?? '');
  await expect(phone.getByRole('heading', { name: '上传应聘材料' })).toBeVisible();

  await page.getByRole('searchbox', { name: '搜索设置' }).fill('');
  await page.getByRole('tab', { name: '公司与招聘人' }).click();
  await page.getByRole('button', { name: '移除示例' }).click();
  await page.getByRole('button', { name: '确认移除' }).click();
  await expect(page.getByText('示例已移除')).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press('Escape');
  await expect(page.getByText('还没有候选人')).toBeVisible();
});
