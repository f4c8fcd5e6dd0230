import { rmSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { jpegFile } from '../../main/backend/attachments/test-files.ts';
import { degreeCertificate } from '../../shared/api/certificates.ts';
import { listApplications } from '../../shared/api/process.ts';
import { getSyncStatus } from '../../shared/api/sync.ts';
import { expectAccessible } from './accessibility.ts';
import { expect, test } from './fixtures.ts';
import { type RunningCentre, startCentre } from './harness/centre.ts';
import { demoWorkspace, type RunningWorkstation, startWorkstation } from './harness/workstation.ts';

const publicUrl = 'https://documents.example.com';

let centre: RunningCentre;
let joined: RunningWorkstation;
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
  await centre?.stop();
  if (joined) rmSync(joined.dataFolder, { recursive: true, force: true });
});

/** Everything here is at the centre, too. */
async function synced(): Promise<void> {
  await expect
    .poll(async () => (await joined.call(getSyncStatus, {})).results, { timeout: 30_000 })
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

  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^同步/ }).click();
  await expectAccessible('sync of a company', page.getByRole('tabpanel', { name: '同步' }));
});
