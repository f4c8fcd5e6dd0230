import type { Page } from '@playwright/test';
import { degreeCertificate } from '../../shared/api/certificates.ts';
import { reviewQueue } from '../../shared/api/review-queue.ts';
import { expectAccessible } from './accessibility.ts';
import { requestCertificate, songHaiyang, submitFiles } from './candidates.ts';
import { expect, test } from './fixtures.ts';
import { photo } from './sample-files.ts';

const rows = (page: Page) => page.getByRole('list', { name: '评审队列' }).getByRole('button');
const current = (page: Page) => rows(page).and(page.locator('[aria-current="true"]'));
const stage = (page: Page, name: string) => page.getByRole('heading', { level: 2, name });

test('the queue is worked through with keys, undone, and follows what candidates submit', async ({
  recruiter: page,
  workstation,
}) => {
  test.slow();
  const waiting = async () => (await workstation.call(reviewQueue, { size: 200 })).results;
  const { dataList, pagination } = await waiting();
  expect(dataList.length).toBeGreaterThan(3);
  const [first, second, third] = dataList;
  if (!first || !second || !third) throw new Error('the demo has too few to review');
  const statusOf = async (certificate_id: number) =>
    (await workstation.call(degreeCertificate.getCertificateById, { certificate_id })).results
      .review_status;

  const link = page.getByRole('button', { name: new RegExp(`^评审 .*${pagination.total}`) });
  await link.click();
  await expect(stage(page, first.resume_name)).toBeVisible();
  await expect(current(page)).toContainText(first.resume_name);
  await expect(page.getByRole('toolbar', { name: '预览工具栏' })).toBeVisible();

  // J and K walk the list; keys are text while a remark is written.
  await page.keyboard.press('j');
  await expect(current(page)).toContainText(second.resume_name);
  await page.keyboard.press('k');
  await expect(current(page)).toContainText(first.resume_name);
  const remark = page.getByLabel('备注（选填，仅内部可见）');
  await remark.fill('编号 ');
  await remark.press('1');
  await expect(remark).toHaveValue('编号 1');
  expect(await statusOf(first.certificate_id)).toBe(0);
  await remark.blur();

  // A verdict opens the next, and U brings the first back as it was.
  await page.keyboard.press('1');
  await expect(stage(page, second.resume_name)).toBeVisible();
  await expect.poll(() => statusOf(first.certificate_id)).toBe(1);
  await expect(page.getByRole('button', { name: /^评审 / })).toContainText(
    String(pagination.total - 1),
  );
  await page.keyboard.press('u');
  await expect(stage(page, first.resume_name)).toBeVisible();
  await expect.poll(() => statusOf(first.certificate_id)).toBe(0);
  await expect(page.getByText('撤销了「通过」')).toBeVisible();

  // Undecided goes to its own list; the notice's button takes it back too.
  await page.keyboard.press('2');
  await expect(stage(page, second.resume_name)).toBeVisible();
  await page.getByRole('button', { name: '撤销 (U)' }).click();
  await expect(stage(page, first.resume_name)).toBeVisible();
  await expect.poll(async () => (await waiting()).pagination.total).toBe(pagination.total);

  // A submission joins at the end and the place is kept.
  await page.keyboard.press('j');
  await expect(current(page)).toContainText(second.resume_name);
  const token = await requestCertificate(workstation, await songHaiyang(workstation));
  await submitFiles(workstation, token, [await photo(page)]);
  await expect(page.getByText(`第 2 份，共 ${pagination.total + 1} 份`)).toBeVisible();
  await expect(current(page)).toContainText(second.resume_name);

  await page.keyboard.press('f');
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
  await page.keyboard.press('3');
  await expect(stage(page, third.resume_name)).toBeVisible();
  expect(await page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
  await page.keyboard.press('f');
  await expect.poll(() => statusOf(second.certificate_id)).toBe(3);
  await expect.poll(() => page.evaluate(() => document.fullscreenElement === null)).toBe(true);

  await expectAccessible('review queue', page.locator('main'));
});

test('a verdict that cannot be saved comes back with its remark, and says so', async ({
  recruiter: page,
  workstation,
}) => {
  const { results } = await workstation.call(reviewQueue, { size: 2 });
  const [first, second] = results.dataList;
  if (!first || !second) throw new Error('the demo has too few to review');
  await page.getByRole('button', { name: /^评审 / }).click();
  await expect(stage(page, first.resume_name)).toBeVisible();
  const remark = page.getByLabel('备注（选填，仅内部可见）');
  await remark.fill('与学信网一致');
  await remark.blur();
  await page.route('**/updateReviewStatus', (route) => route.abort());
  await page.keyboard.press('1');
  await expect(page.getByText(`${first.resume_name} 的评审没有保存`)).toBeVisible();
  await expect(stage(page, first.resume_name)).toBeVisible();
  await expect(remark).toHaveValue('与学信网一致');

  await page.unroute('**/updateReviewStatus');
  await page.keyboard.press('1');
  await expect(stage(page, second.resume_name)).toBeVisible();
  await page.keyboard.press('k');
  await expect(stage(page, second.resume_name)).toBeVisible();
});
