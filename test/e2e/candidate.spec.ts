import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { jpegFile, pdfFile } from '../../main/backend/attachments/test-files.ts';
import { degreeCertificate } from '../../shared/api/certificates.ts';
import { listApplications } from '../../shared/api/process.ts';
import { expectAccessible } from './accessibility.ts';
import { expect, test } from './fixtures.ts';
import type { RunningWorkstation } from './harness/workstation.ts';

const uploadPath = '**/atsng/atsMain/uploadWithToken';

/** Asks 宋海洋 for a degree certificate. */
async function ask(workstation: RunningWorkstation): Promise<{ token: string; link: string }> {
  const { results: token, err_msg } = await workstation.call(degreeCertificate.saveCertificate, {
    email_content: '<p>{{upload_link}}</p>',
    email_subject: '学历证明',
    // Files as a whole; slots.spec.ts has those asked for by name.
    slots: [],
    resume_email: 'song.haiyang@example.com',
    select_template: '学历证明-系统模板',
    tob_position_id: 3285,
    tob_resume_id: '1511732484135936027',
  });
  expect(err_msg).toBe('');
  return { token, link: `${workstation.candidatesUrl.replace(/\/$/, '')}/c/${token}` };
}

/** 宋海洋's newest certificate, as the pipeline shows it. */
async function certificateId(workstation: RunningWorkstation): Promise<number> {
  const { results } = await workstation.call(listApplications, {
    stage_type_id: 3,
    keyword: '宋海洋',
  });
  const row = results.dataList.find(({ resume_name }) => resume_name === '宋海洋');
  return row?.degreeCertificate?.certificate_id ?? 0;
}

function photo(name: string, shade = 0) {
  return { name, mimeType: 'image/jpeg', buffer: Buffer.from(jpegFile(shade)) };
}

async function choosePhotos(phone: Page, ...photos: ReturnType<typeof photo>[]): Promise<void> {
  await phone.getByTestId('photos').setInputFiles(photos);
}

async function submit(phone: Page, count: number): Promise<void> {
  await phone.getByRole('button', { name: `提交 ${count} 个文件` }).tap();
  await phone.getByRole('dialog').getByRole('button', { name: '确认提交' }).tap();
  await expect(phone.getByRole('heading', { name: '提交成功' })).toBeVisible();
}

test('a candidate sends a photo and a PDF, sees the receipt, and replaces a file later', async ({
  workstation,
  phone,
}) => {
  const { link } = await ask(workstation);
  const problems: string[] = [];
  phone.on('console', (message) => {
    // Playwright's own recorder fetches the pictures' blobs, which the page's policy does not allow.
    const recorder = message.text().startsWith("Connecting to 'blob:");
    if (message.type() === 'error' && !recorder) problems.push(message.text());
  });
  await phone.goto(link);
  await expect(phone.getByRole('heading', { name: '请提交学历证明' })).toBeVisible();
  await expect(phone.getByText('保安队长sy', { exact: true })).toBeVisible();
  await expect(phone.getByText('上海逸橙信息科技有限公司', { exact: true })).toBeVisible();
  await expect(phone.getByText('还有 30 天')).toBeVisible();
  await expect(phone.getByTestId('photos')).toHaveAttribute('accept', 'image/*');
  await expect(phone.getByTestId('files')).not.toHaveAttribute('accept');

  await choosePhotos(phone, photo('毕业证.jpg'), photo('多余.jpg', 1));
  await phone.getByTestId('files').setInputFiles([
    { name: '学位证.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdfFile()) },
    { name: '证明.docx', mimeType: 'application/msword', buffer: Buffer.from('x') },
  ]);
  await expect(phone.getByText('已上传 ·')).toHaveCount(3);
  await expect(phone.getByText('请先另存为 PDF，或拍照上传')).toBeVisible();
  await expect(phone.locator('.thumbnail img')).toHaveCount(2);
  await phone.getByRole('button', { name: '移除 证明.docx' }).tap();
  await phone.getByRole('button', { name: '移除 多余.jpg' }).tap();
  await expect(phone.getByText('已添加 2 / 20')).toBeVisible();
  await submit(phone, 2);
  await expect(phone.getByText('学位证.pdf')).toBeVisible();

  const id = await certificateId(workstation);
  const detail = await workstation.call(degreeCertificate.getCertificateById, {
    certificate_id: id,
  });
  expect(detail.results.attachments.map(({ name }) => name)).toEqual(['毕业证.jpg', '学位证.pdf']);

  await phone.reload();
  await expect(phone.getByRole('heading', { name: '提交成功' })).toBeVisible();
  await phone.getByRole('button', { name: '更换材料' }).tap();
  await phone.getByRole('button', { name: '移除 学位证.pdf' }).tap();
  await choosePhotos(phone, photo('学位证.jpg', 2));
  await expect(phone.getByText('已上传 ·')).toHaveCount(1);
  await submit(phone, 2);
  const replaced = await workstation.call(degreeCertificate.getCertificateById, {
    certificate_id: id,
  });
  expect(replaced.results.attachments.map(({ name }) => name)).toEqual([
    '毕业证.jpg',
    '学位证.jpg',
  ]);

  await workstation.call(degreeCertificate.updateReviewStatus, {
    certificate_id: id,
    review_status: 3,
  });
  await phone.reload();
  await expect(phone.getByRole('heading', { name: '材料已审核' })).toBeVisible();
  await workstation.call(degreeCertificate.requestNewUpload, {
    certificate_id: id,
    remark: '第二页看不清，请重拍',
  });
  await phone.reload();
  await expect(phone.getByText('第二页看不清，请重拍')).toBeVisible();
  await choosePhotos(phone, photo('第二页.jpg', 3));
  await expect(phone.getByText('已上传 ·')).toHaveCount(1);
  await submit(phone, 3);
  expect(problems).toEqual([]);
});

test('an upload that breaks off goes on by itself, and one whose answer is lost is not sent twice', async ({
  workstation,
  phone,
}) => {
  const { link } = await ask(workstation);
  let attempts = 0;
  await phone.route(uploadPath, async (route) => {
    attempts += 1;
    if (attempts === 1) return route.abort('connectionreset');
    if (attempts === 2) {
      // It arrives, and the answer is lost on its way back.
      await route.fetch();
      return route.abort('connectionreset');
    }
    return route.continue();
  });
  await phone.goto(link);
  await choosePhotos(phone, photo('a.jpg'));
  await expect(phone.getByText('网络中断，恢复后自动继续')).toBeVisible();
  await expect(phone.getByText('已上传 ·')).toBeVisible();
  expect(attempts).toBe(2);
  await phone.reload();
  await expect(phone.getByText('已添加 1 / 20')).toBeVisible();
});

test('being offline is said, and uploading goes on once the network is back', async ({
  workstation,
  phone,
  phoneContext,
}) => {
  const { link } = await ask(workstation);
  await phone.goto(link);
  await phoneContext.setOffline(true);
  await choosePhotos(phone, photo('a.jpg'));
  await expect(phone.getByText('网络断开了。')).toBeVisible();
  await expect(phone.getByText('网络中断，恢复后自动继续')).toBeVisible();
  await phoneContext.setOffline(false);
  await expect(phone.getByText('已上传 ·')).toBeVisible();
  await expect(phone.getByText('网络断开了。')).toBeHidden();
});

test('a page that is killed in the middle knows what arrived and what to choose again', async ({
  workstation,
  phone,
}) => {
  const { link } = await ask(workstation);
  await phone.goto(link);
  await choosePhotos(phone, photo('a.jpg'));
  await expect(phone.getByText('已上传 ·')).toBeVisible();
  await phone.route(uploadPath, () => {});
  await choosePhotos(phone, photo('b.jpg', 1));
  await expect(phone.getByText(/^正在上传|^正在保存/)).toBeVisible();
  await phone.reload();
  // Only now: what is held when its route is taken away goes on to the server.
  await phone.unroute(uploadPath);
  await expect(phone.getByText('已上传 ·')).toHaveCount(1);
  await expect(phone.getByText('没有传完，请重新选择这个文件')).toBeVisible();
  await expect(phone.getByText('有 1 个文件没有传成功')).toBeVisible();
  await choosePhotos(phone, photo('b.jpg', 1));
  await expect(phone.getByText('已上传 ·')).toHaveCount(2);
});

test('of 21 files 20 are taken, and the page says so', async ({ workstation, phone }) => {
  const { link } = await ask(workstation);
  await phone.goto(link);
  await choosePhotos(
    phone,
    ...Array.from({ length: 21 }, (_, index) => photo(`IMG_${index}.jpg`, index)),
  );
  await expect(phone.getByText('最多 20 个文件，有 1 个没有添加')).toBeVisible();
  await expect(phone.getByText('已上传 ·')).toHaveCount(20);
  await submit(phone, 20);
});

test('what the server refuses is said in its words', async ({ workstation, phone }) => {
  const { link } = await ask(workstation);
  await phone.goto(link);
  await choosePhotos(phone, {
    name: 'not-really.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.from('MZ this is no picture'),
  });
  await expect(phone.getByText('不支持的文件类型')).toBeVisible();
  await expect(phone.getByText('有 1 个文件没有传成功')).toBeVisible();
});

test('a link that is not valid, or no more, says what to do', async ({ workstation, phone }) => {
  const { link, token } = await ask(workstation);
  await phone.goto(link.replace(token, 'x'.repeat(22)));
  await expect(phone.getByRole('heading', { name: '链接无效或已过期' })).toBeVisible();
  await phone.goto(link);
  await workstation.call(degreeCertificate.revokeToken, {
    certificate_id: await certificateId(workstation),
  });
  await choosePhotos(phone, photo('a.jpg'));
  await expect(phone.getByRole('heading', { name: '链接无效或已过期' })).toBeVisible();
  await expectAccessible('a link that ended', phone.locator('body'));
});

test('the page is English on an English phone, and either language by choice', async ({
  workstation,
  browser,
}) => {
  const { link } = await ask(workstation);
  const context = await browser.newContext({ locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Send your degree certificate' })).toBeVisible();
  await page.getByRole('button', { name: '中文' }).click();
  await page.reload();
  await expect(page.getByRole('heading', { name: '请提交学历证明' })).toBeVisible();
  await context.close();
});

test('everybody can use it: contrast, labels, 320 pixels, large text', async ({
  workstation,
  browser,
}) => {
  const { link } = await ask(workstation);
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({
      colorScheme,
      viewport: { width: 320, height: 568 },
      bypassCSP: true,
    });
    const page = await context.newPage();
    await page.goto(link);
    await choosePhotos(page, photo(`一个非常非常长的文件名${'很长'.repeat(30)}.jpg`));
    await page
      .getByTestId('files')
      .setInputFiles([{ name: 'a.exe', mimeType: '', buffer: Buffer.from('x') }]);
    await expect(page.getByText(/已上传 ·|上次已提交/)).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations).toEqual([]);
    for (const size of ['100%', '200%']) {
      await page.evaluate((fontSize) => {
        document.documentElement.style.fontSize = fontSize;
      }, size);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${colorScheme} ${size}`).toBe(0);
    }
    const small = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('button')]
        .map((button) => ({ box: button.getBoundingClientRect(), text: button.className }))
        .filter(({ box }) => box.height < 44 || box.width < 44)
        .map(({ text }) => text),
    );
    expect(small).toEqual([]);
    await page.getByRole('button', { name: /^移除 一个/ }).click();
    await context.close();
  }
});
