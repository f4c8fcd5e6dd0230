import { expect, test } from './fixtures.ts';

test.describe('an empty workspace', () => {
  test.use({ workspace: 'empty' });

  test('says how to begin: import, or add one', async ({ recruiter }) => {
    await expect(recruiter.getByText('还没有候选人')).toBeVisible();
    await recruiter.getByRole('tabpanel').getByRole('button', { name: '导入候选人' }).click();
    const lines = ['姓名,手机号,邮箱,应聘职位,阶段'];
    for (let index = 0; index < 30; index++) {
      lines.push(`候选人${index},138000000${index + 10},c${index}@example.com,保安队长sy,offer`);
    }
    lines.push('坏人,1.39E+10,x@example.com,保安队长sy,offer');
    await recruiter.locator('input[type=file]').setInputFiles({
      name: '名单.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(lines.join('\r\n')),
    });
    await recruiter.getByRole('button', { name: '检查文件' }).click();
    await expect(recruiter.getByText(/科学计数法/)).toBeVisible();
    await expect(recruiter.getByRole('tab', { name: /offer/ })).toHaveText('offer0');
    await recruiter.getByRole('button', { name: '导入 30 行' }).click();
    await expect(recruiter.getByText('导入完成')).toBeVisible();
    await recruiter.getByRole('button', { name: '关闭' }).last().click();
    await expect(recruiter.getByText('共 30 位', { exact: true })).toBeVisible();
    await expect(recruiter.getByRole('tab', { name: /offer/ })).toHaveText('offer30');

    await recruiter.getByRole('button', { name: '新增', exact: true }).click();
    await recruiter.getByRole('menuitem', { name: '新增候选人' }).click();
    await recruiter.getByLabel('姓名').fill('宋海洋');
    await recruiter.getByLabel('手机号').fill('18799990000');
    await recruiter.getByRole('combobox', { name: '应聘职位' }).fill('保安');
    await recruiter.getByRole('option', { name: /保安队长sy/ }).click();
    await recruiter.getByRole('combobox', { name: '阶段', exact: true }).click();
    await recruiter.getByRole('option', { name: 'offer' }).click();
    await recruiter.getByRole('button', { name: '创建' }).click();
    await expect(recruiter.getByText('共 31 位', { exact: true })).toBeVisible();
    await expect(recruiter.locator('tr[data-application]').first()).toContainText('宋海洋');
  });

  test('takes columns as they are mapped by hand, stops, and is undone as a whole', async ({
    recruiter: page,
  }) => {
    test.slow();
    await page.getByRole('button', { name: '新增', exact: true }).click();
    await page.getByRole('menuitem', { name: '导入候选人' }).click();
    const lines = ['姓名,通讯号,职位'];
    for (let index = 0; index < 6_000; index++) {
      lines.push(`候选人${index},1380${String(index).padStart(7, '0')},保安队长sy`);
    }
    await page.locator('input[type=file]').setInputFiles({
      name: '长名单.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(lines.join('\r\n')),
    });
    await page.getByRole('button', { name: '检查文件' }).click();
    const dialog = page.getByRole('dialog', { name: '导入' });
    // Nobody can be recognised without a number: the column is not known by its name.
    await expect(dialog.getByText('有问题的行（前 1000 行）')).toBeVisible({ timeout: 30_000 });
    await dialog.getByRole('combobox', { name: '通讯号' }).click();
    await page.getByRole('option', { name: '手机号' }).click();
    await dialog.getByRole('button', { name: '导入 6000 行' }).click({ timeout: 30_000 });
    await expect(dialog.getByText(/正在导入 [1-9]/)).toBeVisible({ timeout: 30_000 });
    await dialog.getByRole('button', { name: '停止' }).click();
    await expect(dialog.getByText('导入已停止，停止前已处理的行已保留。')).toBeVisible();

    await dialog.getByRole('button', { name: '导入记录与撤销' }).click();
    const past = page.getByRole('region', { name: '长名单.csv' });
    await expect(past.getByText(/已停止/)).toBeVisible();
    await past.getByRole('button', { name: '撤销这次导入' }).click();
    await past.getByRole('button', { name: '撤销导入' }).click();
    await expect(past.getByText(/^已撤销 \d+ 项/)).toBeVisible({ timeout: 30_000 });
    await page.keyboard.press('Escape');
    await expect(page.getByText('还没有候选人')).toBeVisible();
  });
});
