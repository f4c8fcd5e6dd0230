import type { Locator, Page } from '@playwright/test';
import { degreeCertificate } from '../../shared/api/certificates.ts';
import { reviewQueue } from '../../shared/api/review-queue.ts';
import { songHaiyang, submitFiles } from './candidates.ts';
import { expect, test } from './fixtures.ts';
import { photo } from './sample-files.ts';

/** Goes on with Tab until the focus is on a control, as somebody without a mouse does. */
async function tabTo(page: Page, control: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab') {
  await expect(control).toBeAttached();
  for (let presses = 0; presses < 60; presses += 1) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  await expect(control, 'Tab never came to it').toBeFocused();
}

/** Opens something by the command palette, going to it with the arrow. */
async function command(page: Page, name: string) {
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: '命令面板' });
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await page.keyboard.type(name);
  const entry = dialog.getByRole('button', { name, exact: true });
  await expect(entry).toBeVisible();
  for (let steps = 0; (await entry.getAttribute('data-selected')) === null; steps += 1) {
    expect(steps, 'the arrow never came to it').toBeLessThan(20);
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
}

test('the whole main job, from the search to the verdict, without a mouse', async ({
  recruiter: page,
  workstation,
}) => {
  test.slow();
  const { keyboard } = page;
  const row = page.locator('tr[data-application]:focus');
  const panel = page.getByRole('complementary', { name: '候选人详情' });

  await test.step('the search finds a candidate, and the arrow goes to the row', async () => {
    await expect(page.getByText('共 137 位', { exact: true })).toBeVisible({ timeout: 30_000 });
    await keyboard.press('/');
    await expect(page.getByRole('searchbox', { name: '搜索候选人' })).toBeFocused();
    await keyboard.type('18799990000');
    await expect(page.getByText('共 1 位', { exact: true })).toBeVisible();
    await keyboard.press('ArrowDown');
    await expect(row).toContainText('宋海洋');
  });

  await test.step('Enter opens the panel beside it', async () => {
    await keyboard.press('Enter');
    await expect(panel.getByRole('heading', { name: '宋海洋' })).toBeVisible();
  });

  const certificateId =
    await test.step('and a request is written, looked at and sent', async () => {
      await tabTo(page, panel.getByRole('button', { name: '发起学历证明' }));
      await keyboard.press('Enter');
      const dialog = page.getByRole('dialog', { name: /发起学历证明：宋海洋/ });
      const template = dialog.getByRole('combobox', { name: '邮件模板' });
      await tabTo(page, template);
      await keyboard.press('ArrowDown');
      await expect(page.getByRole('option', { name: '学历证明-系统模板' })).toBeVisible();
      await keyboard.press('Enter');
      await expect(template).toHaveValue('学历证明-系统模板');
      await tabTo(page, dialog.getByRole('radio', { name: '预览' }));
      const letter = page.frameLocator('iframe[title="邮件正文预览"]');
      await expect(letter.getByText('宋海洋，您好')).toBeVisible();
      await tabTo(page, dialog.getByRole('button', { name: /^发送/ }));
      await keyboard.press('Enter');
      await expect(page.getByText('已发起，宋海洋 将收到上传链接')).toBeVisible();
      await expect(dialog).toBeHidden();
      const certificate = (await songHaiyang(workstation)).degreeCertificate;
      expect(certificate?.status).toBe(1);
      return Number(certificate?.certificate_id);
    });

  await test.step('the focus is where it was, and Escape closes the panel', async () => {
    await expect(panel.getByRole('button', { name: /学历证明/ }).first()).toBeFocused();
    await keyboard.press('Escape');
    await expect(panel).toBeHidden();
    await expect(row).toContainText('宋海洋');
  });

  const { dataList } = (await workstation.call(reviewQueue, { size: 200 })).results;
  await test.step('the candidate answers', async () => {
    const { results } = await workstation.call(degreeCertificate.getCertificateRequest, {
      certificate_id: certificateId,
    });
    await submitFiles(workstation, results.token, [await photo(page)]);
  });

  await test.step('the review queue opens from the palette, on the oldest', async () => {
    const [first, second] = dataList;
    if (!first || !second) throw new Error('the demo has too few to review');
    const stage = (name: string) => page.getByRole('heading', { level: 2, name });
    const queue = page.getByRole('list', { name: '评审队列' });
    await command(page, '评审');
    await expect(stage(first.resume_name)).toBeVisible();
    await expect(page.getByText(`共 ${dataList.length + 1} 份`)).toBeVisible();

    await expect(page.locator('[aria-keyshortcuts="1"]')).toBeEnabled();
    await keyboard.press('1');
    await expect(stage(second.resume_name)).toBeVisible();
    await expect.poll(() => verdictOf(first.certificate_id)).toBe(1);
    await keyboard.press('u');
    await expect(stage(first.resume_name)).toBeVisible();
    await expect.poll(() => verdictOf(first.certificate_id)).toBe(0);

    // What was just asked for waits at the end of it.
    for (let steps = 0; steps < dataList.length; steps += 1) await keyboard.press('j');
    await expect(queue.locator('[aria-current="true"]')).toContainText('宋海洋');
    await expect(stage('宋海洋')).toBeVisible();
    // The name is there before the files and what can be said of them.
    await expect(page.locator('[aria-keyshortcuts="1"]')).toBeEnabled();
    await keyboard.press('1');
    await expect.poll(() => verdictOf(certificateId)).toBe(1);
  });

  async function verdictOf(certificate_id: number): Promise<number> {
    const found = await workstation.call(degreeCertificate.getCertificateById, { certificate_id });
    return found.results.review_status;
  }
});
