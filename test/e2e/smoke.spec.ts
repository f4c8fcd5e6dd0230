import { expect, test } from './fixtures.ts';

test('the recruiter’s address signs in by itself and leaves no key behind', async ({
  page,
  workstation,
}) => {
  const failures: string[] = [];
  page.on('pageerror', (error) => failures.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') failures.push(message.text());
  });
  await page.goto(workstation.recruiterUrl);
  await expect(page).toHaveURL(`${workstation.origin}/`);
  expect(await page.evaluate(() => document.referrer)).toBe('');
  expect(await page.evaluate(() => document.cookie)).toBe('');
  await expect(page.locator('#root')).not.toBeEmpty();
  expect(failures).toEqual([]);
});

test('without the key there is a field for it, and it lets in', async ({ page, workstation }) => {
  const answer = await page.goto(`${workstation.origin}/`);
  expect(answer?.status()).toBe(401);
  await page.getByLabel('访问密钥').fill('wrong');
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByRole('alert')).toHaveText('访问密钥不正确。');
  await page.getByLabel('访问密钥').fill(workstation.accessKey);
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page).toHaveURL(`${workstation.origin}/`);
  await expect(page.locator('#root')).not.toBeEmpty();
});

test('another site’s page cannot use the recruiter’s cookie', async ({
  recruiter,
  workstation,
}) => {
  const elsewhere = await recruiter.context().newPage();
  await elsewhere.route('http://localhost:1/', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>elsewhere</title>' }),
  );
  await elsewhere.goto('http://localhost:1/');
  const reached = await elsewhere.evaluate(async (origin) => {
    const requests = [
      fetch(`${origin}/atsng/v2/workspace/get`, { credentials: 'include' }),
      fetch(`${origin}/atsng/v2/workspace/save`, {
        method: 'POST',
        credentials: 'include',
        mode: 'no-cors',
        body: '{"company_name":"taken over"}',
      }),
    ];
    const answers = await Promise.allSettled(requests);
    return answers.map((answer) => answer.status === 'fulfilled' && answer.value.type);
  }, workstation.origin);
  expect(reached[0]).toBe(false);
  expect(await recruiter.evaluate(readCompany)).not.toBe('taken over');
});

async function readCompany(): Promise<string> {
  const response = await fetch('/atsng/v2/workspace/get');
  return (await response.json()).results.company_name;
}

test('the candidates’ address serves phones, and nothing of the recruiter’s', async ({
  phone,
  workstation,
}) => {
  const api = await phone.request.get(`${workstation.candidatesUrl}/atsng/v2/workspace/get`, {
    headers: { authorization: `Bearer ${workstation.accessKey}` },
  });
  expect(api.status()).toBe(404);
  const page = await phone.goto(`${workstation.candidatesUrl}/c/bk258ezRGWTnf1d6sfjr6l`);
  expect(page?.status()).toBeLessThan(500);
  await expect(phone.getByText('链接无效或已过期')).toBeVisible();
});
