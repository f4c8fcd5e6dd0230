import { defineConfig } from '@playwright/test';
import { findBrowser } from './harness/browser.ts';
import { prepareFonts } from './harness/fonts.ts';

const browser = await findBrowser();
if ('reason' in browser) throw new Error(`The browser suite cannot run: ${browser.reason}`);
const fontconfigFile = process.platform === 'linux' ? await prepareFonts() : undefined;

/** Real workstations, a real browser; run by `npm run test:e2e`. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../../test-results/e2e',
  globalSetup: './harness/build.ts',
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  // A machine that is busy with something else may be late once; the summary names what was.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    actionTimeout: 15_000,
    viewport: { width: 1440, height: 900 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    // Dialogs are there and gone at once, as for users who ask their system for that.
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    // Recording every test costs each of them seconds: the second try of one that failed is recorded.
    trace: 'on-first-retry',
    launchOptions: {
      executablePath: browser.executablePath,
      args: [...browser.args],
      env: {
        ...process.env,
        ...(fontconfigFile ? { FONTCONFIG_FILE: fontconfigFile } : {}),
      } as Record<string, string>,
    },
  },
});
