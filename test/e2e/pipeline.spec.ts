import type { Page } from '@playwright/test';
import { moveStage } from '../../shared/api/process.ts';
import { colours, seriousViolations } from './accessibility.ts';
import { expect, test } from './pipeline-fixtures.ts';

const rows = (page: Page) => page.locator('tr[data-application]');
const total = (page: Page, count: number) => page.getByText(`共 ${count} 位`, { exact: true });
const headers = (page: Page) =>
  page.locator('thead th').evaluateAll((cells) => cells.map((cell) => cell.textContent?.trim()));

/** Chooses one option of a filter. */
async function choose(page: Page, filter: RegExp, option: string): Promise<void> {
  await page.locator('search').getByRole('button', { name: filter }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

// One after the other on one workstation.
test.describe.configure({ mode: 'default' });

test.describe('the pipeline', () => {
  test('stages are tabs with counts, and the list type changes both', async ({ recruiter }) => {
    const tabs = recruiter.getByRole('tab');
    await expect(tabs).toHaveText([/^评审\d+$/, /^面试\d+$/, /^offer137$/, /^入职\d+$/]);
    await expect(tabs.nth(2)).toHaveAttribute('aria-selected', 'true');
    await tabs.nth(1).click();
    const interviews = Number((await tabs.nth(1).textContent())?.replace(/\D/g, ''));
    await expect(total(recruiter, interviews)).toBeVisible();
    expect(await headers(recruiter)).toContain('面试时间');
    await recruiter.getByRole('radiogroup', { name: '范围' }).getByText('已淘汰').click();
    await expect(rows(recruiter).first().getByText('已淘汰')).toBeVisible();
  });

  test('filters, keyword and position narrow, and are cleared together', async ({ recruiter }) => {
    await choose(recruiter, /^offer状态/, '已接受');
    await expect(total(recruiter, 137)).toBeHidden();
    for (const cell of await rows(recruiter)
      .locator('[data-key="offerStatus"]')
      .allTextContents()) {
      expect(cell).toBe('已接受');
    }
    await recruiter.keyboard.press('Escape');
    await recruiter.locator('body').press('/');
    await recruiter.keyboard.type('没有这个人');
    await expect(recruiter.getByText('没有符合条件的候选人')).toBeVisible();
    await recruiter.getByRole('tabpanel').getByRole('button', { name: '清除全部' }).click();
    await expect(total(recruiter, 137)).toBeVisible();
    await expect(recruiter.getByRole('searchbox')).toHaveValue('');

    await recruiter.locator('body').press('/');
    await recruiter.keyboard.type('18799990000');
    await expect(rows(recruiter)).toHaveCount(1);
    await expect(rows(recruiter)).toContainText('宋海洋');
    await recruiter.keyboard.press('Escape');
    await expect(total(recruiter, 137)).toBeVisible();

    await recruiter.getByRole('button', { name: /^职位:/ }).click();
    await recruiter.getByPlaceholder('搜索职位').fill('保安队长');
    await recruiter.getByRole('option', { name: /保安队长sy/ }).click();
    await expect(total(recruiter, 137)).toBeHidden();
    await expect(rows(recruiter).first()).toContainText('保安队长sy');
  });

  test('a reload restores the view', async ({ recruiter }) => {
    await choose(recruiter, /^录用审批/, '已通过');
    await recruiter.getByRole('button', { name: /^排序/ }).click();
    await recruiter.getByRole('option', { name: '姓名' }).click();
    await expect(recruiter).toHaveURL(/sort=2/);
    await expect(rows(recruiter).first()).toBeVisible();
    await expect(recruiter.locator('[aria-busy="true"]')).toHaveCount(0);
    const before = await rows(recruiter).allTextContents();
    await recruiter.reload();
    await expect(rows(recruiter)).toHaveText(before, { timeout: 30_000 });
    await expect(recruiter.getByRole('button', { name: '录用审批: 已通过' })).toBeVisible();
    await expect(
      recruiter.getByRole('columnheader', { name: '候选人', exact: true }),
    ).toHaveAttribute('aria-sort', 'ascending');
  });

  test('scrolling shows every row once', async ({ recruiter }) => {
    const seen = new Map<string, string | null>();
    const list = recruiter.getByRole('tabpanel');
    for (let top = 0; seen.size < 137 && top < 137 * 40; top += 400) {
      await list.evaluate((element, to) => element.scrollTo({ top: to }), top);
      await expect(recruiter.locator('tr[aria-busy]')).toHaveCount(0);
      // Drawn in the frame after the scrolling: the last row on screen reaches the list's lower edge.
      await expect
        .poll(() =>
          list.evaluate((element) => {
            const drawn = [...element.querySelectorAll('tr[data-application]')];
            const lowest = Math.max(...drawn.map((row) => row.getBoundingClientRect().bottom));
            return (
              lowest >= element.getBoundingClientRect().bottom - 1 ||
              drawn.some((row) => row.getAttribute('aria-rowindex') === '138')
            );
          }),
        )
        .toBe(true);
      const visible = await rows(recruiter).evaluateAll((all) =>
        all.map((row) => [row.getAttribute('data-application'), row.getAttribute('aria-rowindex')]),
      );
      for (const [id, place] of visible) {
        expect(seen.get(id ?? '') ?? place).toBe(place);
        seen.set(id ?? '', place ?? null);
      }
    }
    expect(seen.size).toBe(137);
    expect(new Set(seen.values()).size).toBe(137);
    await expect(recruiter).toHaveURL(/row=\d+/);
  });

  test('the keyboard moves through the rows and opens them', async ({ recruiter }) => {
    const active = recruiter.locator('tr[data-application]:focus');
    await recruiter.locator('body').press('j');
    await expect(active).toHaveAttribute('data-active', 'true');
    const first = await active.getAttribute('data-application');
    expect(await rows(recruiter).first().getAttribute('data-application')).toBe(first);
    await recruiter.keyboard.press('ArrowDown');
    await recruiter.keyboard.press('j');
    await recruiter.keyboard.press('k');
    const second = await rows(recruiter).nth(1).getAttribute('data-application');
    await expect(active).toHaveAttribute('data-application', second ?? '');
    await recruiter.keyboard.press('Enter');
    const panel = recruiter.getByRole('complementary', { name: '候选人详情' });
    await expect(panel).toBeVisible();
    const name = await rows(recruiter).nth(2).locator('th').locator('span').first().textContent();
    await recruiter.keyboard.press('j');
    await expect(panel.getByRole('heading', { level: 2 })).toHaveText(name ?? '');
    await expect(panel.getByText('历史记录')).toBeVisible();
    await recruiter.keyboard.press('Escape');
    await expect(panel).toBeHidden();
  });

  test('an application is moved, moved back, eliminated and restored', async ({ recruiter }) => {
    const name = await rows(recruiter).first().locator('th span').first().textContent();
    const menu = () =>
      recruiter
        .getByRole('button', { name: `${name} 的操作` })
        .first()
        .click();
    await menu();
    await recruiter.getByRole('menuitem', { name: '移动阶段' }).click();
    await recruiter.getByRole('radio', { name: '待入职' }).check();
    await recruiter.getByRole('button', { name: '移动阶段' }).click();
    await expect(recruiter.getByText(`${name} 已移至「待入职」`)).toBeVisible();
    await expect(total(recruiter, 136)).toBeVisible();
    await expect(recruiter.getByRole('tab', { name: /offer/ })).toHaveText('offer136');
    await recruiter.getByRole('button', { name: '撤销' }).click();
    await expect(total(recruiter, 137)).toBeVisible();

    await menu();
    await recruiter.getByRole('menuitem', { name: '淘汰' }).click();
    await expect(total(recruiter, 136)).toBeVisible();
    await recruiter.getByRole('button', { name: '撤销' }).click();
    await expect(total(recruiter, 137)).toBeVisible();
  });

  test('a change made elsewhere appears by itself', async ({ recruiter, workstation }) => {
    const application_id = Number(await rows(recruiter).first().getAttribute('data-application'));
    const row = recruiter.locator(`tr[data-application="${application_id}"]`);
    const { err_no } = await workstation.call(moveStage, { application_id, stage_id: 9 });
    expect(err_no).toBe(0);
    await expect(recruiter.getByRole('tab', { name: /offer/ })).toHaveText('offer136');
    await expect(row).toHaveCount(0);
    await workstation.call(moveStage, { application_id, stage_id: 8 });
    await expect(recruiter.getByRole('tab', { name: /offer/ })).toHaveText('offer137');
    await expect(row).toHaveCount(1);
  });

  test('has nothing that axe finds serious, in either theme', async ({ recruiter }) => {
    await rows(recruiter).first().locator('th').click();
    await expect(recruiter.getByText('历史记录')).toBeVisible();
    for (const scheme of ['浅色', '深色']) {
      await recruiter.getByRole('button', { name: '外观' }).click();
      await recruiter.getByRole('menuitem', { name: scheme }).click();
      await expect(recruiter.getByRole('menu')).toBeHidden();
      const rules = scheme === '深色' ? { rules: colours } : {};
      expect(await seriousViolations(recruiter, rules), scheme).toEqual([]);
    }
  });
});

test.describe('what the user set', () => {
  const keys = (page: Page) =>
    page
      .getByRole('region', { name: /使用中/ })
      .locator('li')
      .evaluateAll((all) => all.map((row) => row.getAttribute('data-key')));

  test('columns are ordered by the mouse, and stay', async ({ recruiter }) => {
    await recruiter.getByRole('button', { name: '设置列' }).click();
    await recruiter.getByRole('switch', { name: '背景调查' }).check({ force: true });
    const handle = recruiter.getByRole('button', { name: '调整 背景调查 的顺序' });
    const top = recruiter.getByRole('button', { name: '调整 offer状态 的顺序' });
    const from = await handle.boundingBox();
    const to = await top.boundingBox();
    if (!from || !to) throw new Error('no handle on screen');
    await recruiter.mouse.move(from.x + 10, from.y + 10);
    await recruiter.mouse.down();
    await recruiter.mouse.move(from.x + 10, from.y - 10, { steps: 4 });
    await recruiter.mouse.move(to.x + 10, to.y + 4, { steps: 8 });
    await recruiter.mouse.up();
    const order = ['backgroundCheck', 'offerStatus', 'incomeCertificate', 'degreeCertificate'];
    await expect.poll(() => keys(recruiter)).toEqual(order);
    await recruiter.getByRole('button', { name: '保存' }).click();
    const labels = ['背景调查', 'offer状态', '薪酬证明', '学历证明'];
    await expect.poll(async () => (await headers(recruiter)).slice(4, 8)).toEqual(labels);
    await recruiter.reload();
    await expect.poll(async () => (await headers(recruiter)).slice(4, 8)).toEqual(labels);
  });

  test('filters are ordered by the keyboard; the required one stays', async ({ recruiter }) => {
    await recruiter.getByRole('button', { name: '设置筛选项' }).click();
    await expect(recruiter.getByRole('switch', { name: /offer状态/ })).toBeDisabled();
    const handle = recruiter.getByRole('button', { name: '调整 录用审批 的顺序' });
    await handle.focus();
    await recruiter.keyboard.press('Space');
    // What is announced first, that it was picked up, is followed at once by where it is.
    await expect(recruiter.getByText('录用审批 移到第 4 位')).toBeAttached();
    await recruiter.keyboard.press('ArrowUp');
    await expect(recruiter.getByText('录用审批 移到第 3 位')).toBeAttached();
    await recruiter.keyboard.press('ArrowUp');
    await expect(recruiter.getByText('录用审批 移到第 2 位')).toBeAttached();
    await recruiter.keyboard.press('Space');
    const order = ['offerStatus', 'hiringStatus', 'bcStatus', 'incomeStatus'];
    await expect.poll(() => keys(recruiter)).toEqual(order);
    await recruiter.getByRole('button', { name: '保存' }).click();
    const pills = recruiter.locator('search').getByRole('button', { name: /: 全部$/ });
    await expect(pills).toHaveText([
      '职位:全部',
      'offer状态:全部',
      '录用审批:全部',
      '背景调查状态:全部',
      '薪酬证明状态:全部',
    ]);
  });

  test('a save that fails keeps what was edited', async ({ recruiter }) => {
    await recruiter.route('**/saveUserColumns', (route) => route.abort());
    await recruiter.getByRole('button', { name: '设置列' }).click();
    await recruiter.getByRole('button', { name: '移除 薪酬证明' }).click();
    await recruiter.getByRole('button', { name: '保存' }).click();
    await expect(recruiter.getByRole('alert')).toContainText('无法连接到 Credo 服务');
    expect(await keys(recruiter)).toEqual(['offerStatus', 'degreeCertificate']);
    await recruiter.unroute('**/saveUserColumns');
    await recruiter.getByRole('button', { name: '保存' }).click();
    await expect.poll(() => headers(recruiter)).not.toContain('薪酬证明');
  });
});

test('a list that cannot be loaded says so and can be tried again', async ({
  page,
  workstation,
}) => {
  await page.route('**/process/list', (route) => route.abort());
  await page.goto(workstation.recruiterUrl);
  await expect(page.getByRole('alert')).toContainText('候选人列表加载失败');
  await page.unroute('**/process/list');
  await page.getByRole('button', { name: '重试' }).click();
  await expect(total(page, 137)).toBeVisible();
});

test('an answer that comes late does not replace a newer one', async ({ page, workstation }) => {
  await page.goto(workstation.recruiterUrl);
  await expect(total(page, 137)).toBeVisible();
  const held: (() => void)[] = [];
  await page.route('**/process/list', async (route) => {
    if (route.request().postDataJSON().keyword === '宋') {
      await new Promise<void>((resolve) => held.push(resolve));
    }
    await route.continue().catch(() => {});
  });
  await page.getByRole('searchbox').fill('宋');
  await expect.poll(() => held.length).toBe(1);
  await page.getByRole('searchbox').fill('18799990000');
  await expect(total(page, 1)).toBeVisible();
  for (const release of held) release();
  await page.waitForLoadState('networkidle').catch(() => {});
  await expect(total(page, 1)).toBeVisible();
  await expect(rows(page)).toContainText('宋海洋');
});
