import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import '../../../preload/api.ts';
import { _electron, type ElectronApplication, expect, test } from '@playwright/test';
import {
  buildOutputs,
  candidateOutput,
  mainOutput,
  preloadOutput,
  workstationOutput,
} from '../../../main/launcher/build-outputs.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'credo-window-'));
let electron: ElectronApplication;

test.beforeAll(async () => {
  await buildOutputs([workstationOutput, candidateOutput, mainOutput, preloadOutput]);
  electron = await _electron.launch({
    args: [
      root,
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...['--demo', '--data', join(folder, 'workspace')],
      ...['--lan-host', '127.0.0.1', '--lan-port', '0'],
    ],
    env: {
      ...(process.env as Record<string, string>),
      XDG_CONFIG_HOME: folder,
      APPDATA: folder,
    },
  });
});
test.afterAll(async () => {
  await electron?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the window shows the pipeline, with no way from the page into Node', async () => {
  const page = await electron.firstWindow();
  await expect(page.getByText('宋海洋').first()).toBeVisible();
  expect(page.url()).toMatch(/^app:\/\/credo\//);
  expect(
    await page.evaluate(() => [typeof require, typeof process, Object.keys(window.credo ?? {})]),
  ).toEqual([
    'undefined',
    'undefined',
    [
      'platform',
      'setTheme',
      'setLanguage',
      'setBadge',
      'chooseDownloadFolder',
      'onOpenCertificate',
    ],
  ]);
});

test('the page cannot leave, and its theme reaches the system', async () => {
  const page = await electron.firstWindow();
  await page.evaluate(() => {
    location.href = 'https://example.com/';
  });
  await page.evaluate(() => window.credo?.setTheme('dark'));
  expect(page.url()).toMatch(/^app:\/\/credo\//);
  expect(await electron.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark');
});
