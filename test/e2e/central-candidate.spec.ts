import { rmSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { jpegFile } from '../../main/backend/attachments/test-files.ts';
import { degreeCertificate } from '../../shared/api/certificates.ts';
import { listApplications, updateFields } from '../../shared/api/process.ts';
import { reviewQueue } from '../../shared/api/review-queue.ts';
import { getSyncStatus } from '../../shared/api/sync.ts';
import { expectAccessible, stillPage } from './accessibility.ts';
import { songHaiyang } from './candidates.ts';
import { expect, test } from './fixtures.ts';
import { type RunningCentre, startCentre } from './harness/centre.ts';
import { demoWorkspace, type RunningWorkstation, startWorkstation } from './harness/workstation.ts';

// One after the other on one centre.
test.describe.configure({ mode: 'default' });

const publicUrl = 'https://documents.example.com';

let centre: RunningCentre;
let joined: RunningWorkstation;
let second: RunningWorkstation | undefined;
test.beforeAll(async () => {
  // What a proxy would answer to; the phone here goes to the centre itself.
  centre = await startCentre('--public-url', publicUrl);
  joined = await startWorkstation({
    dataFolder: demoWorkspace(),
    args: ['--central', centre.url, '--enrol', centre.code],
  });
});
test.afterAll(async () => {
  await joined?.stop();
  await second?.stop();
  await centre?.stop();
  if (second) rmSync(second.dataFolder, { recursive: true, force: true });
  if (joined) rmSync(joined.dataFolder, { recursive: true, force: true });
});

/** Everything here is at the centre, too. */
async function synced(workstation = joined): Promise<void> {
  await expect
    .poll(async () => (await workstation.call(getSyncStatus, {})).results, { timeout: 30_000 })
    .toMatchObject({ state: 'current', pending: 0, parked: 0 });
}

test('a candidate on mobile data answers at the centre, and the recruiter sees it come', async ({
  page,
  phone,
}) => {
  await synced();
  const { results: found } = await joined.call(listApplications, {
    stage_type_id: 3,
    keyword: '宋海洋',
  });
  const row = found.dataList.find(({ resume_name }) => resume_name === '宋海洋');
  const { results: token, err_msg } = await joined.call(degreeCertificate.saveCertificate, {
    email_content: '<p>{{upload_link}}</p>',
    email_subject: '学历证明',
    slots: [],
    resume_email: 'song.haiyang@example.com',
    select_template: '学历证明-系统模板',
    tob_position_id: row?.tob_position_id ?? 0,
    tob_resume_id: String(row?.tob_resume_id),
  });
  expect(err_msg).toBe('');
  await synced();
  await page.goto(joined.recruiterUrl);

  await phone.goto(`${centre.url}/c/${token}`);
  await expect(phone.getByRole('heading', { name: '请提交学历证明' })).toBeVisible();
  await expect(phone.getByText('上海逸橙信息科技有限公司', { exact: true })).toBeVisible();
  await phone
    .getByTestId('photos')
    .setInputFiles([
      { name: '毕业证.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(jpegFile()) },
    ]);
  await expect(phone.getByText('已上传 ·')).toHaveCount(1);
  await expect(phone.locator('.thumbnail img')).toHaveCount(1);
  const { violations } = await new AxeBuilder({ page: phone }).analyze();
  expect(violations).toEqual([]);
  await phone.getByRole('button', { name: '提交 1 个文件' }).tap();
  await phone.getByRole('dialog').getByRole('button', { name: '确认提交' }).tap();
  await expect(phone.getByRole('heading', { name: '提交成功' })).toBeVisible();

  await expect(page.getByText('宋海洋 已提交学历证明')).toBeVisible();
  await page.getByRole('button', { name: '查看', exact: true }).click();
  await expect(page.getByText('毕业证.jpg').first()).toBeVisible();
  await expect(page.getByText('任何网络都能打开')).toBeVisible();
  await expect(page.getByLabel('候选人链接')).toHaveValue(`${publicUrl}/c/${token}`);
});

test('two devices disagree, and the recruiter settles it on the sync page', async ({ page }) => {
  test.setTimeout(120_000);
  await stillPage(page);
  await synced();
  const colleague = await startWorkstation({
    args: ['--central', centre.url, '--enrol', centre.code],
  });
  second = colleague;
  await synced(colleague);
  const { application_id } = await songHaiyang(joined);
  const { results: waiting } = await joined.call(reviewQueue, {});
  const { certificate_id = 0 } = waiting.dataList[0] ?? {};

  await page.goto(joined.recruiterUrl);
  const pill = (state: string) => page.getByRole('button', { name: new RegExp(`^同步：${state}`) });
  await pill('已同步').click();
  const settings = page.getByRole('dialog', { name: '工作区设置' });
  await settings.getByRole('button', { name: '暂停', exact: true }).click();
  await expect(settings.getByText('已暂停', { exact: true })).toBeVisible();
  const enter = (workstation: RunningWorkstation, entry_date: string) =>
    workstation.call(updateFields, { application_id, fields: { entryTime: entry_date } });
  const review = (workstation: RunningWorkstation, review_status: number) =>
    workstation.call(degreeCertificate.updateReviewStatus, { certificate_id, review_status });
  expect((await enter(joined, '2027-01-04')).err_msg).toBe('');
  expect((await review(joined, 1)).err_msg).toBe('');
  expect((await enter(colleague, '2027-02-08')).err_msg).toBe('');
  expect((await review(colleague, 3)).err_msg).toBe('');
  await synced(colleague);
  await expect(settings.getByText(/^[1-9]\d* 项$/)).toBeVisible();
  await settings.getByRole('button', { name: '继续', exact: true }).click();

  const entry = settings.getByRole('article').filter({ hasText: '宋海洋' });
  await expect(entry).toContainText('2027-01-04');
  await expect(entry).toContainText('2027-02-08');
  await expect(settings.getByText('需要处理', { exact: true })).toBeVisible();
  await expectAccessible('the sync page', settings);
  await entry.getByRole('button', { name: '用这个: 我的' }).click();
  await expect(entry).toHaveCount(0);
  await expect.poll(async () => (await songHaiyang(colleague)).entryTime).toContain('2027-01-04');
  await expect(settings.getByText(/ 通过 \/ .* 不通过/)).toBeVisible();
  expect((await review(joined, 1)).err_msg).toBe('');
  await expect(settings.getByText('没有有分歧的评审')).toBeVisible();
  await expect(settings.getByText('已同步', { exact: true })).toBeVisible();

  await settings.getByRole('button', { name: '退出公司…' }).click();
  await page.getByRole('button', { name: '退出公司', exact: true }).click();
  await settings.getByLabel('服务器地址').fill(centre.url);
  await settings.getByLabel(/^加入码/).fill('ABCD-EFGH-JKLM');
  await settings.getByRole('button', { name: '加入', exact: true }).click();
  await expect(settings.getByRole('alert')).toContainText('加入码无效');
  await expectAccessible('joining', settings);
  await settings.getByLabel(/^加入码/).fill(centre.code);
  await settings.getByRole('button', { name: '加入', exact: true }).click();
  await expect(settings.getByText(centre.url, { exact: true })).toBeVisible({ timeout: 30_000 });

  await centre.stop();
  await settings.getByRole('button', { name: '立即同步' }).click();
  await expect(settings.getByText('离线', { exact: true })).toBeVisible();
  await expect(settings.getByText('连不上中心服务器')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(pill('离线')).toBeVisible();
});
