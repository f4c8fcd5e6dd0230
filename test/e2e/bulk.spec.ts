import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { listBulkJobs } from '../../shared/api/bulk.ts';
import { listMessages } from '../../shared/api/outbox.ts';
import { stageCounts } from '../../shared/api/process.ts';
import { seriousViolations } from './accessibility.ts';
import { expect, test } from './fixtures.ts';

const bar = (page: Page) => page.getByRole('region', { name: '已选择的候选人' });
const dialog = (page: Page) => page.getByRole('dialog').first();
const opened = { part: '[role="dialog"]' };

test('a whole view is asked: checked, put right, previewed, sent, and told row by row', async ({
  recruiter: page,
  workstation,
}) => {
  test.slow();
  const queued = async () =>
    (await workstation.call(listMessages, { size: 1 })).results.pagination.total;
  const before = await queued();
  await page.getByRole('checkbox', { name: '选择全部候选人' }).check();
  await bar(page).getByRole('button', { name: '发送请求' }).click();
  await page.getByRole('menuitem', { name: '发起学历证明' }).click();

  // The message, as this and the next one will read it.
  await expect(dialog(page).getByText(/^第 1 位，共 \d+ 位$/)).toBeVisible();
  const letter = page.frameLocator('iframe');
  const greeting = await letter.getByText('您好').first().textContent();
  await page.getByRole('button', { name: '下一位收件人' }).click();
  await expect(letter.getByText('您好').first()).not.toHaveText(greeting ?? '');
  expect(await seriousViolations(page, opened)).toEqual([]);

  // Who is left out and why; nothing is sent by that.
  await dialog(page)
    .getByRole('button', { name: /^检查 \d+ 人$/ })
    .click();
  const groups = page.getByRole('group', { name: '分组' });
  await expect(groups.getByRole('button', { name: /^已有未完成的请求 \d+$/ })).toBeVisible();
  expect(await seriousViolations(page, opened)).toEqual([]);
  const send = dialog(page).getByRole('button', { name: /^发送给 \d+ 人$/ });
  const count = async () => Number(/\d+/.exec((await send.textContent()) ?? '')?.[0]);
  const ready = await count();
  expect(await queued()).toBe(before);

  // One is put in after all, another left out.
  const rows = page.getByRole('region', { name: '检查结果' }).getByRole('listitem');
  await rows.first().getByRole('checkbox').check();
  await expect.poll(count).toBe(ready + 1);
  await groups.getByRole('button', { name: /^将处理/ }).click();
  await rows.nth(1).getByRole('checkbox').uncheck();
  await expect.poll(count).toBe(ready);
  await send.click();

  // It runs beside the work; then everybody has a mail, and the results say so.
  await expect(page.getByRole('dialog', { name: /发起学历证明/ })).toBeHidden();
  const tray = page.getByRole('dialog', { name: /^批量操作/ });
  // A request, a link and a mail for each of a hundred and more.
  await expect(tray.getByText(/已完成/)).toBeVisible({ timeout: 45_000 });
  expect(await queued()).toBe(before + ready);
  await expect(bar(page)).toBeHidden();
  await tray.getByRole('button', { name: '查看结果' }).click();
  const results = page.getByRole('dialog', { name: /学历证明/ });
  await expect(results.getByText(`成功 ${ready}`)).toBeVisible();
  expect(await seriousViolations(page, opened)).toEqual([]);
  const download = page.waitForEvent('download');
  await results.getByRole('button', { name: '导出 CSV' }).click();
  const lines = readFileSync(await (await download).path(), 'utf8')
    .trim()
    .split('\r\n');
  expect(lines.filter((line) => line.includes(',成功,'))).toHaveLength(ready);
});

test('picked rows are moved together with the keyboard, and moved back', async ({
  recruiter: page,
  workstation,
}) => {
  const totals = async () =>
    (await workstation.call(stageCounts, {})).results.map(({ total }) => total);
  const before = await totals();
  const boxes = page.getByRole('checkbox', { name: /^选择 / });
  await boxes.nth(1).focus();
  await page.keyboard.press('Space');
  await boxes.nth(2).focus();
  await page.keyboard.press('Space');
  const move = bar(page).getByRole('button', { name: '变更阶段' });
  await move.press('Enter');
  await dialog(page).getByRole('button', { name: '取消' }).press('Enter');
  await expect(move).toBeFocused();
  await move.press('Enter');
  const place = page.getByRole('combobox', { name: '移动到' });
  await place.fill('待入职');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByLabel('备注（选填，写入每人的记录）').fill('同批入职');
  await dialog(page).getByRole('button', { name: '移动 2 人' }).press('Enter');

  const notice = page.getByRole('alert').filter({ hasText: '移动到' });
  await expect(notice.getByText(/已处理 2 人/)).toBeVisible();
  const [review, interview, offer = 0, entry = 0] = before;
  await expect.poll(totals).toEqual([review, interview, offer - 2, entry + 2]);
  await notice.getByRole('button', { name: '撤销' }).click();
  await expect.poll(totals).toEqual(before);
  const { results } = await workstation.call(listBulkJobs, {});
  expect(results.dataList.map(({ action }) => action)).toEqual(['undo', 'move']);
});

test('a send to many asks for what is chosen, and is taken back whole with what was written kept', async ({
  recruiter: page,
  workstation,
}) => {
  test.slow();
  const messages = async () => (await workstation.call(listMessages, { size: 50 })).results;
  const before = (await messages()).pagination.total;
  const rows = page
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name: /发起学历证明$/ }) });
  for (const nth of [0, 1]) await rows.nth(nth).getByRole('checkbox').check();
  await bar(page).getByRole('button', { name: '发送请求' }).click();
  await page.getByRole('menuitem', { name: '发起学历证明' }).click();
  const slots = dialog(page).getByRole('group', { name: /^要求的材料/ });
  await slots.getByText('学位证书').click();
  await dialog(page)
    .getByRole('switch', { name: /自动提醒/ })
    .uncheck();
  await dialog(page).getByRole('button', { name: '检查 2 人' }).click();
  await dialog(page)
    .getByRole('button', { name: /^发送给/ })
    .click();

  const notice = page.getByRole('region', { name: '刚刚发起的请求' });
  await notice.getByRole('button', { name: /^撤销/ }).click();
  await expect(page.getByText('已撤回，没有发出任何消息；内容已保留')).toBeVisible();
  await expect(slots.getByRole('checkbox', { name: '学位证书' })).not.toBeChecked();
  await expect(dialog(page).getByRole('switch', { name: /自动提醒/ })).not.toBeChecked();
  const made = async () => {
    const { dataList, pagination } = await messages();
    return dataList.slice(0, pagination.total - before).map(({ state }) => state);
  };
  await expect.poll(async () => new Set(await made())).toEqual(new Set(['cancelled']));
});
