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
});
