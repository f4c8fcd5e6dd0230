import type { Page } from '@playwright/test';
import type { ParsedMail } from 'mailparser';
import type { TestSmtpServer } from '../../main/delivery/test-smtp-server.ts';
import { degreeCertificate } from '../../shared/api/certificates.ts';
import { seriousViolations } from './accessibility.ts';
import { requestCertificate, sendNow, songHaiyang } from './candidates.ts';
import { expect, test } from './fixtures.ts';

async function openDialog(page: Page): Promise<void> {
  await page.getByPlaceholder(/姓名/).fill('18799990000');
  const row = page.getByRole('row').filter({ hasText: '宋海洋' });
  await row.getByRole('button', { name: /发起/ }).last().click();
  await expect(page.getByRole('dialog', { name: /发起学历证明：宋海洋/ })).toBeVisible();
}

/** The demo's own messages go out too; these tests are about one candidate's. */
const isSong = (to: ParsedMail['to']) => JSON.stringify(to ?? '').includes('songhaiyang@');
const mailsToSong = (mail: TestSmtpServer) => mail.accepted.filter(({ to }) => isSong(to));

const preview = (page: Page) => page.frameLocator('iframe[title="邮件正文预览"]');

test('the candidate gets what the recruiter wrote and saw', async ({
  recruiter: page,
  mail,
  workstation,
}) => {
  await openDialog(page);
  await expect(preview(page).getByText('宋海洋，您好')).toBeVisible();
  await page.getByLabel('候选人姓名').fill('宋海洋 & 家人');
  await page.getByText('编辑', { exact: true }).click();
  const body = page.getByRole('textbox', { name: '正文' });
  await body.click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('【加急】');
  await page.getByText('预览', { exact: true }).click();
  await expect(preview(page).getByText('【加急】宋海洋 & 家人，您好')).toBeVisible();
  await page.getByRole('switch', { name: '同时发送短信' }).check();
  await expect(page.getByText(/按 \d 条计费/)).toBeVisible();

  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/将收到上传链接/)).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: '宋海洋' })).toContainText('待反馈');
  await sendNow(workstation);
  await expect.poll(() => mailsToSong(mail)).toHaveLength(1);
  const [message] = mailsToSong(mail);
  expect(message?.subject).toBe('学历证明-上海逸橙信息科技有限公司-保安队长sy');
  expect(message?.text).toContain('【加急】宋海洋 & 家人，您好');
  expect(message?.text).toMatch(new RegExp(`${workstation.candidatesUrl}/c/[0-9A-Za-z]{22}`));
});

test('a variable without a value blocks sending and is named', async ({ recruiter: page }) => {
  await openDialog(page);
  await page.getByText('编辑', { exact: true }).click();
  await page.getByLabel('主题').fill('学历证明 {{nickname}}');
  await expect(page.getByText('以下变量没有内容，无法发送：nickname')).toBeVisible();
  await expect(page.getByRole('button', { name: /^发送/ })).toBeDisabled();
  await page.getByLabel('主题').fill('学历证明');
  await expect(page.getByRole('button', { name: /^发送/ })).toBeEnabled();
});

test('a failure keeps what was typed, and so does closing', async ({ recruiter: page }) => {
  await page.route(`**${degreeCertificate.saveCertificate.path}`, (route) => route.abort());
  await openDialog(page);
  await page.getByLabel('收件邮箱').fill('not an address');
  await page.getByRole('button', { name: /^发送/ }).click();
  await expect(page.getByText('请填写有效的邮箱地址')).toBeVisible();
  await page.getByLabel('收件邮箱').fill('other@example.com');
  await page.getByRole('button', { name: /^发送/ }).click();
  await expect(page.getByText('没有发送，内容已保留')).toBeVisible();
  await page.getByRole('button', { name: '取消' }).click();
  await openDialog(page);
  await expect(page.getByLabel('收件邮箱')).toHaveValue('other@example.com');
});

test('a request that is still open is warned of', async ({ recruiter: page, workstation }) => {
  const row = await songHaiyang(workstation);
  await requestCertificate(workstation, row);
  await page.getByPlaceholder(/姓名/).fill('18799990000');
  await page.getByRole('row').filter({ hasText: '宋海洋' }).getByText('待反馈').click();
  await page.getByRole('button', { name: '撤销链接' }).click();
  await page.getByRole('button', { name: '撤销', exact: true }).click();
  await page.getByRole('button', { name: '重新发起' }).click();
  // The revoked one is no reason to warn; a second open one is.
  await expect(preview(page).getByText('宋海洋，您好')).toBeVisible();
  await expect(page.getByText(/发起过，候选人尚未提交/)).toBeHidden();
  await requestCertificate(workstation, row);
  await expect(page.getByText(/发起过，候选人尚未提交/)).toBeVisible();
});

test('the outbox tells the server’s own words, and a message can be retried', async ({
  recruiter: page,
  mail,
  workstation,
}) => {
  let refusals = 1;
  mail.beforeAnswer = ({ to }) => {
    if (!isSong(to) || refusals === 0) return;
    refusals -= 1;
    mail.answers.push({ code: 550, text: 'mailbox unavailable: song' });
  };
  await requestCertificate(workstation, await songHaiyang(workstation));
  await page.getByRole('button', { name: /条消息发送失败/ }).click();
  const row = page.getByRole('row').filter({ hasText: 'mailbox unavailable: song' });
  await expect(row).toContainText('失败');
  await row.getByRole('button', { name: '立即重试' }).click();
  await expect.poll(() => mailsToSong(mail)).toHaveLength(1);
  await expect(row).toBeHidden();
});

test('settings are saved, and the environment’s mail account is tested but not changed', async ({
  recruiter: page,
  mail,
}) => {
  await page.getByRole('button', { name: '工作区设置' }).click();
  await page.getByLabel('公司名称').fill('逸橙科技');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText('设置已保存')).toBeVisible();
  await page.getByRole('tab', { name: '发件邮箱' }).click();
  await expect(page.getByLabel('SMTP 服务器')).toBeDisabled();
  await page.getByLabel('测试收件邮箱').fill('me@example.com');
  await page.getByRole('button', { name: '发送测试' }).click();
  await expect(page.getByText(/服务器已接收：250/)).toBeVisible();
  expect(mail.accepted.some(({ subject }) => subject?.includes('逸橙科技'))).toBe(true);
  await page.getByRole('tab', { name: '候选人服务器' }).click();
  await expect(page.getByRole('img', { name: /二维码/ })).toBeVisible();
  expect(await seriousViolations(page, { part: '[role="dialog"]' })).toEqual([]);
});
