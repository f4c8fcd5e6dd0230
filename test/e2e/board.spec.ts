import type { Page } from '@playwright/test';
import { listApplications, moveStage } from '../../shared/api/process.ts';
import { seriousViolations } from './accessibility.ts';
import { expect, test } from './fixtures.ts';

const column = (page: Page, name: string) =>
  page.getByRole('region', { name: new RegExp(`^${name}，\\d+ 人$`) });
const card = (page: Page, name: string, at: string) =>
  column(page, at).getByRole('button').filter({ hasText: name });

test('cards are dragged between stages by pointer and keyboard, and come back where refused', async ({
  recruiter: page,
  workstation,
}) => {
  test.slow();
  const newest = async (stage_type_id: number) =>
    (await workstation.call(listApplications, { stage_type_id, size: 3 })).results.dataList;
  const [first, second, third] = await newest(3);
  if (!first || !second || !third) throw new Error('the demo has too few in the offer stage');
  await page.getByTitle('看板：按阶段').click();
  expect(new URL(page.url()).searchParams.get('mode')).toBe('stages');
  await expect(card(page, first.resume_name, 'offer').first()).toBeVisible();
  expect(await seriousViolations(page)).toEqual([]);

  // By pointer.
  const from = await card(page, first.resume_name, 'offer').first().boundingBox();
  const to = await column(page, '入职').boundingBox();
  if (!from || !to) throw new Error('the board has no boxes');
  await page.mouse.move(from.x + 30, from.y + 20);
  await page.mouse.down();
  await page.mouse.move(from.x + 60, from.y + 30);
  await page.mouse.move(to.x + 100, to.y + 120, { steps: 5 });
  await page.mouse.up();
  await expect(card(page, first.resume_name, '入职').first()).toBeVisible();
  await expect.poll(async () => (await newest(4))[0]?.resume_name).toBe(first.resume_name);

  // By keyboard, told in the user's language.
  const second_ = card(page, second.resume_name, 'offer').first();
  await second_.focus();
  await page.keyboard.press('Space');
  const said = page.locator('[id^="DndLiveRegion"]');
  await expect(said).toContainText(second.resume_name);
  await page.keyboard.press('ArrowLeft');
  await expect(said).toHaveText(`${second.resume_name} 在「面试」上方`);
  await page.keyboard.press('Space');
  await expect(said).toHaveText(`${second.resume_name} 已放到「面试」`);
  await expect(card(page, second.resume_name, '面试').first()).toBeVisible();
  await expect.poll(async () => (await newest(2))[0]?.resume_name).toBe(second.resume_name);

  // Somebody else has moved it meanwhile: the card comes back, and it is said why.
  await page.route('**/v2/process/moveStage', async (route) => {
    await workstation.call(moveStage, {
      application_id: third.application_id,
      stage_id: 8,
      step_id: third.step_id === 3314 ? 3313 : 3314,
    });
    await route.continue();
  });
  await card(page, third.resume_name, 'offer').first().focus();
  await page.keyboard.press('Space');
  await expect(said).toContainText(third.resume_name);
  await page.keyboard.press('ArrowRight');
  await expect(said).toHaveText(`${third.resume_name} 在「入职」上方`);
  await page.keyboard.press('Space');
  await expect(page.getByText('该记录已被他人修改，请刷新后再试')).toBeVisible();
  await expect(card(page, third.resume_name, 'offer').first()).toBeVisible();
  await page.unroute('**/v2/process/moveStage');

  // Enter opens the candidate; the layout is remembered; the steps of a stage are columns too.
  await card(page, third.resume_name, 'offer').first().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary')).toContainText(third.resume_name);
  await page.getByTitle('看板：按当前阶段的步骤').click();
  await expect(column(page, '材料收集')).toBeVisible();
  const total = (await workstation.call(listApplications, { stage_type_id: 3 })).results.pagination
    .total;
  const shown = async () => {
    const names = await Promise.all(
      ['背景调查', '录用审批', '材料收集', '发送 offer'].map((name) =>
        column(page, name).getAttribute('aria-label'),
      ),
    );
    return names.reduce((sum, name) => sum + Number(/(\d+) 人/.exec(name ?? '')?.[1]), 0);
  };
  await expect.poll(shown).toBe(total);
  await page.goto(workstation.recruiterUrl);
  await expect(column(page, '材料收集')).toBeVisible();
});
