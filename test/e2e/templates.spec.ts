import type { Page } from '@playwright/test';
import { jpegFile, pdfFile } from '../../main/backend/attachments/test-files.ts';
import { createTpl, getTpl, listTpl, saveTpl } from '../../shared/api/mail-templates.ts';
import { expectAccessible } from './accessibility.ts';
import { expect, test } from './fixtures.ts';

const preview = (page: Page) => page.frameLocator('iframe[title="邮件正文预览"]');
const list = (page: Page) => page.getByRole('navigation', { name: '模板列表' });
const subject = (page: Page) => page.getByRole('textbox', { name: '邮件主题' });

test('a recruiter copies the system’s template, edits, and previews it with a candidate', async ({
  recruiter: page,
}) => {
  await page.getByRole('button', { name: '模板', exact: true }).click();
  await list(page)
    .getByRole('button', { name: /学历证明-系统模板/ })
    .click();
  await expect(page.getByText(/系统模板可以使用和复制/)).toBeVisible();
  await expect(page.getByRole('button', { name: '删除' })).toBeHidden();
  await expect(preview(page).getByText('【候选人姓名】，您好')).toBeVisible();

  await page.getByRole('button', { name: '复制' }).click();
  await page.getByLabel('模板名称').fill('校招学历证明');
  await page.getByRole('button', { name: '在“邮件主题”中插入变量' }).click();
  await page.getByRole('menuitem', { name: '候选人姓名' }).click();
  await expect(subject(page)).toHaveValue(/\{\{candidate_name\}\}/);
  await page.getByRole('textbox', { name: '正文' }).click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('【校招】');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('已保存：校招学历证明')).toBeVisible();

  await expectAccessible('template editor', page.locator('main'));
  // Attachments: chosen, dropped, refused with the reason, removed and brought back.
  const attachments = page.getByRole('group', { name: '附件' });
  await attachments.locator('input[type=file]').setInputFiles([
    { name: '报到须知.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdfFile()) },
    { name: '说明.txt', mimeType: 'text/plain', buffer: Buffer.from('text') },
  ]);
  await expect(attachments.getByRole('listitem')).toHaveText([/报到须知\.pdf/]);
  await expect(attachments.getByRole('alert')).toContainText('说明.txt：不支持的附件类型');
  const dropped = await page.evaluateHandle((bytes) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(bytes)], '地图.jpg', { type: 'image/jpeg' }));
    return transfer;
  }, Array.from(jpegFile()));
  await attachments.dispatchEvent('drop', { dataTransfer: dropped });
  await expect(attachments.getByRole('listitem')).toHaveText([/报到须知\.pdf/, /地图\.jpg/]);
  await page.getByRole('button', { name: '移除附件 报到须知.pdf' }).click();
  await expect(attachments.getByRole('listitem')).toHaveText([/地图\.jpg/]);
  await page.getByRole('alert').getByRole('button', { name: '撤销' }).click();
  await expect(attachments.getByRole('listitem')).toHaveText([/报到须知\.pdf/, /地图\.jpg/]);

  await page.getByText('预览', { exact: true }).click();
  await expect(page.getByText('2 个，')).toBeVisible();
  await page.getByRole('combobox', { name: '以候选人预览' }).fill('18799990000');
  await page.getByRole('option', { name: /宋海洋/ }).click();
  await expect(preview(page).getByText('【校招】宋海洋，您好')).toBeVisible();
  await expectAccessible('preview of a template', page.locator('main'));
});

test('the default is what the send dialog begins with, and a deletion can be taken back', async ({
  recruiter: page,
  workstation,
}) => {
  const { results: own } = await workstation.call(createTpl, {
    tpl_group: 'degree_cert',
    title: '校招学历证明',
    email_subject: '学历证明',
    email_content: '<p>【校招】{{candidate_name}}，您好</p>',
  });
  await page.getByRole('button', { name: '模板', exact: true }).click();
  await list(page)
    .getByRole('button', { name: /校招学历证明/ })
    .click();
  await page.getByRole('button', { name: '设为默认' }).click();
  await expect(page.getByText('我的默认模板')).toBeVisible();
  await page.getByRole('button', { name: '候选人', exact: true }).click();
  await page.getByPlaceholder(/姓名/).fill('18799990000');
  const row = page.getByRole('row').filter({ hasText: '宋海洋' });
  await row.getByRole('button', { name: /发起/ }).last().click();
  await expect(page.getByRole('combobox', { name: '邮件模板' })).toHaveValue('校招学历证明');
  await expect(preview(page).getByText('【校招】宋海洋，您好')).toBeVisible();
  await page.getByRole('button', { name: '取消' }).click();

  await page.getByRole('button', { name: '模板', exact: true }).click();
  await list(page)
    .getByRole('button', { name: /校招学历证明/ })
    .click();
  await page.getByRole('button', { name: '删除' }).click();
  await expect(list(page).getByRole('button', { name: /校招学历证明/ })).toBeHidden();
  await page.getByRole('button', { name: '撤销', exact: true }).click();
  await expect(list(page).getByRole('button', { name: /校招学历证明/ })).toBeVisible();
  const { results } = await workstation.call(listTpl, { tpl_group: 'degree_cert' });
  expect(results.data[0]).toMatchObject({ mail_tpl_id: own.mail_tpl_id, is_default: 1 });
});

test('a new one: an unknown variable is named, a change elsewhere told, nothing typed lost', async ({
  recruiter: page,
  workstation,
}) => {
  await page.getByRole('button', { name: '模板', exact: true }).click();
  await page.getByRole('button', { name: '新建', exact: true }).click();
  await page.getByRole('menuitem', { name: '邀请面试' }).click();
  await page.getByLabel('模板名称').fill('二面邀请');
  await subject(page).fill('面试 {{room}}');
  await page.getByRole('textbox', { name: '正文' }).click();
  await page.keyboard.type('请准时到场');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('模板里有不能使用的变量：room')).toBeVisible();
  // Looking at another one and coming back loses nothing.
  await list(page)
    .getByRole('button', { name: /邀请面试-系统/ })
    .click();
  await list(page)
    .getByRole('button', { name: /二面邀请/ })
    .click();
  await subject(page).fill('面试');
  // What is typed while it is being saved for the first time belongs to it.
  const save = `**${createTpl.path}`;
  await page.route(save, async (route) => {
    await page.getByLabel('说明').fill('等待时写的');
    await route.continue();
  });
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await expect(page.getByText('已保存：二面邀请')).toBeVisible();
  await page.unroute(save);
  await expect(page.getByLabel('说明')).toHaveValue('等待时写的');
  await expect(page.getByLabel('说明')).toBeFocused();
  await expect(list(page).getByRole('button', { name: /新模板/ })).toBeHidden();

  const { results } = await workstation.call(listTpl, { tpl_group: 'interview' });
  const mail_tpl_id = results.data.find(({ title }) => title === '二面邀请')?.mail_tpl_id ?? 0;
  await page.getByLabel('说明').fill('我写的');
  const stored = (await workstation.call(getTpl, { mail_tpl_id })).results;
  const { title, email_subject, email_content, revision } = stored;
  await workstation.call(saveTpl, {
    ...{ mail_tpl_id, revision, title, email_subject, email_content },
    desc: '别处写的',
  });
  await expect(page.getByText(/该模板已在别处被修改/)).toBeVisible();
  await expect(page.getByLabel('说明')).toHaveValue('我写的');
  await page.getByRole('button', { name: '用我的内容覆盖' }).click();
  await expect(page.getByText(/该模板已在别处被修改/)).toBeHidden();
  await expect
    .poll(async () => (await workstation.call(getTpl, { mail_tpl_id })).results.desc)
    .toBe('我写的');
});
