import { rmSync } from 'node:fs';
import { type BrowserContext, test as base, type Page } from '@playwright/test';
import { startTestSmtpServer, type TestSmtpServer } from '../../main/delivery/test-smtp-server.ts';
import { saveWorkspace } from '../../shared/api/workspace.ts';
import {
  demoWorkspace,
  type RunningWorkstation,
  startWorkstation,
  temporaryFolder,
} from './harness/workstation.ts';

interface Options {
  /** What the workstation starts with: `demo`, a company without candidates, or nothing at all. */
  workspace: 'demo' | 'empty' | 'fresh';
}

interface Fixtures {
  /** An SMTP server on loopback; the workstation's mail account is on it. */
  mail: TestSmtpServer;
  /** A headless workstation of the test's own, with a data folder of its own. */
  workstation: RunningWorkstation;
  /** A browser page that is signed in and shows the workstation. */
  recruiter: Page;
  /** A phone's browser: 390 × 844, touch, nothing shared with the recruiter's. */
  phoneContext: BrowserContext;
  phone: Page;
}

/**
 * Playwright's `test` with Credo's fixtures. They start only for the tests that name them.
 *
 * ```ts
 * test.use({ workspace: 'demo' });
 * test('…', async ({ recruiter, phone, mail, workstation }) => { … });
 * ```
 */
export const test = base.extend<Fixtures & Options>({
  workspace: ['demo', { option: true }],

  mail: async ({ browserName: _browserName }, use) => {
    const server = await startTestSmtpServer();
    await use(server);
    await server.close();
  },

  workstation: async ({ workspace, mail }, use, testInfo) => {
    const dataFolder = workspace === 'demo' ? demoWorkspace() : temporaryFolder();
    const workstation = await startWorkstation({
      dataFolder,
      environment: { CREDO_SMTP_URL: mail.url },
    });
    if (workspace === 'empty') {
      await workstation.call(saveWorkspace, { company_name: '北京某某有限公司', uname: '李招聘' });
    }
    await use(workstation);
    await workstation.stop();
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('workstation.log', {
        body: workstation.log(),
        contentType: 'text/plain',
      });
    }
    rmSync(dataFolder, { recursive: true, force: true });
  },

  recruiter: async ({ page, workstation }, use) => {
    await page.goto(workstation.recruiterUrl);
    await use(page);
  },

  phoneContext: async ({ browser }, use) => {
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      deviceScaleFactor: 2,
      hasTouch: true,
      isMobile: true,
      locale: 'zh-CN',
    });
    await use(context);
    await context.close();
  },

  phone: async ({ phoneContext }, use) => {
    await use(await phoneContext.newPage());
  },
});

export { expect } from '@playwright/test';
