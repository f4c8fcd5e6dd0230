import { jpegFile } from '../../main/backend/attachments/test-files.ts';
import { startTestSmsGateway } from '../../main/delivery/sms/test-sms-gateway.ts';
import { expectAccessible } from './accessibility.ts';
import { sendNow } from './candidates.ts';
import { expect, test } from './fixtures.ts';

test('a text message carries a code, and the phone gets from it to the upload', async ({
  recruiter: page,
  phone,
  workstation,
}) => {
  // From the settings over the send dialog to the phone: three screens' worth of work.
  test.slow();
  const gateway = await startTestSmsGateway();
  try {
    await page.getByRole('button', { name: '工作区设置' }).click();
    const dialog = page.getByRole('dialog', { name: '工作区设置' });
    await dialog.getByRole('tab', { name: '短信' }).click();
    const settings = dialog.getByRole('tabpanel', { name: '短信' });
    await settings.getByLabel('接口地址（留空则停用短信）').fill(gateway.url);
    await settings.getByLabel('每分钟最多发送（条）').fill('600');
    await settings.getByRole('button', { name: '添加请求头' }).click();
    await settings.getByLabel('名称', { exact: true }).fill('Authorization');
    await settings.getByLabel('值', { exact: true }).fill('Bearer k3y');
    await settings.getByRole('button', { name: '保存', exact: true }).click();
    await expect(settings.getByPlaceholder('已保存，留空则不变')).toHaveValue('');
    await settings.getByLabel('测试手机号').fill('18799990000');
    await settings.getByRole('button', { name: '发送测试' }).click();
    await expect(settings.getByText('网关已接收：HTTP 200: {"code":0}')).toBeVisible();
    expect(gateway.requests.at(-1)?.headers.authorization).toBe('Bearer k3y');
    await expectAccessible('text messages', settings);
    await page.keyboard.press('Escape');

    await page.getByPlaceholder(/姓名/).fill('18799990000');
    const row = page.getByRole('row').filter({ hasText: '宋海洋' });
    await row.getByRole('button', { name: /发起/ }).last().click();
    await page.getByRole('switch', { name: '同时发送短信' }).check();
    await expect(page.getByText(/按 \d 条计费/)).toBeVisible();
    await expect(page.getByText('尚未设置短信网关')).toBeHidden();
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText(/将收到上传链接/)).toBeVisible();
    await sendNow(workstation);
    const sms = () =>
      gateway.requests
        .map(({ body }) => JSON.parse(body) as { phone: string; text: string })
        .find(({ phone: to, text }) => to === '+8618799990000' && text.includes('宋海洋'));
    await expect.poll(sms).toBeDefined();
    const text = sms()?.text ?? '';
    expect(text).toContain(`打开 ${workstation.candidatesUrl.replace(/\/$/, '')}/ 输入验证码 `);
    const code = /验证码 ([2-9A-Z]{6})/.exec(text)?.[1] ?? '';

    await phone.goto(workstation.candidatesUrl);
    await expect(phone.getByRole('heading', { name: '上传应聘材料' })).toBeVisible();
    await phone.getByLabel('验证码（6 位）').fill(code.toLowerCase());
    await phone.getByLabel('手机号后四位').fill('1234');
    await phone.getByRole('button', { name: '打开上传页面' }).tap();
    await expect(phone.getByRole('alert')).toContainText('验证码或手机号后四位不对');
    await expectAccessible('landing page', phone.locator('body'));
    await expect(phone.getByLabel('验证码（6 位）')).toHaveValue(code.toLowerCase());
    await phone.getByLabel('手机号后四位').fill('0000');
    await phone.getByRole('button', { name: '打开上传页面' }).tap();
    await expect(phone).toHaveURL(/\/c\/[0-9A-Za-z]{22}$/);
    await phone
      .getByTestId('photos')
      .setInputFiles([
        { name: '毕业证.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(jpegFile(0)) },
      ]);
    await phone.getByRole('button', { name: '提交 1 个文件' }).tap();
    await phone.getByRole('dialog').getByRole('button', { name: '确认提交' }).tap();
    await expect(phone.getByRole('heading', { name: '提交成功' })).toBeVisible();
  } finally {
    await gateway.close();
  }
});

test('the code is taken without the script, too', async ({ browser, workstation }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
  const phone = await context.newPage();
  await phone.goto(workstation.candidatesUrl);
  await phone.getByLabel('验证码（6 位）').fill('ABC234');
  await phone.getByLabel('手机号后四位').fill('0000');
  await phone.getByRole('button', { name: '打开上传页面' }).click();
  await expect(phone.getByRole('alert')).toContainText('验证码或手机号后四位不对');
  await context.close();
});
