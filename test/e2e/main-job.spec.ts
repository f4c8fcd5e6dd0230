import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { degreeCertificate } from '../../shared/api/certificates.ts';
import { history, listApplications } from '../../shared/api/process.ts';
import { sendNow } from './candidates.ts';
import { expect, test } from './fixtures.ts';

const samples = fileURLToPath(new URL('../../main/backend/demo/samples', import.meta.url));
const photo = join(samples, 'degree-photo.jpg');
const report = join(samples, 'certificates-scan.pdf');

test('from a pipeline row to a reviewed certificate', async ({
  recruiter,
  phone,
  mail,
  workstation,
}) => {
  await test.step('the recruiter finds 宋海洋 in the offer stage', async () => {
    await expect(recruiter.getByRole('tab', { name: /offer/ })).toContainText('137');
    await recruiter.getByLabel('搜索候选人').fill('宋海洋');
    await expect(recruiter.getByText('共 1 位')).toBeVisible();
  });

  await test.step('and sends a degree certificate request', async () => {
    await recruiter.getByRole('button', { name: '向 宋海洋 发起学历证明' }).click();
    const dialog = recruiter.getByRole('dialog');
    await expect(dialog.getByLabel('邮件模板')).toHaveValue('学历证明-系统模板');
    await dialog.getByRole('button', { name: '发送' }).click();
    await expect(recruiter.getByText('已发起，宋海洋 将收到上传链接')).toBeVisible();
  });

  const link = await test.step('the mail arrives with the link', async () => {
    await sendNow(workstation);
    await expect.poll(() => mail.accepted.length).toBe(1);
    const [message] = mail.accepted;
    expect(message?.subject).toContain('学历证明');
    const found = /http:\/\/[^\s"<]+\/c\/[0-9A-Za-z]{22}/.exec(String(message?.text));
    expect(String(message?.html)).toContain(found?.[0]);
    return String(found?.[0]);
  });

  await test.step('the candidate opens it on a phone and submits a photo and a PDF', async () => {
    await phone.goto(link);
    await expect(phone.getByRole('heading', { name: '请提交学历证明' })).toBeVisible();
    const choosers = phone.locator('input[type=file]');
    await choosers.nth(0).setInputFiles(photo);
    await choosers.nth(1).setInputFiles(report);
    await phone.getByRole('button', { name: '提交 2 个文件' }).click();
    await phone.getByRole('button', { name: '确认提交' }).click();
    await expect(phone.getByRole('heading', { name: '提交成功' })).toBeVisible();
  });

  await test.step('the recruiter sees it without a reload and opens it', async () => {
    await recruiter.getByRole('button', { name: '查看', exact: true }).click();
    await expect(recruiter.getByRole('dialog')).toContainText('宋海洋');
    await expect(recruiter.getByRole('dialog').getByText('degree-photo.jpg').first()).toBeVisible();
  });

  await test.step('downloads the original', async () => {
    const [download] = await Promise.all([
      recruiter.waitForEvent('download'),
      recruiter.getByRole('link', { name: '下载 degree-photo.jpg' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('degree-photo.jpg');
    expect(readFileSync(await download.path()).equals(readFileSync(photo))).toBe(true);
  });

  await test.step('and passes it with a key', async () => {
    await recruiter.keyboard.press('1');
    await expect(recruiter.getByText('评为「通过」').first()).toBeVisible();
  });

  await test.step('which the API and the history tell as well', async () => {
    const list = await workstation.call(listApplications, {
      stage_type_id: 3,
      keyword: '宋海洋',
      degreeStatus: 3,
    });
    const [row] = list.results.dataList;
    expect(row?.tob_resume_id).toBe('1511732484135936027');
    const detail = await workstation.call(degreeCertificate.getCertificateById, {
      certificate_id: Number(row?.degreeCertificate?.certificate_id),
    });
    expect(detail.results).toMatchObject({ status: 2, review_status: 1 });
    expect(detail.results.attachments.map(({ name }) => name)).toEqual([
      'degree-photo.jpg',
      'certificates-scan.pdf',
    ]);
    const events = await workstation.call(history, { application_id: Number(row?.application_id) });
    expect(events.results.dataList.slice(0, 3).map(({ event_type }) => event_type)).toEqual([
      'certificate_review',
      'certificate_submit',
      'degree_certificate',
    ]);
  });

  await test.step('and the candidate can no longer replace it', async () => {
    await phone.reload();
    await expect(phone.getByRole('heading', { name: '材料已审核' })).toBeVisible();
  });
});
